"""A year under hunan-2023: own targets and project tables, filled in through the pages as a person would."""

import json
import re

import pytest

from evaluations.drafts.facts_of_draft import collect_facts, scheme_of, store_facts
from evaluations.facts.reading import read_facts
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.parts.targets import stored_targets
from evaluations.filing.workbook.plan.list_sheets import target_sheets
from evaluations.models import Evaluation, Target
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind
from tests.factories import EXAMPLES, make_office, make_scheme
from tests.filing.pages import form_values, press
from tests.filing.section.test_said import numbers_under

pytestmark = pytest.mark.django_db
DOCUMENT = json.loads((EXAMPLES / "complete-2023.json").read_text())


@pytest.fixture
def office(db):
    return make_office(year=2023, scheme=make_scheme("hunan-2023"))


@pytest.fixture
def draft(office):
    return office.empty_draft()


def test_a_word_for_a_number_is_refused_at_its_place_and_kept(preparer, draft, address):
    typed = {
        "target-0-category": "output/数量指标",
        "target-0-name": "开展培训",
        "target-0-target": "12",
        "target-0-unit": "场",
        "target-0-attained": "全部完成",
        "target-0-weight": "40",
    }
    page = press(preparer, address("targets"), typed)
    assert page.status_code == 422
    text = page.content.decode()
    assert "读到“全部完成”，应为一个数（单位：场）" in text and 'href="#id_target-0-attained"' in text
    assert form_values(preparer.get(address("targets")))["target-0-attained"] == "全部完成"
    (stored,) = Target.objects.all()
    assert (stored.name, stored.target, stored.attained) == ("开展培训", "12", "")


def target(**texts):
    given = {"category": "output/数量指标", "name": "开展培训", "unit": "场", "attained": "12", "weight": "40", **texts}
    return {f"target-0-{name}": text for name, text in given.items()}


@pytest.mark.parametrize(
    ("direction", "typed", "found"),
    [("ge", "≥1,000场", ("ge", "1,000场")), ("le", "不超过3", ("le", "3")), ("", "<=5", ("le", "5"))],
)
def test_a_sign_typed_with_the_number_goes_to_the_direction(preparer, draft, address, direction, typed, found):
    assert press(preparer, address("targets"), target(direction=direction, target=typed)).status_code == 302
    (stored,) = Target.objects.all()
    assert (stored.direction, stored.target) == found
    shown = form_values(preparer.get(address("targets")))
    assert (shown["target-0-direction"], shown["target-0-target"]) == found


@pytest.mark.parametrize(
    ("typed", "attained", "unit"), [("≥95%", "96%", "%"), ("3 天以内", "2天", "天"), ("1,000", "1200", "")]
)
def test_a_unit_typed_with_the_number_goes_to_the_unit(preparer, draft, address, typed, attained, unit):
    direction = "le" if "以内" in typed else "ge"
    texts = target(direction=direction, target=typed, attained=attained, unit="")
    assert press(preparer, address("targets"), texts).status_code == 302
    assert form_values(preparer.get(address("targets")))["target-0-unit"] == unit


def test_a_sign_against_the_chosen_direction_is_a_question_and_kept(preparer, draft, address):
    page = press(preparer, address("targets"), target(direction="ge", target="≤3"))
    assert page.status_code == 422
    assert "读到“≤3”，应为与指标方向“≥（不低于）”一致的写法。" in page.content.decode()
    assert form_values(preparer.get(address("targets")))["target-0-target"] == "≤3"


def test_words_are_welcome_where_the_direction_is_qualitative(preparer, draft, address):
    typed = {
        "target-0-category": "benefit/社会效益指标",
        "target-0-name": "营商环境",
        "target-0-direction": "qualitative",
        "target-0-target": "改善",
        "target-0-attained": "有所改善",
        "target-0-weight": "20",
        "target-0-grade": "达成",
        "target-0-score": "18",
        "target-0-deviation_reason": "宣传不够",
    }
    assert press(preparer, address("targets"), typed).status_code == 302
    (one,) = collect_facts(draft).targets
    assert (one.slot, one.level2, one.grade, str(one.score)) == ("benefit", "社会效益指标", "达成", "18.000000")
    page = preparer.get(address("targets")).content.decode()
    assert "评定为“达成”（16～20分），扣2分，得18分；评定为“达成”并给20分时得满分" in page


def test_an_empty_row_is_no_target_and_a_nameless_one_asks_for_its_name(preparer, draft, address):
    assert press(preparer, address("targets")).status_code == 302
    assert not Target.objects.exists()
    assert "请填写指标名称" in press(preparer, address("targets"), {"target-0-weight": "5"}).content.decode()


@pytest.mark.parametrize("kind", ["target", "project-0-target", "project-0-item"])
def test_one_more_row_comes_over_htmx_and_without(preparer, draft, address, kind):
    code = "targets" if kind == "target" else "projects"
    row = preparer.get(f"{address(code)}row/?kind={kind}&n=3").content.decode()
    assert f'name="{kind}-3-name"' in row and f'id="add-{kind}"' in row
    plain = preparer.get(f"{address(code)}?add={kind}").content.decode()
    assert f'name="{kind}-0-name"' in plain and f'id="add-{kind}"' in plain


def test_the_older_form_has_no_targets_to_add(client):

    older = make_office()
    draft = older.empty_draft()
    client.force_login(older.preparer)
    assert client.get(f"/filing/{draft.pk}/s/projects/row/?kind=project-0-target&n=1").status_code == 404
    assert client.get(f"/filing/{draft.pk}/s/targets/").status_code == 404


def test_a_form_with_a_column_for_the_first_plan_asks_for_it_on_the_page_and_in_the_workbook(client, tmp_path):
    columns = (("direction", "指标性质"), ("begin_target", "年初值"), ("target", "调整值"), ("attained", "完成值"))
    form = tmp_path / "form.toml"
    extra = "".join(f'\n[[target_columns]]\ncode = "{code}"\nlabel = "{label}"\n' for code, label in columns)
    form.write_text(make_scheme("hunan-2023").source + extra)
    office = make_office(year=2023, scheme=make_scheme(str(form)))
    draft = office.empty_draft()
    client.force_login(office.preparer)
    page = f"/filing/{draft.pk}/s/targets/"
    typed = target(direction="ge", target="12", begin_target="10")
    assert press(client, page, typed).status_code == 302
    assert Target.objects.get().begin_target == form_values(client.get(page))["target-0-begin_target"] == "10"
    assert "begin_target" in str(collect_facts(draft).targets)
    draft = Evaluation.objects.get(pk=draft.pk)
    desk = SectionDesk(draft, office.preparer, scheme_of(draft).section("targets"))
    (sheet,) = target_sheets(desk, stored_targets(row_place(desk.scheme, PlaceKind.TARGET), desk.facts.targets))
    heads = [column.label for column in sheet.columns]
    assert heads[3:8] == ["指标性质", "年初值", "调整值", "单位", "完成值"]


def test_what_is_said_of_a_target_goes_with_its_project(preparer, draft, address):
    """Targets of several projects are called the same; a page numbers projects as it opened with them."""
    document = json.loads((EXAMPLES / "complete-2023.json").read_text())
    last = document["projects"][1]
    document["projects"] += [json.loads(json.dumps(last)) | {"name": "第三个项目"}]
    for project, amount in zip(document["projects"], ("12.34", "23.45", "34.56"), strict=True):
        project["targets"][0]["deviation_reason"] = f"全年发放补助资金{amount}万元。"
    store_facts(draft, read_facts(document))
    here = address("projects")
    sent = {name: text for name, text in form_values(preparer.get(here)).items() if not name.startswith("project-0-")}
    page = preparer.post(f"{here}autosave/", sent).json()["page"]
    for number, amount in ((1, "23.45"), (2, "34.56")):
        assert amount in numbers_under(page, f"project-{number}-target-0-deviation_reason")


def test_the_panel_does_not_call_a_form_computed_whose_targets_are_missing(preparer, draft, address):
    """Of one kind alone there are targets: what is there is computed, the rest is still to be filled in."""
    costs = [one for one in DOCUMENT["targets"] if one["slot"] == DOCUMENT["targets"][0]["slot"]]
    for targets, told in ((costs, "项已算出，其余待填"), (DOCUMENT["targets"], "项全部算出")):
        store_facts(draft, read_facts(DOCUMENT | {"targets": targets}))
        text = " ".join(preparer.get(address("targets")).content.decode().split())
        assert re.search(rf"\d+ ?{told}</small>", text)
