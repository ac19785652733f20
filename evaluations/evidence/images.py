"""Photographs and scans are drawn anew: position, camera and whatever else hides in the file stays behind."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageFile, ImageOps

from evaluations.evidence.kinds import FileKind
from evaluations.evidence.refusal import UnacceptableFile

IMAGE_FORMATS = {"jpg": "JPEG", "png": "PNG"}
# An A4 page at 600 dpi has 35 million pixels.
MOST_PIXELS = 50_000_000
SMALLER_IMAGE_REMEDY = "请用较低的分辨率（300 dpi 即可）重新扫描，或把照片缩小后再上传。"
DAMAGED_IMAGE_REMEDY = "可能是传输中断，请重新获取原图，或截图后再上传。"
# 50 million pixels take 150 MB and as much again to turn them: one picture at a time in each process.
ONE_AT_A_TIME = threading.Lock()


def redraw_image(path: Path, name: str, kind: FileKind) -> None:
    """Replace the file by the same picture, upright and without metadata; raises UnacceptableFile."""
    with ONE_AT_A_TIME, strictly():
        try:
            with Image.open(path, formats=[IMAGE_FORMATS[kind.code]]) as image:
                refuse_huge(image, name)
                save_image(upright(image), path, IMAGE_FORMATS[kind.code])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise UnacceptableFile(
                name, "图片的像素太多", SMALLER_IMAGE_REMEDY, f"不超过 {MOST_PIXELS // 10_000} 万像素"
            ) from error
        except UnacceptableFile:
            raise
        # What Pillow raises for files made to break it is a longer list than its documentation.
        except Exception as error:
            raise UnacceptableFile(
                name, "图片已经损坏，画不出来", DAMAGED_IMAGE_REMEDY, f"完整的{kind.label}"
            ) from error


@contextmanager
def strictly() -> Iterator[None]:
    """Pillow with its warnings as errors, and without the patience for halves of pictures that WeasyPrint asks of it."""
    patient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = patient


def refuse_huge(image: Image.Image, name: str) -> None:
    """Judge by the header, before a single pixel is unpacked."""
    if image.width * image.height > MOST_PIXELS:
        read = f"图片有 {image.width}×{image.height} 像素"
        raise UnacceptableFile(name, read, SMALLER_IMAGE_REMEDY, f"不超过 {MOST_PIXELS // 10_000} 万像素")


def upright(image: Image.Image) -> Image.Image:
    """The picture as its camera was held; as it lies where what the camera says makes no sense (struct.error, TypeError)."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        return image


def save_image(image: Image.Image, path: Path, form: str) -> None:
    """Write the pixels alone; a palette keeps what it says about transparency."""
    image.info = {key: value for key, value in image.info.items() if key == "transparency" and form == "PNG"}
    if form == "JPEG" and image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    with path.open("wb") as file:
        image.save(file, form, **({"quality": 90} if form == "JPEG" else {}))
