"""Pictures are drawn anew: nothing but their pixels is kept."""

import struct

import pytest
from PIL import Image

from evaluations.evidence.images import redraw_image
from evaluations.evidence.kinds import KINDS_BY_CODE
from evaluations.evidence.refusal import UnacceptableFile
from tests.evidence.papers import huge_png, picture

JPG, PNG = KINDS_BY_CODE["jpg"], KINDS_BY_CODE["png"]
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


@pytest.fixture
def path(tmp_path):
    return tmp_path / "picture"


def photograph() -> bytes:
    """A photograph taken with the camera on its side, somewhere."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "SecretCamera"
    exif.get_ifd(GPS)[1] = "N"
    return picture(exif=exif.tobytes(), comment=b"SecretComment")


def test_a_photograph_is_upright_and_tells_nothing_of_its_origin(path):
    path.write_bytes(photograph())
    assert b"SecretCamera" in path.read_bytes() and b"SecretComment" in path.read_bytes()
    redraw_image(path, "照片.jpg", JPG)
    data = path.read_bytes()
    assert b"SecretCamera" not in data and b"SecretComment" not in data and b"Exif" not in data
    with Image.open(path) as image:
        assert image.size == (40, 60) and not dict(image.getexif())
        top, bottom = image.getpixel((20, 5)), image.getpixel((20, 55))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert top[0] > 200 > 60 > top[2] and bottom[2] > 200


def crooked_exif() -> bytes:
    """An EXIF block that turns the picture, and gives its width as a word: Pillow reads it and cannot write it again."""
    entries = struct.pack("<HHII", ORIENTATION, 3, 1, 6) + struct.pack("<HHI4s", 0x0100, 2, 1, b"ab")
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entries + bytes(4)


def test_a_good_picture_with_a_crooked_exif_block_is_kept_as_it_lies(path):
    path.write_bytes(picture(exif=crooked_exif()))
    redraw_image(path, "照片.jpg", JPG)
    with Image.open(path) as image:
        assert image.size == (60, 40) and not dict(image.getexif())


def test_what_hangs_behind_a_picture_is_gone(path):
    for form, kind in (("JPEG", JPG), ("PNG", PNG)):
        path.write_bytes(picture(form) + b"<script>alert(1)</script>PK\x05\x06")
        redraw_image(path, "图", kind)
        assert b"script" not in path.read_bytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_usual_kind_of_png_survives(path, mode):
    Image.new(mode, (9, 7)).save(path, "PNG")
    redraw_image(path, "图.png", PNG)
    with Image.open(path) as image:
        assert image.size == (9, 7) and image.format == "PNG"


def test_a_scan_in_printing_colours_becomes_an_ordinary_picture(path):
    Image.new("CMYK", (9, 7)).save(path, "JPEG")
    redraw_image(path, "扫描.jpg", JPG)
    with Image.open(path) as image:
        assert image.mode == "RGB"


@pytest.mark.parametrize(
    "content, said",
    [
        (huge_png(8_000, 7_000), "图片有 8000×7000 像素，应为不超过 5000 万像素"),
        (huge_png(10_000, 10_000), "像素太多"),
        (huge_png(60_000, 60_000), "像素太多"),
        (picture("PNG")[:60], "图片已经损坏"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "图片已经损坏"),
        (picture("JPEG"), "图片已经损坏"),
    ],
)
def test_huge_and_broken_pictures_are_refused(path, content, said):
    path.write_bytes(content)
    with pytest.raises(UnacceptableFile) as error:
        redraw_image(path, "图.png", PNG)
    assert said in error.value.sentence
