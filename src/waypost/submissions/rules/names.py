"""Whether a text names somebody, without taking ordinary words for names (decision 0013)."""

import re
from collections.abc import Iterable, Iterator

_EVERYDAY_FIRST_NAMES = """
an angel april art august autumn bill bob carol chance chase christian clay constant cook dawn dean destiny do drew
earl early ever faith frank gene grace grant happy harmony hart hope hunter iris ivy jack jade jay joy june justice
lance lily long major mark may melody miles misty my nick noble page paige pat patience pearl penny pierce prince
rich rob robin rock rose ruby rusty sage sandy see serenity sky so song sterling sue summer sun sunny tab tan
trinity van victor wade ward will winter wren young
"""
#: First names that are words of everyday writing as well.
EVERYDAY_FIRST_NAMES = frozenset(_EVERYDAY_FIRST_NAMES.split())

_EVERYDAY_LAST_NAMES = """
an april archer as ash at august baker ball banks barber be bell berry best bishop black bloom blue bolt bond book
booth bowman bridges brown burns bush butler butter by camp carpenter carry case cash chan chance chase church clay
close coach cook cooper cotton couch court crane creek cross crow dance day dean dell diamond do drake drew driver
dyer early east english farmer ferry field fields finch fish fisher flood floor flowers ford forest foster fountain
fox frank freeman french friend frost fuller gale game gardener garland gates gay glass glover gold golden good
goodman gore grace grand grant graves gray green grey groves hale hall ham hand hardy harp hart hawk hay he head
heart heath her herring hill him his hood hooker hope horn house hunt hunter hurt ice in is it ivory jewel joy judge
june justice key keys kind king kitchen knight lake lamb lamp land lane lang law lawn lead leader leaf lee light
link list little lively lock long lord love lucky major manning march marsh mason match may me mead meadows means
mercer merchant miles mill miller mills moon moral more morning moss mount must nation neighbors new newman nice
nickel night no noble north nurse oak oaks of olive on or our outlaw page painter pan parent park parks parson
parsons partner past patch peace pearl pen person pike piper plain plant plate pond pool poor pope porter post
potter power powers price pride prince print project pure quarry quick rain raven reader reading reason reed
register rice rich rivers roads robin rock rose rule rush sage sand sands savage say schools sea see self seller
sharp she shell shepherd shields ship shook shore short sides silver singer skills small smart smith snow so song
spanish sparks speaker speed spoon spring squires stack stand staples star stars steel steps stern still stock stone
stones storm story strange street strict stringer strong student students sue summer summers sun swan sweet sword
tall taylor teacher teachers temple test they thorn tide to tower town toy trainer tree trees trout trust tucker
turner un us vale valley van vance walker wall walls ward waterman waters way we weaver week well west whale wheel
wheeler white whitehead wild will window winter winters wise wolf wood woodland woods word words work workman world
worth wright yard yes you young
"""
#: Last names that are words of everyday writing as well, of schools above all.
EVERYDAY_LAST_NAMES = frozenset(_EVERYDAY_LAST_NAMES.split())

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Coach|Principal)\.?\s"
_INSIDE_A_NAME = ("al", "bin", "da", "das", "de", "del", "den", "der", "di", "dos", "du", "la", "le", "van", "von")
_AFTER_A_NAME = ("jr", "sr", "ii", "iii", "iv", "phd", "edd")


def person_named_in(text: str, names: Iterable[str]) -> str | None:
    """Which of the people called `names` stands in `text`: by the whole name, the first name or a last name alone.

    - The whole name counts in any case.
    - A first name counts in any case; one that is an everyday word as well with a capital only, so that "I will mark"
      names nobody.
    - A last name counts with its capitals only; one that is an everyday word as well after a title
      only, so that "Reading" and "at Cedar Park" name nobody.
    - A single letter is no name, nor is "van" or "Jr.".
    """
    plain = " ".join(text.split())
    whole = [" ".join(name.split()) for name in names]
    in_full = (name for name in whole if _stands(re.escape(name), plain, re.IGNORECASE))
    by_first = (first for first in map(_first_name, whole) if first and _is_called(first, plain))
    by_last = (last for name in whole for last in _last_names(name) if _is_titled(last, plain))
    return next(in_full, None) or next(by_first, None) or next(by_last, None)


def _first_name(name: str) -> str:
    """The first word of a name, empty for an initial."""
    first = name.partition(" ")[0].rstrip(".,")
    return first if len(first) > 1 else ""


def _last_names(name: str) -> Iterator[str]:
    """Every later word of a name, and each half of a double one."""
    for word in name.split(" ")[1:]:
        for part in dict.fromkeys([word, *word.split("-")]):
            plain = part.strip(".,")
            if len(plain) > 1 and plain.replace(".", "").lower() not in (*_INSIDE_A_NAME, *_AFTER_A_NAME):
                yield plain


def _is_called(first: str, text: str) -> bool:
    if first.lower() not in EVERYDAY_FIRST_NAMES:
        return _stands(re.escape(first), text, re.IGNORECASE)
    return _stands(f"{first.capitalize()}|{first.upper()}", text)


def _is_titled(last: str, text: str) -> bool:
    """Whether a last name stands in `text` with its capitals, after a title where it needs one."""
    forms = [last.title() if last.islower() or last.isupper() else last, last.upper()]
    written = f"(?:{'|'.join(map(re.escape, forms))})"
    return _stands(_TITLE + written if last.lower() in EVERYDAY_LAST_NAMES else written, text)


def _stands(pattern: str, text: str, flags: int = 0) -> bool:
    """Whether `pattern` stands in `text` as words of its own."""
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, flags) is not None
