"""All 28 cross-checks of docs/cross-checks.md: each finds its slip in a report that is otherwise in order, and only then."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from evaluations.checks.registry import blocking_findings, run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.scheme import SchemeError
from evaluations.scoring.assessing import assess_facts
from tests.checks.manual import CHECK_ROWS
from tests.schemes.small import SMALL

EXAMPLES = Path(__file__).parents[1] / "examples"
OLD, NEW = (json.loads((EXAMPLES / name).read_text()) for name in ("complete.json", "complete-2023.json"))


def figures(**changed):
    return lambda document: document["figures"].update(
        {name.replace("__", "."): value for name, value in changed.items()}
    )


def stated(name, value):
    return lambda document: document.setdefault("stated", []).append({"name": name, "value": value, "where": "正文"})


def text(code, words):
    return lambda document: document["narratives"].update({code: words})


def target(number, **changed):
    return lambda document: document["targets"][number].update(changed)


def little_spent(document):
    document["figures"] |= {"funds_general.actual": "400", "project.actual": "0", "basic.actual": "418"}


def entry(code, **changed):
    return lambda document: document["entries"].setdefault(code, {}).update(changed)


def items(*amounts):
    names = [{"name": f"明细{number}", "amount": amount} for number, amount in enumerate(amounts)]
    return lambda document: document["projects"][0].update(items=names)


def same_as_last_year(words):
    return lambda document: (
        document.update(last_year={"measures": SAME}) or document["narratives"].update(measures=words)
    )


SAME = "编制下一年度预算时，结合历史数据合理设置指标值，由业务股室共同论证；年初即启动采购，按季通报支出进度，年底组织验收。"

# number, report, a change that breaks it, a change that does not
CASES = [
    ("1", OLD, stated("staff_control_rate", "98"), stated("staff_control_rate", "96.00")),
    ("2", OLD, figures(three_public__actual="5.3"), figures(three_public__actual="5.20")),
    ("3", OLD, figures(vehicle__actual="2.3"), figures(vehicle__actual="2.200")),
    ("4", OLD, stated("three_public_change_rate", "-20"), stated("three_public_change_rate", "-25.00")),
    ("5", OLD, stated("operating_control_rate", "97.56"), stated("operating_control_rate", "98.56")),
    ("6", OLD, figures(basic__budget="539.27"), figures(basic__budget="539.26")),
    ("7", OLD, figures(project__actual="160.6"), figures(project__actual="160.50")),
    ("8", OLD, figures(personnel__actual="437"), figures(personnel__actual="436.40")),
    ("9", OLD, figures(year_end_balance="42"), figures(year_end_balance="42.30")),
    ("10", OLD, figures(budget_adjusted="707"), figures(budget_adjusted="727.0")),
    ("11", NEW, figures(funds__actual="931"), figures(funds__actual="930.5")),
    ("12", OLD, items("60", "41"), items("60", "30", "10")),
    ("13", OLD, figures(project__budget="168"), figures(project__budget="167.74")),
    ("14", OLD, stated("operating.actual", "101.26"), stated("operating.actual", "99.8")),
    ("15", NEW, figures(operating_office__actual="88"), figures(operating_office__actual="58.5")),
    ("16", NEW, target(0, weight="12"), target(0, weight="10.0")),
    ("17", OLD, stated("total", "99"), stated("total", "96.68")),
    ("18", OLD, entry("management_system", self_score="6"), entry("management_system", self_score="8")),
    ("19", NEW, target(3, deviation_reason=" "), target(3, deviation_reason="系统未开放")),
    ("20", OLD, stated("grade", "良"), stated("grade", "优")),
    (
        "21",
        OLD,
        text("problems", "有3个问题：一是进度慢；二是指标粗"),
        text("problems", "有2个问题：一是进度慢；二是指标粗"),
    ),
    ("22", NEW, little_spent, lambda document: None),
    ("23", NEW, figures(carryover_in="0"), figures(carryover_in="60.00")),
    ("24", OLD, figures(operating__last_actual="998000"), figures(operating__last_actual="998")),
    ("25", NEW, target(2, attained="全部办结"), target(2, attained="66120件")),
    (
        "26",
        OLD,
        text("usage", "XX单位自评结果在县政府网站公开。"),
        text("usage", "自评结果按20分制折算后在县政府网站公开。"),
    ),
    ("26", NEW, same_as_last_year(SAME), same_as_last_year(SAME[9:])),
    ("27", OLD, text("management_note", "公用经费控制率97%。"), text("management_note", "公用经费控制率98.56%。")),
    ("28", OLD, text("execution_note", "比上年下降 -81.75 %。"), text("execution_note", "比上年下降81.75%。")),
]


def findings(document):
    facts = read_facts(document)
    scheme = load_scheme(facts.scheme or "hunan-2013")
    return run_checks(scheme, facts, assess_facts(scheme, facts))


def test_every_number_is_here():
    assert {number for number, *_ in CASES} == set(CHECK_ROWS)


@pytest.mark.parametrize("document", [OLD, NEW], ids=["hunan-2013", "hunan-2023"])
def test_a_report_in_order_has_no_finding(document):
    assert findings(document) == ()


@pytest.mark.parametrize(
    ("number", "document", "breaks", "holds"), CASES, ids=[f"{n}-{i}" for i, (n, *_) in enumerate(CASES)]
)
def test_each_check_finds_its_slip_and_nothing_where_there_is_none(number, document, breaks, holds):
    broken, whole = deepcopy(document), deepcopy(document)
    breaks(broken)
    holds(whole)
    found = [finding for finding in findings(broken) if finding.check == number]
    assert found and not [finding for finding in findings(whole) if finding.check == number]
    for finding in found:
        assert all((finding.where, finding.read, finding.expected, finding.why, finding.remedy, finding.field))


def test_a_scheme_whose_weights_do_not_add_up_is_refused_too():
    with pytest.raises(SchemeError, match="等于满分"):
        parse_scheme(SMALL.replace("weight = 6", "weight = 5"), "small.toml")


def test_an_explained_warning_carries_text_and_person_and_no_longer_stops():
    document = deepcopy(NEW)
    figures(carryover_in="0")(document)
    (warning,) = findings(document)
    document["explanations"] = [{"check": "23", "field": warning.field, "text": "年初预算已含结转", "person": "张三"}]
    facts = read_facts(document)
    assert blocking_findings(findings(document), facts) == []
    assert facts.explanations[0].person == "张三" and warning.explained_by(facts) == "年初预算已含结转"


@pytest.mark.parametrize(
    "more", [{"targets": [{"name": "甲"}]}, {"projects": [{"name": "乙", "targets": [{"name": "甲"}]}]}]
)
def test_targets_under_a_form_without_slots_are_named(more):
    assert ("names", "targets") in [(finding.check, finding.field) for finding in findings(OLD | more)]
