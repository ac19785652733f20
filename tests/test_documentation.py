"""Guidance leads somewhere: what Markdown, docstrings and comments name exists, records have one form, versions agree."""

import re
import tomllib

import pytest

from tests.references import SPOKEN, dead_links, dead_names, dead_references, spoken
from tests.sources import ROOT, named
from tests.spoken_names import dead_spoken_names

RECORDS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
HEADING = re.compile(
    r"# (\d{4}) (\S.*)\n\n"
    r"Date: (\d{4}-\d\d-\d\d) · Status: (accepted|superseded by (\d{4})) · Supersedes: (?:–|\d{4}(?:, \d{4})*)(?: \(.+\))?\n\n\S"
)
each_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)


def test_what_markdown_docstrings_and_comments_name_exists():
    dead = {str(path.relative_to(ROOT)): dead_references(spoken(path)) for path in named(*SPOKEN)}
    assert not {name: found for name, found in dead.items() if found}


def test_names_in_docstrings_and_comments_are_names_of_the_source():
    dead = {str(path.relative_to(ROOT)): dead_spoken_names(spoken(path)) for path in named(".py")}
    assert not {name: found for name, found in dead.items() if found}


def test_links_in_markdown_lead_somewhere():
    assert not {str(path.relative_to(ROOT)): found for path in named(".md") if (found := dead_links(path))}


def test_names_in_markdown_are_names_of_the_source():
    assert not {str(path.relative_to(ROOT)): found for path in named(".md") if (found := dead_names(path.read_text()))}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("`evaluations/workflow/transitions.py`, docs/decisions/0004-amounts.md, evaluations/models/.", []),
        ("evaluations/workflow.py and docs/domain.md", ["evaluations/workflow.py", "docs/domain.md"]),
        ("section/form.py, form.py; workflow.py", ["workflow.py"]),
        ("as in domain.md §5", ["domain.md"]),
        ("evaluations.models.evaluation, config.urls.handler403, config.settings", []),
        (
            "evaluations.contrast.Place, config.urls.handler999",
            ["evaluations.contrast.Place", "config.urls.handler999"],
        ),
        ("decision 0004, record 7, docs/decisions/0004", ["docs/decisions/0004"]),
        ("decision 0999, record 888", ["decision 0999", "record 888"]),
        ("tests/data/*.toml, tests/data/*.xyz", ["tests/data/*.xyz"]),
        ("check_scheme evaluations/schemes/NEW.toml; https://example.org/docs/nothing.html; path/to/form.toml", []),
    ],
)
def test_the_judge_of_references_itself(text, dead):
    assert dead_references(text) == dead


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("`name_that_@_wrote`", ["name_that_@_wrote"]),
        ("`BudgetLine`, `amount_field(…)`, `test_links_in_markdown_…`, plain_words_without_ticks", []),
        ("`test_that_@_has_written_…`", ["test_that_@_has_written_…"]),
        ("`rules_*.py`, `test_habits.py`, `{slot_of_a_sentence}`", []),
        ("```\n`name_of_an_example`\n```\n", []),
    ],
)
def test_the_judge_of_names_itself(text, dead):
    # Completed here, so that this file does not write the names it calls unwritten.
    assert dead_names(text.replace("@", "nobody")) == [name.replace("@", "nobody") for name in dead]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Raises ActRefused, or ValueError for what is none. May raise nothing.", []),
        (
            "Raises Never~, evaluations.Nowhere~ and KeyError; raise Other~ too",
            ["Never~", "evaluations.Nowhere~", "Other~"],
        ),
        ("`perform_act` does it, `gone_~(…)` and @lost_~ did; acting.perform_act", ["gone_~", "lost_~"]),
        ("what acting.undo_~ takes back, as indicator.CODE; acting.py", ["acting.undo_~"]),
    ],
)
def test_the_judge_of_spoken_names_itself(text, dead):
    assert dead_spoken_names(text.replace("~", "nobody")) == [name.replace("~", "nobody") for name in dead]


def test_the_judge_hears_comments_and_docstrings(tmp_path):
    script, page = tmp_path / "a.py", tmp_path / "a.html"
    script.write_text('"""See gone.py."""\nx = "not lost.py"  # but missing.py\n')
    page.write_text("{# as in vanished.html #}<p>{% include 'there.html' %}</p>")
    assert dead_references(spoken(script)) == ["gone.py", "missing.py"]
    assert dead_references(spoken(page)) == ["vanished.html"]


@each_record
def test_a_decision_record_begins_with_number_title_date_status_and_what_it_replaces(path):
    heading = HEADING.match(path.read_text())
    assert heading and heading[1] == path.name[:4], "# NNNN Title / Date: … · Status: … · Supersedes: …"


def test_no_number_of_a_record_is_given_twice():
    numbers = [path.name[:4] for path in RECORDS]
    assert len(set(numbers)) == len(numbers) > 20


def test_the_index_lists_every_record_with_its_title_and_state():
    index = (ROOT / "docs/decisions/README.md").read_text()
    headings = [(heading, path.name) for path in RECORDS if (heading := HEADING.match(path.read_text()))]
    wanted = [f"| [{one[1]}]({name}) | {one[2]} | {one[3]} | {one[4]} |" for one, name in headings]
    assert [line for line in index.splitlines() if line.startswith("| [")] == wanted


def test_the_newest_version_in_the_changelog_is_the_projects():
    versions = re.findall(r"(?m)^## (\S+)（\d{4}-\d\d-\d\d）$", (ROOT / "CHANGELOG.md").read_text())
    assert versions[0] == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert versions == sorted(versions, key=lambda version: [int(part) for part in version.split(".")], reverse=True)
