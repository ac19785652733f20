"""Names can be found by search, rooms have walls, and the formatter decides; scripts/measure_house shows the rest."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import house_measures as house
from tests.patience import thorough_only
from tests.sources import ROOT

MOST_SHARED = 10  # per cent
MOST_FORMAT_SKIPS = 40  # tables of data that are worth it
# Dotted name of a function or constant → why one word is enough for it.
ONE_WORD_IS_ENOUGH: dict[str, str] = {}


def test_few_public_names_stand_in_two_modules():
    found = house.definitions()
    assert house.shared_share(found) <= MOST_SHARED, house.shared_names(found)


def test_what_others_import_has_a_name_of_two_words_that_search_finds():
    hard = {one.place for one in house.imported_definitions() if one.one_word}
    assert hard == set(ONE_WORD_IS_ENOUGH)


def test_nothing_lies_loose_in_the_application():
    assert not house.loose_modules()


def test_no_line_of_a_page_is_wide():
    assert not house.wide_template_lines()


def test_the_formatter_is_seldom_told_to_keep_away():
    assert house.format_skips() <= MOST_FORMAT_SKIPS


@thorough_only
def test_the_script_measures_this_tree():
    done = subprocess.run([ROOT / "scripts/measure_house", "--seconds", "480", "120"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "circles of files (files in them)" in done.stdout and "480" in done.stdout


LITTLE_HOUSE = {
    "evaluations/__init__.py": "",
    "evaluations/tasks.py": "",
    "evaluations/loose.py": "LIMIT = 1\nOne_Type = Amounts = int\n",
    "evaluations/walls/__init__.py": "",
    "evaluations/walls/inner.py": (
        "from evaluations.loose import LIMIT\nfrom evaluations.walls import outer\n\n"
        "def build_wall(high: int, *stones):\n    return outer.stack(high, stones)\n"
    ),
    "evaluations/walls/outer.py": (
        'LIMIT = 2  # fmt: skip\n\ndef stack(high, stones):\n    """Upwards."""\n    import evaluations.walls.inner\n'
    ),
    "evaluations/migrations/0001_initial.py": "LIMIT = 3\n",
    "templates/wide.html": "x" * 161 + "\n",
    "tests/__init__.py": "one = 1\n",
}


@pytest.fixture
def little_house(tmp_path) -> Path:
    for name, text in LITTLE_HOUSE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    return tmp_path


def test_the_measures_themselves(little_house):
    found = house.definitions(little_house)
    assert house.shared_names(found) == {"LIMIT": ["evaluations.loose", "evaluations.walls.outer"]}
    assert round(house.shared_share(found)) == 33  # two definitions of six
    hard = {one.place for one in house.imported_definitions(little_house) if one.one_word}
    assert hard == {"evaluations.loose.LIMIT", "evaluations.walls.outer.stack"}
    measured = house.house_measures(little_house)
    assert measured["rooms of evaluations/"] == "2" and measured["loose modules"] == "1"
    assert measured["circles of files (files in them)"] == "1 (2)"
    assert measured["one-word imported functions, constants"] == "2 of 2"
    assert measured["parameters without a type"] == "75.0 %"
    assert measured["functions without a docstring"] == "50.0 %"
    assert measured["function lines, median / p90 / longest"] == "3 / 3 / 3"
    assert measured["template lines over 160"] == measured["fmt: skip"] == "1"


def test_another_revision_stands_beside_this_one(little_house):
    for name in ("scripts/measure_house", "tests/sources.py", "tests/house_measures.py"):
        (little_house / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, little_house / name)
    git = ["git", "-C", little_house, "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "one"], check=True)
    (little_house / "evaluations/loose.py").unlink()
    command = [little_house / "scripts/measure_house", "--at", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loose = next(line for line in done.stdout.splitlines() if line.startswith("loose modules"))
    assert loose.split()[-2:] == ["1", "0"]
    assert subprocess.run([*git, "worktree", "list"], capture_output=True, text=True).stdout.count("\n") == 1
