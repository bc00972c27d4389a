"""Pictures lose what they do not show, and not one dot of what they show."""

from io import BytesIO

import pytest
from PIL import Image, ImageSequence, PngImagePlugin

from tests.submissions.builders import a_picture
from waypost.submissions.files import formats, pictures
from waypost.submissions.files.formats import Format
from waypost.submissions.files.pictures import UnusablePicture, without_hidden_details

PLACE = b"N 41 52 55"
GPS_TAG, ORIENTATION_TAG, MAKER_TAG = 0x8825, 0x0112, 0x010F


def exif(orientation: int = 1) -> Image.Exif:
    details = Image.Exif()
    details[ORIENTATION_TAG] = orientation
    details[MAKER_TAG] = PLACE.decode()
    details.get_ifd(GPS_TAG)[1] = "N"
    return details


def dots(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def text_in_png() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", PLACE.decode())
    info.add_itxt("XML:com.adobe.xmp", PLACE.decode())
    return info


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (a_picture(exif=exif()).read(), formats.JPEG),
        (a_picture(exif=exif(6), progressive=True, comment=PLACE).read(), formats.JPEG),
        (a_picture(xmp=PLACE).read(), formats.JPEG),
        (a_picture(kind="PNG", pnginfo=text_in_png(), exif=exif()).read(), formats.PNG),
        (a_picture(kind="WEBP", exif=exif(), xmp=PLACE).read(), formats.WEBP),
        (a_picture(kind="GIF", comment=PLACE).read(), formats.GIF),
    ],
)
def test_place_and_comments_go_and_every_dot_stays(data: bytes, kind: Format) -> None:
    assert PLACE in data
    cleaned = without_hidden_details(data, kind)
    assert PLACE not in cleaned
    assert dots(cleaned) == dots(data)
    with Image.open(BytesIO(cleaned)) as image:
        assert GPS_TAG not in image.getexif()


def test_a_gif_goes_on_moving_and_loses_what_another_application_wrote() -> None:
    frames, moving = [Image.new("RGB", (4, 4), color) for color in ("#2b6e4f", "#a6332a")], BytesIO()
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:], loop=3, duration=80)
    written = b"\x21\xff\x0bXMP DataXMP" + bytes([len(PLACE)]) + PLACE + b"\0"
    data = moving.getvalue()[:-1] + written + b";"
    cleaned = without_hidden_details(data, formats.GIF)
    assert cleaned == moving.getvalue()
    with Image.open(BytesIO(cleaned)) as image:
        assert (len(list(ImageSequence.Iterator(image))), image.info["loop"]) == (2, 3)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_stays_turned_as_it_was(orientation: int) -> None:
    cleaned = without_hidden_details(a_picture(exif=exif(orientation)).read(), formats.JPEG)
    with Image.open(BytesIO(cleaned)) as image:
        assert image.getexif().get(ORIENTATION_TAG, 1) == orientation


def test_what_hangs_behind_the_end_of_a_picture_goes() -> None:
    for kind, name in ((formats.JPEG, "JPEG"), (formats.PNG, "PNG"), (formats.WEBP, "WEBP"), (formats.GIF, "GIF")):
        data = a_picture(kind=name).read()
        assert PLACE not in without_hidden_details(data + PLACE, kind)


def test_a_long_run_of_fill_bytes_in_a_scan_is_read_once() -> None:
    # Read again from each of its bytes, this run would take days.
    whole = a_picture().read()
    filled = whole[:-2] + b"\xff" * 5_000_000 + b"\x00" + whole[-2:]
    assert without_hidden_details(filled, formats.JPEG) == filled


def test_a_color_profile_stays() -> None:
    cleaned = without_hidden_details(a_picture(icc_profile=b"a profile").read(), formats.JPEG)
    with Image.open(BytesIO(cleaned)) as image:
        assert image.info["icc_profile"] == b"a profile"


def test_cleaning_twice_changes_nothing_more() -> None:
    once = without_hidden_details(a_picture(exif=exif(6)).read(), formats.JPEG)
    assert without_hidden_details(once, formats.JPEG) == once


@pytest.mark.parametrize(("kind", "name"), [(formats.JPEG, "JPEG"), (formats.PNG, "PNG"), (formats.WEBP, "WEBP")])
def test_a_broken_picture_gets_a_sentence_at_every_cut(kind: Format, name: str) -> None:
    data = a_picture(kind=name).read()
    says = {what_is_said(data[:length], kind) for length in range(4, len(data) - 2)}
    assert says <= {
        "",
        "is not whole. Open it to see, then send it to this device again.",
        "cannot be opened as a picture. Save it again, then add that.",
    }


def what_is_said(data: bytes, kind: Format) -> str:
    try:
        without_hidden_details(data, kind)
    except UnusablePicture as unusable:
        return str(unusable)
    return ""


def test_a_picture_that_unpacks_to_too_many_dots_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_DOTS", 100)
    with pytest.raises(UnusablePicture, match="too many dots"):
        without_hidden_details(a_picture().read(), formats.JPEG)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 50)
    with pytest.raises(UnusablePicture, match="too many dots"):
        without_hidden_details(a_picture().read(), formats.JPEG)
