"""An upgrade while people type: the version of before and this one side by side over the migrations between them.

scripts/test --long; JIXIAO_OLD_VERSION names another commit than the last of the version before.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.open_page import PASSWORD, OpenPage, SiteProcesses, site_processes
from tests.chaos.site_visitor import SiteVisitor
from tests.patience import THOROUGH
from tests.services import run
from tests.sources import ROOT

pytestmark = pytest.mark.skipif(not THOROUGH, reason="scripts/test --long")
LONGEST_SAVE = (
    20  # 10.2 s were seen with a load of 14 on two cores, for the first request of a process that has just begun
)


def git(*arguments: str) -> str:
    """What git says, or nothing where there is no history."""
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def version_before() -> str:
    """The last commit before this version began; "" in a clone that does not go back so far."""
    begun = git("log", "-1", "--format=%H", "-G^version = ", "--", "pyproject.toml")
    return git("rev-parse", "--verify", "--quiet", os.environ.get("JIXIAO_OLD_VERSION") or f"{begun}^")


def names_both(tree: Path) -> bool:
    """Whether pages of this tree name the version beside the word for differences, as those of 1.6.0 do."""
    return "['differs', '1']" in (tree / "static/filing/section/autosave.js").read_text(encoding="utf-8")


def added_migrations(old: Path, new: Path) -> set[str]:
    """The migrations that the newer tree has and the older has not; a version may well bring none."""
    there = [{str(path.relative_to(tree)) for path in tree.glob("*/migrations/0*.py")} for tree in (old, new)]
    return there[1] - there[0]


@pytest.fixture
def site(tmp_path) -> Iterator[SiteProcesses]:
    commit, old = version_before(), tmp_path / "old"
    if not commit:
        pytest.skip("this clone does not hold the version before")
    old.mkdir()
    git("archive", f"--output={old}.tar", commit)
    run("tar", "-xf", f"{old}.tar", "-C", str(old))
    with site_processes(tmp_path, {"old": old, "new": ROOT}) as two:
        yield two


def test_both_versions_save_what_is_typed_while_one_takes_the_place_of_the_other(site):
    seeded = site.seed("old")
    site.serve("old")
    place, both = f"/filing/{seeded['draft']}/s/usage/", names_both(site.trees["old"])
    page, end = OpenPage(site, seeded["people"][0], place, "old", names_both=both), threading.Event()
    typing = threading.Thread(target=page.keep_saving, args=[end])
    typing.start()
    begun = time.monotonic()
    told = site.python("new", "manage.py", "migrate", "--verbosity", "1")
    migrated, migrations = time.monotonic() - begun, told.count("... OK")
    end.set()
    typing.join()
    colleague = SiteVisitor(site.address("old"))
    colleague.sign_in(seeded["people"][1], PASSWORD)
    opened = colleague.post(f"/filing/open/{seeded['duty']}/", {"csrfmiddlewaretoken": colleague.token("/filing/")})
    assert opened.status_code == 302, "the version of before writes rows of its own into the tables of the new one"
    site.serve("new")
    for version in ("old", "new") * 10:
        page.save(version)
    site.stop("old")
    page.save("old")
    page.save("new")
    colleague.address = site.address("new")
    assert colleague.get(opened.headers["Location"]).status_code == 200
    site.python("new", "manage.py", "work", "--once")
    kept = site.python("new", "manage.py", "export_evaluation", str(seeded["draft"]))
    assert page.faults == [] and page.said in kept
    assert page.in_part > len(page.seconds) / 2, (
        "only differences are sent, but for the first time and where all is asked for"
    )
    longest = max(page.seconds)
    sys.stdout.write(
        f"{len(page.seconds)} saves, {page.in_part} in part, {longest:.2f} s at most; "
        f"{migrations} migrations in {migrated:.1f} s\n"
    )
    assert longest < LONGEST_SAVE
    assert bool(migrations) == bool(added_migrations(site.trees["old"], site.trees["new"]))
