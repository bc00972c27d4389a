"""Badges baked into SVG images: an element in the Open Badges namespace carries the credential.

Source: Open Badges 3.0, section 5.3.2; Open Badges 2.0, Baking.
"""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openbadgeslib import baking

OB3_ELEMENT = "{https://purl.imsglobal.org/ob/v3p0}credential"
OB2_ELEMENT = "{http://openbadges.org}assertion"
SVG_ELEMENTS = ("{http://www.w3.org/2000/svg}svg", "svg")


class SvgError(ValueError):
    """The drawing is damaged, or its badge is. The message is one sentence for a reader."""


def bake_svg(image: bytes, text: str) -> bytes:
    """`image` (one of our own drawings, without a badge) with `text` inside.

    A VC-JWT goes into the attribute `verify`, a JSON credential into the element's text.
    """
    if unbake_svg(image):
        raise SvgError("This drawing already holds a badge.")
    is_json = text.lstrip().startswith("{")
    return baking.bake_svg(
        image,
        text,
        element=baking.SVG_ELEMENT_OB3,
        namespace=baking.SVG_NS_OB3,
        as_text=is_json,
    )


def unbake_svg(image: bytes) -> dict[str, str]:
    """Texts of the badges inside by element name; empty where there is none. Two badges raise SvgError.

    A document type declaration is refused, so no entity is ever expanded or fetched.
    """
    root = _parsed(image)
    found: dict[str, str] = {}
    for name in (OB3_ELEMENT, OB2_ELEMENT):
        elements = list(root.iter(name))
        if len(elements) > 1:
            raise SvgError("This image holds more than one badge, so we can't tell which one is meant.")
        if elements:
            found[name] = elements[0].get("verify") or "".join(elements[0].itertext()).strip()
    return found


def _parsed(image: bytes) -> Element:
    try:
        root: Element = fromstring(image, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise SvgError("This drawing declares its own document type. We don't open such files.") from problem
    except (ParseError, ValueError, RecursionError) as problem:
        raise SvgError("This drawing is damaged. Download it again.") from problem
    if root.tag not in SVG_ELEMENTS:
        raise SvgError("This file is XML, but not a drawing with a badge.")
    return root
