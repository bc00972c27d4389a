"""Whether a text names somebody, without taking ordinary words for names (decision 0013)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

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
_STATES = """
alabama alaska arizona arkansas california carolina colorado columbia connecticut dakota delaware florida georgia guam
hampshire hawaii idaho illinois indiana iowa jersey kansas kentucky louisiana maine maryland massachusetts mexico
michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania rico tennessee texas
utah vermont virginia washington wisconsin wyoming york
"""
#: Names that stand in the title of a state's standards.
STATES = frozenset(_STATES.split())

_NAMESAKES = """
adams arthur audubon buchanan carter carver chavez clark cleveland clinton columbus coolidge dewey douglass edison
einstein eisenhower emerson franklin garfield hamilton harding harrison hawthorne hayes hoover houston jackson
jefferson johnson jordan kennedy lewis lincoln longfellow madison mann marshall mckinley monroe nixon
obama penn polk reagan roosevelt sherman taft truman tubman twain tyler webster whitman wilson
"""
#: Presidents and others after whom schools are called.
NAMESAKES = frozenset(_NAMESAKES.split())

_SUBJECTS = """
algebra arabic art arts band biology calculus chemistry chinese choir civics dance drama economics english french
geography geometry german grade grades health history italian japanese korean language latin literacy literature math
mathematics music physics portuguese reading russian science social spanish statistics studies theater writing
"""
SUBJECTS = frozenset(_SUBJECTS.split())

#: Last names that are words of everyday writing as well, of schools above all.
EVERYDAY_LAST_NAMES = frozenset(_EVERYDAY_LAST_NAMES.split()) | STATES | NAMESAKES | SUBJECTS

#: Before a name they are a title in any case; what follows is a name in any case.
_TITLES = frozenset(("mr", "mrs", "ms", "mx", "dr", "prof"))
#: Not before a name in small letters: there it is a middle school.
_MIDDLE_SCHOOL = "MS"
_EVERYDAY_TITLES = ("miss", "coach", "principal", "professor")
#: These are words of everyday writing as well ("I coach English"): a title with a capital only.
_TITLES_WITH_A_CAPITAL = frozenset(form for word in _EVERYDAY_TITLES for form in (word.capitalize(), word.upper()))
_INSIDE_A_NAME = ("al", "bin", "da", "das", "de", "del", "den", "der", "di", "dos", "du", "la", "le", "van", "von")
_AFTER_A_NAME = ("jr", "sr", "ii", "iii", "iv", "phd", "edd")

#: "Don't" is one word, so that it does not name Don.
_WORD = re.compile(r"[^\W_]+(?:['\u2019]t\b)?")
#: Letters that hold their stroke inside, and the apostrophes that count as letters.
_PLAIN_LETTERS = str.maketrans("øØłŁđĐʻʼ", "oOlLdD''")


def person_named_in(text: str, names: Iterable[str]) -> str | None:
    """Which of the people called `names` stands in `text`: by the whole name, the first name or a last name alone.

    - The whole name counts in any case.
    - A first name counts in any case; one that is an everyday word as well with a capital only, so that "I will mark"
      names nobody; one that is a state never alone.
    - A last name counts with its capitals, and in any case after "Mr." and the like; one that is an everyday word as
      well after a title only, so that "Reading", "at Cedar Park" and "Washington standards" name nobody.
    - A single letter is no name, nor is "van" or "Jr.".
    - Accents and the kind of apostrophe make no difference.
    """
    written = _Written(text)
    whole = [" ".join(name.split()) for name in names]
    in_full = (name for name in whole if written.holds(name))
    by_first = (first for first in map(_first_name, whole) if first and _is_called(first, written))
    by_last = (last for name in whole for last in _last_names(name) if _is_titled(last, written))
    return next(in_full, None) or next(by_first, None) or next(by_last, None)


class _Written:
    """A text, split into words once; a name of several words is looked for only where its first one stands."""

    def __init__(self, text: str) -> None:
        self.words = _words(text)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """By word in lower case, where it stands."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word.lower(), []).append(place)
        return found

    def holds(self, name: str) -> bool:
        """Whether it stands there in any case."""
        return any(True for _ in self.standing(name))

    def standing(self, name: str) -> Iterator[tuple[str, str]]:
        """Each time it stands there in any case: the word before it, or nothing, and how it is written itself."""
        asked = [word.lower() for word in _words(name)]
        for place in self.places.get(asked[0], ()) if asked else ():
            found = self.words[place : place + len(asked)]
            if [word.lower() for word in found] == asked:
                yield self.words[place - 1] if place else "", " ".join(found)


def _words(text: str) -> list[str]:
    """The words of a text without their accents; what stands between them, apostrophes and hyphens too, is left out."""
    return _WORD.findall(_without_accents(text))


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_PLAIN_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


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


def _is_called(first: str, written: _Written) -> bool:
    plain = _without_accents(first).lower()
    if plain in STATES:
        return False
    if plain not in EVERYDAY_FIRST_NAMES:
        return written.holds(plain)
    return any(word in {plain.capitalize(), plain.upper()} for _, word in written.standing(plain))


def _is_titled(last: str, written: _Written) -> bool:
    """Whether a last name stands there as a name does: after a title where it needs one."""
    return any(_is_a_name(last, before, word) for before, word in written.standing(last))


def _is_a_name(last: str, before: str, word: str) -> bool:
    if before.lower() in _TITLES and (before != _MIDDLE_SCHOOL or word.isupper()):
        return True
    plain = " ".join(_words(last))
    shown = plain.title() if plain.islower() or plain.isupper() else plain
    is_everyday = plain.lower() in EVERYDAY_LAST_NAMES and before not in _TITLES_WITH_A_CAPITAL
    return word in {shown, shown.upper()} and not is_everyday
