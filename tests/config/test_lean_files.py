"""The static files of production: small, named by their content down to the last import, and still the same programs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder

from config.lean_files import LeanStaticFiles
from tests.sources import ROOT

IMPORTS = re.compile(r"""(?:from|import)\s*["'](\.[^"']+)["']""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")
MOST = 24 * 1024  # bytes as gzip, of all that a page of the report runs besides htmx


OF_A_REPORT = "filing/desk/desk.js"


class OneReportPacked(LeanStaticFiles):
    """Of what is collected the scripts of a report are packed, whose size is measured; to pack the rest takes twice as long."""

    def create_compressor(self, **options):
        compressor, static = super().create_compressor(**options), ROOT / "static"
        packed = compressor.should_compress
        measured = {str(script.relative_to(static)) for script in with_imports(static / OF_A_REPORT)}
        vars(compressor)["should_compress"] = lambda name: (
            packed(name) and HASHED.search(name) and HASHED.sub(".js", name) in measured
        )
        return compressor


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> LeanStaticFiles:
    """Our scripts, collected."""
    store = OneReportPacked(location=tmp_path_factory.mktemp("static"), base_url="/static/")
    found = {path: (place, path) for path, place in FileSystemFinder().list([]) if path.endswith(".js")}
    for name, (place, path) in found.items():
        with place.open(path) as source:
            store.save(name, source)
    faults = [done for _, _, done in store.post_process(found) if isinstance(done, Exception)]
    assert not faults
    return store


def page_scripts(store: LeanStaticFiles, name: str) -> set[Path]:
    """The collected file of the script, and of all that it imports."""
    return with_imports(Path(store.path(store.hashed_files[name])))


def with_imports(first: Path) -> set[Path]:
    """The script, and all that it imports."""
    found, waiting = set[Path](), [first]
    while waiting:
        script = waiting.pop()
        found.add(script)
        imported = {(script.parent / one).resolve() for one in IMPORTS.findall(script.read_text())}
        waiting += imported - found
    return found


def own_scripts(store: LeanStaticFiles) -> list[str]:
    return [name for name in store.hashed_files if not name.startswith("vendor/")]


def test_a_script_that_is_kept_for_ever_imports_only_such(store):
    for name in own_scripts(store):
        assert all(HASHED.search(script.name) for script in page_scripts(store, name)), name


def test_the_scripts_of_a_report_are_small_and_packed_twice(store):
    scripts = page_scripts(store, OF_A_REPORT)
    assert len(scripts) > 10 and all(Path(f"{script}.br").exists() for script in scripts)
    assert sum(Path(f"{script}.gz").stat().st_size for script in scripts) <= MOST


def test_what_is_sent_is_the_program_that_was_written(store):
    """But for the names of what it imports; told by a parser, for a lost line end or blank may mean something else."""
    pairs = [
        (name, (ROOT / "static" / name).read_text(), re.sub(r"\.[0-9a-f]{12}\.js", ".js", sent(store, name)))
        for name in own_scripts(store)
    ]
    command = [Path(sys.executable).parent / "node", ROOT / "tests/config/same_program.mjs"]
    done = subprocess.run(command, input=json.dumps(pairs), capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
    assert sum(len(after) for _, _, after in pairs) < 0.8 * sum(len(before) for _, before, _ in pairs)


def sent(store: LeanStaticFiles, name: str) -> str:
    return Path(store.path(store.hashed_files[name])).read_text()
