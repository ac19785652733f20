"""What needs no other number to be known: parts above their whole, shares beside their part, changes that fit no figure; and what
looks like these and is true."""

import json
from dataclasses import replace

import pytest

from benchmarks.claims import planted, true_values
from evaluations.checks.case import CheckCase
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.facts.reading import read_facts
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import FOLDER
from tests.claims.test_sentences import report, told

ABOVE = "部分比总数还大"
# What is written of the grain bureau, the right and the wrong number in it, and the title of the finding ("" for any).
PAIRS = [
    ("核定编制42名，其中事业编制{}名。", "24", "68", ABOVE),
    ("我局核定事业编制{}名。", "42", "62", ABOVE),
    ("在职40人，聘用制炊事员{}人。", "6", "16", ABOVE),
    ("本年收入712.45万元，其中：一般公共预算拨款{}万元。", "706.25", "925.13", ABOVE),
    ("2022年一般公共预算拨款收入{}万元，具体安排情况如下：", "706.25", "925.13", ABOVE),
    ("本年支出701.73万元，其中：基本支出551.16万元，占支出合计的{}%。", "78.54", "93.10", ""),
    ("公务接待费支出3.25万元，完成{}%。", "90.28", "77.36", ""),
    ("公务接待费年初预算3.6万元，只用了{}%。", "90.28", "77.36", ""),
    ("公务接待费较上年同期减少{}万元，下降20.73%。", "0.85", "1.97", ""),
    ("2022年度“三公”经费预算较2021年度决算增加{}万元，增长220.48%。", "18.3", "30.8", ""),
    ("公务接待费比年初预算有所减少，比上年减少0.85万元，下降{}%。", "20.73", "33.95", ""),
    ("从构成看，用车占87.04%、接待占{}%。", "12.96", "23.85", ""),
    ("三项占比：公务用车87.04%、公务接待{}%。", "12.96", "23.85", ""),
    ("公务接待费3.25万元，公务用车21.82万元。总的看，三项合计{}万元，比预算少1.53万元。", "25.07", "39.59", ""),
    ("2022年，本局支出{}万元。", "701.73", "919.25", ""),
    ("测试县粮食和物资储备局三公经费支出{}万元。", "25.07", "39.59", ""),
    ("国内接待费支出{}万元，接待45批次。", "3.25", "11.23", ""),
    ("公务车运行维护费支出{}万元。", "3.84", "11.99", ""),
    ("正式职工{}人，聘用6人，退休15人。", "40", "59", ""),
    ("收入总计{}万元，支出总计742.85万元。", "742.85", "972.71", ""),
]
TRUE = (FOLDER / "sentences/beside_parts.txt").read_text().splitlines()


@pytest.mark.parametrize("text, right, wrong, title", PAIRS)
def test_what_cannot_be_is_told_and_what_is_true_is_not(text: str, right: str, wrong: str, title: str) -> None:
    assert told("grain", text.format(right)) == []
    found = told("grain", text.format(wrong))
    assert found
    assert not title or title in [one.title for one in found]


@pytest.mark.parametrize("line", TRUE)
def test_what_only_looks_like_too_much_is_silent(line: str) -> None:
    assert told("grain", line) == []


@pytest.mark.parametrize("spent, findings", [("25.07", 0), ("39.59", 1)])
def test_a_report_that_knows_one_thing_speaks_of_that(spent: str, findings: int) -> None:
    scheme, facts, _ = report("grain")
    known = {code: value for code, value in facts.figures.items() if code.startswith(("three_public", "reception"))}
    text = f"总的看，三项合计{spent}万元，年初预算是26.6万元，用了94.25%。"
    alone = replace(facts, figures=known, projects=(), narratives={"problems": text})
    assert len(list(check_prose_claims(CheckCase(scheme, alone, assess_facts(scheme, alone))))) == findings


def test_wrong_numbers_are_planted_where_the_text_is_read() -> None:
    """Reading tidies indented lines; the places of findings are those of the tidied text."""
    scheme, _, _ = report("grain")
    document = json.loads((FOLDER / "figures.json").read_text())
    document["narratives"] = {"problems": "一、说明\n        公务接待费支出3.25万元。"}
    places = planted(document, true_values(scheme, assess_facts(scheme, read_facts(document))))
    assert [one.report["narratives"]["problems"][one.start : one.end] for one in places] == ["11.23"]
