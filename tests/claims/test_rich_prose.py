"""Rich prose, of several sources, projects and headings: what is true is silent, and each false twin is told at its number.

A line of tests/data/claims/rich: the report that it is true of, |, and its text; [[right|wrong]] has a twin.
"""

import pytest

from tests.claims.corpus import FOLDER, PAIR
from tests.claims.test_sentences import right, told

MANNERS = sorted((FOLDER / "rich").glob("*.txt"))
LINES = [line.replace("\\n", "\n") for path in MANNERS for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_manner_has_its_pairs():
    assert MANNERS and all(path.read_text(encoding="utf-8").count("[[") >= 5 for path in MANNERS)


@pytest.mark.parametrize("line", LINES)
def test_true_is_silent_and_each_false_twin_is_told(line):
    name, _, text = line.partition("|")
    assert not told(name, right(text))
    for pair in PAIR.finditer(text):
        start = len(right(text[: pair.start()]))
        spots = [one.spot for one in told(name, f"{right(text[: pair.start()])}{pair[2]}{right(text[pair.end() :])}")]
        assert any(one and one.start < start + len(pair[2]) and start < one.end for one in spots), pair[0]


@pytest.mark.parametrize(
    "name, text, wrong, suggested",
    [
        (
            "grain",
            "公务接待费3.25万元，比上年减少0.85万元，比预算减少0.35万元，降幅分别为30.73%和9.72%。",
            "30.73",
            "20.73",
        ),
        ("grain", "公务接待费支出3.25万元，预算执行率92.80%，较上年减少0.85万元，下降20.73%。", "92.80", "90.28"),
        ("town", "三、“三公”经费情况\n2023年支出19.5万元，较上年减少4.5万元。", "19.5", "15.90"),
        ("town", "（二）农村人居环境整治项目\n全年预算900万元，全年支出826.4万元。", "826.4", "862.4"),
    ],
)
def test_what_is_suggested_is_of_the_very_thing(name, text, wrong, suggested):
    spots = [one.spot for one in told(name, text) if one.spot]
    assert [(text[one.start : one.end], float(one.suggestion)) for one in spots[:1]] == [(wrong, float(suggested))]


@pytest.mark.parametrize(
    "sources", ["上级资金{}万元、本级资金300万元", "省级资金{}万元、县级配套300万元", "财政资金300万元、自筹资金{}万元"]
)
def test_the_sources_of_a_project_add_up_to_it_and_are_no_figures_of_the_department(sources):
    text = f"（二）农村人居环境整治项目\n全年预算900万元，其中{sources}。"
    assert not told("town", text.format("600"))
    assert [one.title for one in told("town", text.format("700"))] == ["分项之和与合计不符"]
