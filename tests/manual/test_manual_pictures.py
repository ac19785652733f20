"""The pictures that chapters show are those that the script takes, no fewer and no more."""

import importlib.util
import re

from evaluations.manual.manual_chapters import CHAPTER_NAMES, MANUAL_FOLDER, PICTURE_MARK, manual_chapters
from tests.sources import ROOT

SPEC = importlib.util.spec_from_file_location("manual_pictures_script", ROOT / "scripts" / "manual_pictures.py")
assert SPEC and SPEC.loader
SCRIPT = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SCRIPT)


def test_the_script_takes_what_the_chapters_show():
    shown = sorted(name for chapter in manual_chapters().values() for _, name in PICTURE_MARK.findall(chapter.html))
    assert shown == sorted(f"{name}.png" for name, _, _, _ in SCRIPT.PICTURES) and len(set(shown)) == len(shown)


def test_every_picture_that_is_written_in_a_chapter_is_understood():
    for name in CHAPTER_NAMES:
        written = re.findall(r"!\[.+?\]\((.+?)\)", (MANUAL_FOLDER / f"{name}.md").read_text(encoding="utf-8"))
        assert written == [picture for _, picture in PICTURE_MARK.findall(manual_chapters()[name].html)]
