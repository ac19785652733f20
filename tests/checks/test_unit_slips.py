"""24 over whole reports: which amounts were typed in the wrong unit, in blocks, and which honest ones stay silent."""

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.money_cells import ReportBounds, figure_yardsticks
from evaluations.checks.part_of_whole import wholes_by_part
from evaluations.checks.unit_slips import check_unit_slips, slip_blocks
from evaluations.facts.reading import read_facts
from evaluations.language.magnitudes import corrected_amount
from evaluations.scoring.assessing import assess_facts
from tests.checks.changed_reports import NEW_FORM, OLD_FORM, check_case, found_by, new_report, old_report

FIGURES = old_report()["figures"]
PUBLIC = ("vehicle_operation", "reception")
SUMS = {name: None for name in FIGURES if name in OLD_FORM.sums}


def in_yuan(*names):
    return {name: str(Decimal(FIGURES[name]) * 10_000) for name in names}


def money(table=None):
    kept = [name for name in FIGURES if OLD_FORM.figures[name].unit == "万元" and name not in OLD_FORM.sums]
    return [name for name in kept if FIGURES[name] != "n/a" and (not table or OLD_FORM.figures[name].table == table)]


def blocks(form, document, **beside):
    case = check_case(form, document)
    facts = replace(read_facts(document), **beside)
    return slip_blocks(CheckCase(form, facts, case.assessment))


def slipped(form, document, **beside):
    """(level, the converted cells) of each block."""
    return [(one.finding().level, [cell.place.path for cell in one.cells]) for one in blocks(form, document, **beside)]


def old(**changes):
    return old_report(figures={**SUMS, **changes})


def test_three_public_expenses_of_22000_in_a_total_of_707():
    changes = {"vehicle_operation.actual": "22000", "reception.actual": "300"}
    ((level, cells),) = slipped(OLD_FORM, old(**changes))
    assert level == "error" and cells == ["vehicle_operation.actual", "reception.actual"]
    (found,) = found_by(OLD_FORM, old(**changes), "24")
    assert (
        "22000.00" in found.read and "支出合计（2020年决算数） 696.70万元" in found.expected and "31.6 倍" in found.why
    )
    assert {one.check for one in found_by(OLD_FORM, old(**changes))} == {"24"}, (
        "what follows from it is not told beside it"
    )


def test_a_whole_block_in_yuan_is_one_finding_with_all_its_cells():
    names = [f"{row}.{column}" for row in PUBLIC for column in ("last_actual", "budget", "actual")]
    assert slipped(OLD_FORM, old(**in_yuan(*names))) == [("error", names)]


def test_one_row_in_yuan_leaves_its_neighbours_alone():
    ((_, cells),) = slipped(OLD_FORM, old(**in_yuan("operating.budget", "operating.actual", "operating.last_actual")))
    assert cells == ["operating.last_actual", "operating.budget", "operating.actual"]


def test_a_single_cell_in_yuan():
    assert slipped(OLD_FORM, old(**in_yuan("reception.actual"))) == [("error", ["reception.actual"])]


def test_projects_in_yuan_exceed_the_project_expenditure():
    report = old_report()
    projects = [{**one, "budget": str(Decimal(one["budget"]) * 10_000)} for one in report["projects"]]
    assert slipped(OLD_FORM, {**report, "projects": projects}) == [
        ("error", ["projects.0.budget", "projects.1.budget"])
    ]


def test_an_item_in_yuan_exceeds_its_project():
    report = old_report()
    report["projects"][0]["items"][0]["amount"] = "600000"
    assert slipped(OLD_FORM, report) == [("error", ["projects.0.items.0.amount"])]


STAFF = ("staff_in_post", "establishment_posts", "contract_staff", "retirees")
PROJECT_MONEY = ("budget", "full_year", "in_place", "actual")


def scaled(form, document, factor, tables):
    """The report with the money of these tables (and of the projects) times `factor`, typed sums left out."""
    report, factor = deepcopy(document), Decimal(factor)
    for name, text in document["figures"].items():
        figure = form.figures[name]
        if figure.computed:
            report["figures"][name] = None
        elif figure.unit == "万元" and text not in (None, "n/a") and figure.table in tables:
            report["figures"][name] = str(Decimal(text) * factor)
    for project in report["projects"] if "projects" in tables else ():
        for row, keys in ((project, PROJECT_MONEY), *((item, ["amount"]) for item in project.get("items", ()))):
            row |= {key: str(Decimal(row[key]) * factor) for key in keys if row.get(key)}
    return report


def typed_money(document):
    facts = read_facts(document)
    rows = [tuple(getattr(one, key) for key in PROJECT_MONEY) for one in facts.projects]
    return facts.figures, rows, [item.amount for one in facts.projects for item in one.items]


def converted(form, document):
    """The report after pressing the first button as long as there is one, and how often it was pressed."""
    facts, presses = read_facts(document), 0
    while found := slip_blocks(CheckCase(form, facts, assess_facts(form, facts))):
        presses += 1
        for cell in found[0].cells:
            keys = cell.place.path.split(".")
            row = document["figures"] if keys[0] != "projects" else document["projects"][int(keys[1])]
            row = row["items"][int(keys[3])] if len(keys) == 5 else row
            key = cell.place.path if keys[0] != "projects" else keys[-1]
            row[key] = str(corrected_amount(cell.value, found[0].slip))
        facts = read_facts(document)
    return document, presses


FORMS = [(OLD_FORM, old_report), (NEW_FORM, new_report)]
TABLES = ("base_data", "revenue_expenditure", "funds", "projects")


@pytest.mark.parametrize("form, report", FORMS, ids=["2013", "2023"])
@pytest.mark.parametrize("gone", [(), STAFF], ids=["with staff", "without staff"])
def test_whichever_tables_are_in_yuan_the_buttons_lead_back_to_the_report(form, report, gone):
    document = report()
    document["figures"] |= dict.fromkeys(set(gone) & document["figures"].keys())
    right = scaled(form, document, 1, ())
    kinds = [one for one in TABLES if one == "projects" or one in {table.code for table in form.tables}]
    for size in range(1, len(kinds) + 1):
        for tables in combinations(kinds, size):
            found, presses = converted(form, scaled(form, document, 10_000, tables))
            assert (typed_money(found), 1 <= presses <= size) == (typed_money(right), True), tables


def test_a_form_in_yuan_is_one_finding_that_names_its_tables_and_may_be_explained():
    (found,) = blocks(NEW_FORM, scaled(NEW_FORM, new_report(), 10_000, TABLES))
    assert found.finding().level == "warning" and len(found.cells) == 51
    assert (
        "年度预算执行情况”“" in found.finding().remedy and "项目支出和项目自评”，可以一次换算" in found.finding().remedy
    )


def test_a_department_of_ninety_ten_thousands_is_known_in_yuan_by_its_lack_of_small_amounts():
    document = new_report(figures=dict.fromkeys(("staff_in_post", "establishment_posts")))
    (found,) = blocks(NEW_FORM, scaled(NEW_FORM, document, 1_000, TABLES))
    assert len(found.cells) == 51 and "一般规模" in found.finding().expected


@pytest.mark.parametrize("form, report", FORMS, ids=["2013", "2023"])
@pytest.mark.parametrize("factor", ["0.05", "0.5", "20", "100"])
def test_a_small_and_a_large_department_file_in_peace(form, report, factor):
    document = report()
    document["figures"] |= dict.fromkeys(set(STAFF) & document["figures"].keys())
    assert not blocks(form, scaled(form, document, factor, TABLES))


def test_a_department_above_a_milliard_with_small_amounts_beside_is_honest():
    report = new_report(figures={"funds_general.actual": "350000", "basic.actual": "200000", "staff_in_post": "8000"})
    assert not [one for one in blocks(NEW_FORM, report) if one.against.estimate]


def test_an_investment_in_yuan_is_seen_beside_the_approved_one():
    building = {"name": "业务用房", "approved_investment": "300", "actual_investment": "2980000"}
    found = slipped(OLD_FORM, old_report(buildings=[building | {"approved_area": "900", "actual_area": "900"}]))
    assert found == [("warning", ["buildings.0.actual_investment"])]


def test_one_cell_in_yuan_takes_no_honest_table_of_large_amounts_with_it():
    large = {f"funds_general.{column}": "350000" for column in ("begin", "full_year", "actual")}
    large |= {f"funds_other.{column}": "20000" for column in ("begin", "full_year", "actual")}
    large |= {
        f"{row}.{column}": "180000" for row in ("basic", "project") for column in ("begin", "full_year", "actual")
    }
    large |= {"carryover_in": "20000", "budget_added": "20000"}
    report = new_report(figures=large | {"reception.budget": "30000", "staff_in_post": "9000"})
    found = slipped(NEW_FORM, report, approved={"reception.budget": Decimal(3)})
    assert found == [("warning", ["reception.budget"])]


def test_a_table_in_yuan_is_known_by_last_years_report():
    report = old(**in_yuan(*money()), **dict.fromkeys(STAFF))
    last = {name: Decimal("650") for name in ("expenditure.actual", "revenue.actual")}
    ((level, cells),) = slipped(OLD_FORM, report, last_figures=last)
    assert level == "warning" and {name for name in money() if Decimal(FIGURES[name])} <= set(cells)


def test_what_was_approved_tells_a_slip_either_way():
    approved = {"procurement.budget": Decimal(24)}
    for typed in ("240000", "0.0024"):
        report = old(**{"procurement.budget": typed, "procurement.last_actual": None, "procurement.actual": None})
        assert slipped(OLD_FORM, report, approved=approved) == [("warning", ["procurement.budget"])]


def test_a_total_below_any_department_is_itself_the_mistake():
    ((level, cells),) = slipped(OLD_FORM, old(**{"expenditure.actual": "0.06967"}))
    assert (level, cells) == ("warning", ["expenditure.actual"])


def test_people_are_named_without_the_decimals_that_the_database_keeps():
    case = check_case(OLD_FORM, old(staff_in_post="75.000000", contract_staff=None, retirees=None))
    words = [one.words for one in figure_yardsticks(case, "operating.actual", ReportBounds.of(case))]
    assert "按 75 人、每人每年 500 万元估算的上限" in words


@pytest.mark.parametrize("others", [None, "0"])
def test_a_total_of_parts_below_any_department_is_the_mistake_not_its_parts(others):
    names = [name for name in new_report()["figures"] if name.startswith("funds_") and name.endswith(".begin")]
    figures = dict.fromkeys(names, others) | {"funds_general.begin": "0.0707"}
    assert slipped(NEW_FORM, new_report(figures=figures)) == [("warning", ["funds_general.begin"])]


def test_one_cell_typed_too_small_beside_two_of_a_size():
    changes = {"procurement.actual": "0.00238"}
    ((_, cells),) = slipped(OLD_FORM, old(**changes))
    assert cells == ["procurement.actual"]


def large():
    """A department with three hundred staff that really has 30,000 万元, mostly in projects."""
    return {
        "staff_in_post": "300", "establishment_posts": "320", "project.budget": "25000", "project.actual": "24900",
        "personnel.budget": "4500", "personnel.actual": "4400", "operating.budget": "500", "operating.actual": "490",
        "basic.budget": "5000", "basic.actual": "4890", "expenditure.budget": "30000", "expenditure.actual": "29790",
        "budget_begin": "30000", "revenue.budget": "30000", "revenue.actual": "30000",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "beside"),
    [
        ({}, {}),
        (large(), {}),
        (large(), {"last_figures": {"expenditure.actual": Decimal(28000)}}),
        ({"procurement.last_actual": "0", "reception.last_actual": "0"}, {}),  # zero last year
        ({}, {"last_figures": {"expenditure.actual": Decimal(0), "basic.actual": None}}),
        ({"reception.actual": "0.05", "reception.budget": "0.5"}, {}),  # 500 元
        ({"budget_added": "-690"}, {}),  # nearly everything was cut
        ({"expenditure.actual": None, "expenditure.budget": None}, {}),  # half filled in
    ],
)
def test_honest_amounts_stay_silent(changes, beside):
    assert slipped(OLD_FORM, old(**changes), **beside) == []


def test_a_small_project_beside_large_ones_is_honest():
    report = old_report()
    report["projects"].append(
        {"name": "小额项目", "kind": "other", "budget": "0.5", "actual": "0.5", "in_place": "0.5"}
    )
    assert slipped(OLD_FORM, report) == []


def test_last_years_figures_are_no_part_of_the_document():
    case = check_case(OLD_FORM, old())
    facts = replace(case.facts, last_figures={"expenditure.actual": Decimal("0.07")})
    assert facts.to_json() == case.facts.to_json()
    assert list(check_unit_slips(CheckCase(OLD_FORM, facts, assess_facts(OLD_FORM, facts))))


def test_a_sum_with_a_part_unknown_is_no_whole_yet():
    names = [name for name in new_report()["figures"] if name.startswith("funds") and name.endswith(".begin")]
    figures = dict.fromkeys(names) | {"funds_other.begin": "20"}
    assert slipped(NEW_FORM, new_report(figures=figures)) == []


@pytest.mark.parametrize("form", [OLD_FORM, NEW_FORM], ids=lambda form: form.code)
def test_the_scheme_says_what_is_part_of_what(form):
    above = wholes_by_part(form)
    total = "expenditure" if form is OLD_FORM else "funds"
    assert above["reception.actual"] == ("three_public.actual", f"{total}.actual")
    assert above["operating_office.actual"] == ("operating.actual", "basic.actual", f"{total}.actual")
    assert above["projects.actual"] == ("project.actual", f"{total}.actual")
    assert "budget_begin" not in above.get("budget_adjusted", ()) and "year_end_balance" not in above
