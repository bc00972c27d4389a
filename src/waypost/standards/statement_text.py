"""Words of a standard as plain text: what published files mark up with HTML reads the same without it."""

import re
from html import unescape

#: Marks that published frameworks use. A sign such as the one in "x < 5" is no mark and stays.
_MARK = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_RAISED = re.compile(r"<(sup|sub)\b[^<>]*>([^<>]*)</\1\s*>", re.IGNORECASE)
_LINE_ENDS = re.compile(r"<(?:br\s*/?|/p|/div|/li|/tr|/h[1-6])\s*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_WITH_SIGNS = re.compile(r"[0-9+\-=()n]+")


def plain_statement(marked: str) -> str:
    """ "10²" for `10<sup>2</sup>`, a new line for `<br>`; other marks go, and what is left is no markup."""
    text = _RAISED.sub(_raised, _HIDDEN.sub("", marked))
    text = unescape(_MARK.sub("", _LINE_ENDS.sub("\n", text)))
    lines = (" ".join(line.split()) for line in _CONTROL.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def _raised(found: "re.Match[str]") -> str:
    """Digits become small ones; words such as "st" of "1st", and fractions, stay as they are."""
    text = unescape(found[2]).strip()
    if not _WITH_SIGNS.fullmatch(text):
        return text
    return text.translate(_SUPERSCRIPTS if found[1].lower() == "sup" else _SUBSCRIPTS)
