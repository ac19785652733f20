"""Every door reads the same characters alike: pages, autosave, workbook, document, paste, comments, searches, names."""

import ast
import json
import subprocess
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from departments.models import Membership
from evaluations.comments.writing import create_comment
from evaluations.cycles.opening.overview import cycle_obligations
from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.evidence.names import clean_name
from evaluations.facts.document import FactsError
from evaluations.facts.reading import read_facts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.pasting.preview import paste_preview
from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from evaluations.filing.workbook.plan.layout import WorkbookEntry
from evaluations.filing.workbook.read.values import RawCell, cell_choice
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.language.character_table import named_spelling
from evaluations.language.directions import DIRECTION_WORDS, written_direction
from evaluations.models import Obligation, Status, Submission
from evaluations.models.department_search import department_matches
from evaluations.publication.portal.shelf import PortalSearch
from evaluations.schemes.loading import load_scheme
from evaluations.workflow.acting import ActRefused
from tests.factories import make_office, make_submission
from tests.filing.pages import AS_SCRIPT, form_values, press
from tests.filing.workbook.workbooks import download
from tests.foreign_files.making import BASE, cell, opened, saved
from tests.sources import ROOT, modules, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_draft")]

REFUSED = "refused"
AMOUNTS = {
    "\u200b3.5": Decimal("3.5"),
    "\u202d3.5\u202c": Decimal("3.5"),
    "\u200e3.5\ufeff": Decimal("3.5"),
    "1\u00a0369.5": Decimal("1369.5"),
    "1\u2009369.5": Decimal("1369.5"),
    "1\u2007369.5": Decimal("1369.5"),
    "１，３６９．５": Decimal("1369.5"),
    "￥3.5": Decimal("3.5"),
    "3.5①": REFUSED,
    "3.5¹": REFUSED,
    "12²": REFUSED,
    "③": REFUSED,
    "½": REFUSED,
    "Ⅲ": REFUSED,
    "3。5": REFUSED,
    "1 369.5": REFUSED,
    "1.369,5": REFUSED,
    "两万": REFUSED,
    "无": NOT_APPLICABLE,
    "没有": NOT_APPLICABLE,
    "—": NOT_APPLICABLE,
    "／": NOT_APPLICABLE,
}
TEXTS = {
    "永兴县⼈⺠政府公务⽤⻋": "永兴县人民政府公务用车",
    "龙\ue863": "龙䶮",
    "看\u202e不见\u200b的\ufeff": "看不见的",
    "第①项10㎡占½": "第①项10㎡占½",
    "一\u00a0二\u2009三": "一 二 三",
    "甲\ue000乙": REFUSED,
    "甲\x00乙": REFUSED,
}


# One cell of the base table for each of these texts, so that a door is opened once for all of them.
CELLS = [
    name
    for name, one in load_scheme("hunan-2013").figures.items()
    if one.section == "base_data" and one.unit == "万元" and not (one.signed or one.computed) and "." in name
]
PLACES = dict(zip(CELLS, AMOUNTS, strict=False))


def stored_amounts(draft):
    figures = collect_facts(draft).figures
    return {text: figures.get(name, REFUSED) for name, text in PLACES.items()}


def by_page(preparer, draft, typed=PLACES):
    press(preparer, f"/filing/{draft.pk}/s/base_data/", typed)
    return stored_amounts(draft)


def by_autosave(preparer, draft):
    url = f"/filing/{draft.pk}/s/base_data/"
    preparer.post(f"{url}autosave/", form_values(preparer.get(url)) | PLACES | {"page": "one"}, **AS_SCRIPT)
    return stored_amounts(draft)


def by_workbook(preparer, draft):
    """What is refused is named cell by cell; without these cells the rest comes in."""
    desk = Desk(draft, draft.obligation.department.memberships.get(role="preparer").user)
    book, cells = opened(download(preparer, draft)), {}
    for name, text in PLACES.items():
        row, _, column = name.partition(".")
        place = cell(book, BASE, row, f"c:{column}")
        place.value, cells[place.coordinate] = text, place
    for fault in inspect_workbook(desk, saved(book)).faults:
        cells[fault.cell].value = None
    found = inspect_workbook(desk, saved(book))
    assert not found.faults
    return by_page(preparer, draft, found.parcel.texts["base_data"])


def by_document(preparer, draft):
    return {text: in_document(text) for text in AMOUNTS}


def in_document(text):
    try:
        return read_facts({"figures": {CELLS[0]: text}}).figures[CELLS[0]]
    except FactsError:
        return REFUSED


def by_script(preparer, draft):
    """What the page's own script makes of pasted cells, with the Node.js of the lint."""
    code = (
        f"import {{pasted}} from {json.dumps(str(ROOT / 'static/filing/section/amounts.js'))};"
        f"const read = {json.dumps(list(AMOUNTS))}.map(text => pasted(text));"
        "console.log(JSON.stringify(read.map(one => one === undefined ? 'refused' : String(one))));"
    )
    command = [str(ROOT / ".venv/bin/node"), "--input-type=module", "-e", code]
    said = json.loads(subprocess.run(command, capture_output=True, timeout=60, check=True).stdout)
    words = {"refused": REFUSED, "n/a": NOT_APPLICABLE}
    return {text: words.get(one) or Decimal(one) / 10**6 for text, one in zip(AMOUNTS, said, strict=True)}


@pytest.mark.parametrize("door", [by_page, by_autosave, by_workbook, by_document, by_script])
def test_an_amount_is_the_same_at_every_door(preparer, draft, door):
    assert door(preparer, draft) == AMOUNTS and len(PLACES) == len(AMOUNTS)


def text_by_page(preparer, draft, text):
    press(preparer, f"/filing/{draft.pk}/s/usage/", {"text-usage": text})
    return collect_facts(draft).narratives.get("usage") or REFUSED


def text_by_autosave(preparer, draft, text):
    url = f"/filing/{draft.pk}/s/usage/"
    preparer.post(f"{url}autosave/", form_values(preparer.get(url)) | {"text-usage": text, "page": "one"}, **AS_SCRIPT)
    return collect_facts(draft).narratives.get("usage") or REFUSED


def text_by_document(preparer, draft, text):
    try:
        return read_facts({"figures": {CELLS[0]: "1"}, "narratives": {"usage": text}}).narratives["usage"]
    except FactsError:
        return REFUSED


def text_by_comment(preparer, draft, text):
    submission = Submission.objects.get()
    reviewer = Membership.objects.get(county=submission.evaluation.cycle.county, role="reviewer").user
    given = {"section": "base_data", "anchor": "reception.actual", "level": "required", "body": text}
    try:
        return create_comment(submission, reviewer, **given).body
    except ActRefused:
        return REFUSED


@pytest.fixture(scope="module")
def handed_in(module_rows):
    """Another department's report, that can be commented on."""
    return make_submission()


@pytest.mark.parametrize("door", [text_by_page, text_by_autosave, text_by_document, text_by_comment])
@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_text_is_the_same_at_every_door(preparer, draft, handed_in, door, text):
    assert door(preparer, draft, text) == TEXTS[text]


@pytest.mark.parametrize("text", ["县档\u200b案馆", "县档案馆\ufeff", "\u202d县档案馆\u202c", " 县档案馆\u00a0"])
def test_a_search_finds_through_what_nobody_sees(text):
    office = make_office()
    office.department.name = "县档案馆"
    office.department.save()
    evaluation = office.evaluation(Status.DRAFT)
    assert Obligation.objects.filter(department_matches(text)).get() == evaluation.obligation
    assert cycle_obligations(office.cycle, "", text).get() == evaluation.obligation
    assert PortalSearch.of(QueryDict(urlencode({"q": text}))).words == "县档案馆"


def test_names_of_files_have_no_hidden_characters_and_no_radicals():
    assert clean_name("⼈\u200b⺠政府批复\u202efdp.exe") == "人民政府批复fdp.exe"


def test_what_is_pasted_is_mended_in_the_preview(draft, office):
    desk = Desk(draft, office.preparer)
    shown = str(paste_preview(desk.at(desk.scheme.section("results")), "一、⼈⺠政府\n甲\u200b乙"))
    assert "人民政府" in shown and "甲乙" in shown


# Who may look at Unicode's own data: the table, and who classifies what has gone through it.
UNICODE_READERS = {
    "evaluations.language.character_table",
    "evaluations.language.texts",
    "evaluations.evidence.names",
    "departments.pinyin_initials",  # knows nothing of evaluations
    "evaluations.report.body",  # the value of a numeral of our own headings
    "departments.forms",  # login names; departments knows nothing of evaluations
    "departments.second_factor",  # codes typed in full width
    "evaluations.schemes.printed_standard",  # the rule as a scheme prints it, which nobody types into a form
    "config.uploads",  # asks which characters no file name may have
}


def test_no_door_has_a_table_of_its_own():
    found = set()
    for name, path in modules().items():
        for node in ast.walk(tree(path)):
            imported = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if any(one.startswith("unicodedata") for one in imported):
                found.add(name)
    assert found == UNICODE_READERS


RARE = "李\U0002ebf0"


@pytest.mark.parametrize("door", [text_by_page, text_by_autosave])
def test_what_the_paper_cannot_show_is_said_while_it_is_typed(preparer, draft, door):
    assert door(preparer, draft, RARE) == REFUSED
    assert "U+2EBF0" in preparer.get(f"/filing/{draft.pk}/s/usage/").content.decode()


def test_a_name_that_is_never_printed_is_kept(preparer, draft):
    sections = [
        one
        for one in ("base_data", "usage")
        if "person-" in str(form_values(preparer.get(f"/filing/{draft.pk}/s/{one}/")))
    ]
    press(preparer, f"/filing/{draft.pk}/s/{sections[0]}/", {"person-preparer": RARE})
    assert collect_facts(draft).people.preparer == RARE


@pytest.mark.parametrize("written", ["≥", ">=", "＞＝", "不低于", "不少于", "大于等于", "\u200b≥"])
def test_a_direction_is_the_same_at_every_door(written):
    document = {"targets": [{"name": "甲", "direction": written, "target": "95"}]}
    assert read_facts(document).targets[0].direction == "ge"
    choices = WorkbookEntry("target-0-direction", "choice", choices=tuple(DIRECTION_WORDS.items()))
    assert cell_choice(RawCell("s", written), choices) == "ge"
    beside = {"targets": [{"name": "甲", "target": f"{written}95%"}]}
    assert read_facts(beside).targets[0].target == "95%"
    assert written_direction(named_spelling(f"{written}95%")) == ("ge", "95%")
