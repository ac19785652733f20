"""The marks by which scripts/test chooses lie where the tests lie."""

from tests.marking import BESIDE, WITH_ROWS, is_not_asked_for, missing_paths
from tests.sources import ROOT


def test_every_place_that_is_named_exists():
    assert missing_paths() == []


def test_what_scripts_test_asks_for_is_what_is_known_here():
    script = (ROOT / "scripts/test").read_text()
    assert f'tests postgresql 3 "{WITH_ROWS}"' in script and f'tests sqlite 1 "{BESIDE}"' in script


def test_each_process_reads_what_it_is_asked_for_and_no_file_is_left_out():
    folder = ROOT / "tests"
    files = [folder / "models/test_checks.py", folder / "language/test_words.py", folder / "desk/test_desk.py"]
    assert [is_not_asked_for(path, WITH_ROWS) for path in files] == [False, True, False]
    assert [is_not_asked_for(path, BESIDE) for path in files] == [False, False, True]
    assert not any(is_not_asked_for(path, expression) for path in files for expression in ("", "not engine"))
    assert not is_not_asked_for(folder / "conftest.py", BESIDE) and not is_not_asked_for(folder, WITH_ROWS)
    every = list(folder.rglob("test_*.py"))
    assert not [path for path in every if all(is_not_asked_for(path, asked) for asked in (WITH_ROWS, BESIDE))]
