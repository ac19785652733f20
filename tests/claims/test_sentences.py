"""Sentences in the manner of fourteen departments' reports: what is true is silent, alone and in one long text, and nearly all
false twins are told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.facts.document import Facts
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts
from tests.claims.corpus import FOLDER, PAIR

EXAMPLES = Path(__file__).parent.parent / "examples"
SEED = Path(__file__).parent.parent.parent / "evaluations/demo/yongxing-2020.json"
REPORTS = {
    "grain": FOLDER / "figures.json",
    "service_centre": EXAMPLES / "complete.json",
    "platform": EXAMPLES / "complete-2023.json",
    "seed": SEED,
    **{name: FOLDER / f"sentences/{name}.json" for name in ("hospital", "town", "school", "police", "disabled")},
    **{path.stem: path for path in sorted((FOLDER / "styles").glob("*.json"))},
    "beside_library": FOLDER / "unseen/p_library.json",
    "beside_town": FOLDER / "sentences/town.json",
    "further_village": FOLDER / "unseen/village_town.json",
    "further_urban": FOLDER / "unseen/urban.json",
}
UNSEEN = {f"unseen {path.stem}": path for path in sorted((FOLDER / "unseen").glob("*.json"))}  # test_unseen_texts.py
STYLES = [path.stem for path in sorted((FOLDER / "styles").glob("*.json"))]
FEWEST_TOLD = 0.9  # of all false twins


@cache
def report(name: str) -> tuple[ScoringScheme, Facts, Assessment]:
    """The report that the sentences of that name are true for, without its own texts."""
    document = json.loads((REPORTS | UNSEEN)[name].read_text())
    facts = read_facts(document | {"narratives": {}, "achievements": [], "entries": {}})
    scheme = load_scheme(document["scheme"])
    return scheme, facts, assess_facts(scheme, facts)


def told(name: str, text: str) -> list[Finding]:
    """What the reader of claims finds in a text of that report."""
    scheme, facts, assessment = report(name)
    case = CheckCase(scheme, replace(facts, narratives={"problems": text}), assessment)
    return list(check_prose_claims(case))


def lines(name: str) -> list[str]:
    found = (FOLDER / f"sentences/{name}.txt").read_text().splitlines()
    return [line for line in found if not line.startswith("#")]


def right(line: str) -> str:
    return PAIR.sub(r"\1", line)


def false_twins(line: str) -> Iterator[str]:
    """The sentence with one of its numbers wrong, for each that has a wrong twin."""
    for pair in PAIR.finditer(line):
        yield right(line[: pair.start()]) + pair[2] + right(line[pair.end() :])


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_true_is_silent_alone_and_in_company(name):
    alarms = [line for line in map(right, lines(name)) if told(name, line)]
    together = [(one.read, one.expected) for one in told(name, "\n".join(map(right, lines(name))))]
    assert (alarms, together) == ([], [])


@pytest.mark.parametrize("name", STYLES)
def test_true_texts_of_other_provinces_are_silent(name):
    found = {code: told(name, text) for code, text in json.loads(REPORTS[name].read_text())["narratives"].items()}
    assert len(found) > 6 and not any(found.values()), found


WRONG = [  # one number of each way of saying it that is read since version 1.6
    ("transport", "“三公经费”由39.74万元下降到30.90万元，下降22.24%。", "39.74", "43.97"),
    ("agriculture", "人员经费、公用经费分别占基本支出的88.15%和11.85%。", "11.85", "18.51"),
    ("agriculture", "人员经费2015.36万元、公用经费270.84万元，分别完成年初预算的102.39%、94.53%。", "94.53", "95.43"),
    ("agriculture", "公用经费年初预算和决算分别为286.50万元、270.84万元。", "270.84", "278.04"),
    ("agriculture", "2022年和2023年公务接待费分别为9.60万元和7.25万元。", "9.60", "6.90"),
    ("river_town", "2022年度用于保障机关正常运转的基本支出1408.19万元。", "1408.19", "1480.19"),
    ("middle_school", "两个项目共支出398.60万元，总体执行率94.90%。", "398.60", "389.60"),
    ("middle_school", "我校核定教职工编制186名，现有在编教职工179人。", "179", "197"),
    ("county_hospital", "政府采购方面，2021年计划采购2100.00万元，实际完成采购1986.54万元。", "1986.54", "1896.54"),
    ("county_hospital", "编制420人，在职398人，控制率94.76%。", "94.76", "97.46"),
    ("agriculture", "三公经费控制率目标≤100%，实际81.56%。", "81.56", "85.16"),
    ("agriculture", "2023年调整预算6125.40万元，比年初预算增加220.50万元。", "220.50", "202.50"),
    ("middle_school", "收入总计3740.61万元，其中年初结转和结余38.46万元。", "38.46", "34.86"),
    ("street_office", "公务接待费支出0.32万元，完成全年预算1.00万元的32.00%。", "1.00", "1.30"),
    ("river_town", "公用经费支出221.45万元，控制在预算236.80万元以内。", "236.80", "263.80"),
    ("seed", "2020年度财政拨款公用经费预算101.26万元。", "101.26", "707"),
    ("seed", "财政拨款安排的项目支出预算167.74万元。", "167.74", "707"),
    ("platform", "一般公共预算拨款全年执行912.5万元，执行率98.12%。", "912.5", "930.5"),
    ("platform", "两个项目全年预算合计350万元，支出合计335万元。", "335", "353"),
    ("platform", "采购金额较上年的100万元增长了18.4%。", "18.4", "14.8"),
    ("platform", "全年可用预算950万元，花出去930.5万元。", "930.5", "903.5"),
    ("seed", "项目支出预算167.74万元，只用了50.57万元，还剩117.17万元。", "117.17", "171.17"),
    ("seed", "预算执行率为778.7‰。", "778.7", "787.7"),
    ("seed", "因公出国（境）费预算0万元，实际支出0万元，执行率0%。", "0%。", "100%。"),
]


@pytest.mark.parametrize(("name", "text", "right_number", "wrong_number"), WRONG)
def test_a_wrong_number_is_told_and_the_right_one_is_not(name, text, right_number, wrong_number):
    wrong = text.replace(right_number, wrong_number)
    start = wrong.index(wrong_number)
    assert not told(name, text)
    assert [one.spot.start for one in told(name, wrong) if one.spot][:1] == [start]


def test_nearly_all_that_is_false_is_told():
    twins = [(name, twin) for name in REPORTS for line in lines(name) for twin in false_twins(line)]
    missed = [twin for name, twin in twins if not told(name, twin)]
    assert len(twins) > 190 and len(missed) <= len(twins) * (1 - FEWEST_TOLD), missed


def test_there_are_many_of_them():
    assert len([line for name in REPORTS for line in lines(name)]) > 500
