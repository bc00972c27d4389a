"""The XML of a Word file, written directly: headings, paragraphs, and tables whose heads repeat on each page.

python-docx gives the package and its styles; cell by cell it would take minutes for a plan of 3,000 activities.
"""

import io
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Inches, Pt

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACED = '<w:pPr><w:spacing w:after="80"/></w:pPr>'
_STAYS_WHOLE = "<w:cantSplit/>"
FONT, SIZE = "Calibri", Pt(9.5)
MARGIN = Inches(0.6)
#: Twentieths of a point between the margins of a letter page that lies.
WIDTH = 14112
GRID = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A94A7"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

PADDING = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
)


def heading(text: str, level: int) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>{_run(text)}</w:p>'


def labeled(label: str, text: str) -> str:
    """A label in bold with what follows it; each further line is a paragraph."""
    first, *others = text.split("\n")
    bold = _run(f"{label} ", bold=True)
    return f"<w:p>{_SPACED}{bold}{_run(first)}</w:p>{''.join(map(paragraph, others))}"


def paragraph(text: str) -> str:
    return f"<w:p>{_SPACED}{_run(text)}</w:p>"


def gap() -> str:
    """Keeps two tables apart that would else become one."""
    return "<w:p/>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[int]) -> str:
    """`shares` say how wide the columns are beside each other; the head repeats, and no row breaks over pages."""
    grid = "".join(f'<w:gridCol w:w="{WIDTH * share // sum(shares)}"/>' for share in shares)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{GRID}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{PADDING}<w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr>{_STAYS_WHOLE}<w:tblHeader/></w:trPr>{''.join(map(_head, heads))}</w:tr>"
        f"{''.join(map(_row, rows))}</w:tbl>"
    )


def word_file(title: str, markup: str) -> bytes:
    """A .docx file on letter paper, lying."""
    word = docx.Document()
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Inches(11), Inches(8.5)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, SIZE
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(0), 1.0
    return _filled(word, title, markup)


def upright_word_file(title: str, markup: str) -> bytes:
    """A .docx file on letter paper, standing, in the styles that Word begins with."""
    return _filled(docx.Document(), title, markup)


def _filled(word: WordDocument, title: str, markup: str) -> bytes:
    word.core_properties.author, word.core_properties.comments = "Waypost", ""
    word.core_properties.title = _NOT_IN_XML.sub("", title)[:255]
    body = parse_xml(f'<w:body xmlns:w="{_NAMESPACE}">{markup}</w:body>')
    end = word.element.body[-1]
    for block in list(body):
        end.addprevious(block)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _head(text: str) -> str:
    """Kept with the next row, so that no page ends with a head."""
    shade = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E7EBF0"/></w:tcPr>'
    return f"<w:tc>{shade}<w:p><w:pPr><w:keepNext/></w:pPr>{_run(text, bold=True)}</w:p></w:tc>"


def _row(texts: Sequence[str]) -> str:
    return f"<w:tr><w:trPr>{_STAYS_WHOLE}</w:trPr>{''.join(map(_cell, texts))}</w:tr>"


def _cell(text: str) -> str:
    lines = "".join(f"<w:p>{_run(line)}</w:p>" for line in text.split("\n"))
    return f"<w:tc>{lines}</w:tc>"


def _run(text: str, *, bold: bool = False) -> str:
    """Without what XML can't hold."""
    if not text:
        return ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    said = escape(_NOT_IN_XML.sub("", text).replace("\r", "\n"))
    return f'<w:r>{weight}<w:t xml:space="preserve">{said}</w:t></w:r>'
