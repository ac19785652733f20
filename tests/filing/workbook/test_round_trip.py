"""Facts → workbook → facts: nothing is lost or invented, under both generations of the form, whatever the figures."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.facts.document import BuildingFacts, Facts, ItemFacts, ProjectFacts, TargetFacts
from evaluations.facts.reading import load_facts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.workbook.dry_run.applying import store_parcel as apply
from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from evaluations.filing.workbook.plan.sheets import planned_sheets
from evaluations.filing.workbook.write.workbook import downloadable_workbook
from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.language.texts import clean_line, unknown_characters
from evaluations.models import Evaluation, Status
from tests.factories import EXAMPLES, complete_facts, make_office, make_scheme
from tests.patience import tries
from tests.quickness import least_seconds

pytestmark = pytest.mark.django_db
NEWER = load_facts((EXAMPLES / "complete-2023.json").read_bytes())

amounts = st.decimals(min_value=0, max_value=999_999_999, places=6).map(Decimal.normalize)
# As a page stores it: cleaned.
printable = st.characters(exclude_categories=["C"], codec="utf-8").filter(
    lambda one: has_glyph(one) and not unknown_characters(one)
)
ODD = ["=1+1", "+86", "-", "@SUM", "'引号", "001", "1E5", "是", "不适用", "_x0041_", "<b>&amp;</b>", "2020-01-01"]
words = st.text(printable, min_size=1, max_size=30).map(lambda one: clean_line(one, limit=120))
lines = words.filter(str.strip) | st.sampled_from(ODD)
items = st.builds(ItemFacts, name=lines, amount=st.none() | amounts)
projects = st.builds(
    ProjectFacts,
    name=lines,
    kind=st.sampled_from(["earmarked", "other"]),
    budget=st.none() | amounts,
    full_year=st.none(),
    in_place=st.none() | amounts,
    actual=st.none() | amounts,
    goal=st.just(""),
    note=lines | st.just(""),
    items=st.lists(items, max_size=3).map(tuple),
    targets=st.just(()),
)
buildings = st.builds(
    BuildingFacts,
    name=lines,
    approved_area=st.none() | amounts,
    actual_area=st.none() | amounts,
    approved_investment=st.none() | amounts,
    actual_investment=st.none() | amounts,
)


def entered(desk) -> list[str]:
    return [name for name, figure in desk.scheme.figures.items() if not figure.computed and figure.table]


def documents(names):
    figures = {name: st.none() | amounts | st.just(NOT_APPLICABLE) for name in names}
    return st.tuples(st.fixed_dictionaries(figures), st.lists(projects, max_size=4), st.lists(buildings, max_size=3))


def fresh(desk) -> Desk:
    return Desk(Evaluation.objects.get(pk=desk.evaluation.pk), desk.user)


def carried(desk, content: bytes):
    """What is stored after the workbook was imported into the desk's evaluation."""
    found = inspect_workbook(desk, content)
    assert not found.faults
    apply(desk, found.parcel, list(found.parcel.texts), None)
    return collect_facts(desk.evaluation)


@pytest.fixture
def desk():
    office = make_office()
    return Desk(office.evaluation(Status.DRAFT), office.preparer)


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=tries(4, 12), phases=(Phase.explicit, Phase.generate), suppress_health_check=SLOW)
@given(data=st.data())
def test_any_figures_and_texts_come_back(desk, quick, data):
    figures, some, built = data.draw(documents(entered(desk)))
    whole = {name: amount for name, amount in figures.items() if amount is None or fits(desk, name, amount)}
    store_facts(desk.evaluation, Facts(figures=whole, projects=tuple(some), buildings=tuple(built)))
    full = fresh(desk)
    meant, content = collect_facts(desk.evaluation), downloadable_workbook(full, planned_sheets(full))
    assert not inspect_workbook(fresh(desk), content).differences
    store_facts(desk.evaluation, Facts(figures={}))
    assert comparable(carried(fresh(desk), content)) == comparable(meant)


def fits(desk, name, amount):
    """Persons are whole."""
    return desk.scheme.figures[name].unit != "人" or amount is NOT_APPLICABLE or amount == int(amount)


def comparable(facts: Facts) -> str:
    """The document without what is the site's own; key order and 1.50 for 1.5 do not count."""
    return json.dumps(facts.to_json(), ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("scheme, facts, year", [("hunan-2013", complete_facts(), 2020), ("hunan-2023", NEWER, 2023)])
def test_a_whole_report_comes_back_into_an_empty_draft(quick, scheme, facts, year):
    office = make_office(year=year, scheme=make_scheme(scheme))
    evaluation = office.evaluation(Status.DRAFT, facts)
    desk = Desk(evaluation, office.preparer)
    content, meant = downloadable_workbook(desk, planned_sheets(desk)), desk.facts.to_json()
    store_facts(evaluation, Facts(figures={}))
    back = carried(fresh(desk), content).to_json()
    sums = desk.scheme.sums
    for key in ("projects", "buildings", "targets", "entries", "people"):
        assert back.get(key) == meant.get(key), key
    assert back["figures"] == {name: value for name, value in meant["figures"].items() if name not in sums}
    assert "achievements" not in back or not back["achievements"]


def test_own_targets_and_those_of_projects_stay_with_their_owners(quick):
    office = make_office(year=2023, scheme=make_scheme("hunan-2023"))
    evaluation = office.evaluation(Status.DRAFT, NEWER)
    target = TargetFacts(
        slot="output", level2="数量指标", name="=培训", target="12", unit="场", attained="11", weight=Decimal(5)
    )
    first, *rest = NEWER.projects
    moved = [ProjectFacts(name="新项目", targets=(target,)), *rest, first]
    store_facts(evaluation, Facts(figures={}, projects=tuple(moved), targets=(target,)))
    desk = fresh(Desk(evaluation, office.preparer))
    meant, content = desk.facts.to_json(), downloadable_workbook(desk, planned_sheets(desk))
    store_facts(evaluation, Facts(figures={}))
    back = carried(fresh(desk), content).to_json()
    assert (back["projects"], back["targets"]) == (meant["projects"], meant["targets"])


def test_two_hundred_projects_and_three_hundred_items_take_seconds(desk, quick):
    many = tuple(
        ProjectFacts(
            name=f"项目{n}", budget=Decimal(n), items=tuple(ItemFacts(f"明细{m}", Decimal(m)) for m in range(2))
        )
        for n in range(200)
    )
    store_facts(desk.evaluation, Facts(figures={}, projects=many))
    full = fresh(desk)

    def there_and_back():
        content = downloadable_workbook(full, planned_sheets(full))
        assert not inspect_workbook(fresh(desk), content).differences

    assert least_seconds(there_and_back, 12) < 12
