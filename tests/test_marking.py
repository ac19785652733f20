"""The marks by which scripts/test chooses lie where the tests lie."""

from pathlib import Path

from tests.marking import is_not_asked_for, missing_paths
from tests.sources import ROOT


def test_every_place_that_is_named_exists():
    assert missing_paths() == []


def test_files_without_a_test_of_the_engine_are_not_read_when_only_those_are_asked_for():
    asked, folder = "engine and not postgresql", ROOT / "tests"
    files = [folder / "models/test_checks.py", folder / "language/test_words.py", folder / "conftest.py", folder]
    assert [is_not_asked_for(path, asked) for path in files] == [False, True, False, False]
    assert not any(is_not_asked_for(Path(path), "not engine") for path in files)
