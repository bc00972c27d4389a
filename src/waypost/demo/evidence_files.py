"""Evidence of the demo: small files made here, with a caption and no child's data in them."""

import io
from functools import cache
from textwrap import wrap

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

SIZE = (640, 400)
PAPER, INK = (251, 247, 236), (23, 35, 58)
#: Sixteen shades are enough for letters, and keep the file small.
SHADES = 16
ALL_INK, LINES = 255, 56


def evidence_file(name: str, caption: str) -> "ContentFile[bytes]":
    """A file of the kind that its name says, with its caption inside."""
    made = {"pdf": _pdf, "png": _picture, "txt": _text}[name.rpartition(".")[2]]
    return ContentFile(made(caption), name=name)


def _text(caption: str) -> bytes:
    return f"{caption}\n\nNames are left out. Students are called A, B, C in all pieces.\n".encode()


def _picture(caption: str) -> bytes:
    """A ruled card with the caption on it, as a phone would take a picture of a whiteboard."""
    ink = Image.new("L", SIZE)
    draw = ImageDraw.Draw(ink)
    for height in range(60, SIZE[1], 34):
        draw.line((24, height, SIZE[0] - 24, height), fill=LINES)
    draw.multiline_text((32, 70), "\n".join(wrap(caption, 40)), fill=ALL_INK, font=_letters(), spacing=10)
    picture = ink.point([amount * SHADES // 256 for amount in range(256)])
    picture.putpalette([value for step in range(SHADES) for value in _shade(step)])
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def _shade(step: int) -> list[int]:
    """Red, green and blue, so many steps from paper to ink."""
    return [light + (dark - light) * step // (SHADES - 1) for light, dark in zip(PAPER, INK, strict=True)]


@cache
def _letters() -> ImageFont.ImageFont | FreeTypeFont:
    return ImageFont.load_default(24)


def _pdf(caption: str) -> bytes:
    """One page, written by hand: the smallest file that PDF readers open (ISO 32000-1, annex H)."""
    lines = "".join(f"({_escaped(line)}) Tj T* " for line in wrap(caption, 60))
    page = f"BT /F1 16 Tf 72 700 Td 22 TL {lines}ET"
    fonts = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << {fonts} >> >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
    ]
    file, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    ending = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return f"{file}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{ending}".encode("ascii", "replace")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
