"""What manage.py score prints for people, which files it opens, and which scheme it takes."""

from dataclasses import replace

import pytest

from evaluations.checks.ledger.account import ledger_summary
from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.registry import run_checks
from evaluations.facts.document import Facts, FactsError
from evaluations.language.faults import FaultsError
from evaluations.management.commands import score
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.factories import EXAMPLES, complete_facts, complete_figures

SCHEME = load_scheme("hunan-2013")
COMPLETE = assess_facts(SCHEME, complete_facts())
AGREES = f"勾稽关系：0 处；{ledger_summary(keep_ledger(SCHEME, complete_facts(), COMPLETE, ())).words}"


def printed(facts: Facts) -> list[str]:
    """The lines of the table for these facts."""
    assessment = assess_facts(SCHEME, facts)
    return score.score_lines(SCHEME, facts, assessment, run_checks(SCHEME, facts, assessment))


def test_the_table_begins_with_who_when_and_by_which_form():
    facts = complete_facts(department="县档案馆", year=2021)
    assert printed(facts)[:2] == [f"县档案馆 2021 · {SCHEME.title}", ""]
    assert printed(replace(facts, department="", year=None))[0] == f"（未填单位）  · {SCHEME.title}"


def test_every_indicator_has_its_line_with_points_weight_and_working():
    lines = printed(complete_facts())[2 : 2 + len(SCHEME.indicators)]
    results = assess_facts(SCHEME, complete_facts()).indicators
    for line, result in zip(lines, results, strict=True):
        points, _, rest = line.partition("/")
        assert points.strip() == f"{result.score.normalize():f}" and len(points) == 7
        assert rest.strip().startswith(f"{result.weight.normalize():f} ")
        assert line.endswith(f"{result.label}：{result.explanation}")


def test_a_whole_report_has_its_total_and_grade():
    total = assess_facts(SCHEME, complete_facts()).total
    (line,) = [line for line in printed(complete_facts()) if " 合计" in line]
    assert line == f"{total.normalize():>6f} / 100  合计，等级“优”"
    assert "" in printed(complete_facts()) and AGREES in printed(complete_facts())


def test_what_cannot_be_scored_has_a_stroke_and_there_is_no_grade():
    figures = complete_facts().to_json()["figures"]
    lines = printed(
        complete_facts(figures={name: value for name, value in figures.items() if name != "satisfaction_rate"})
    )
    assert any(line.startswith("     — / 6 ") and "满意度" in line for line in lines)
    (total,) = [line for line in lines if " 合计" in line]
    assert total.endswith("合计（有指标暂不能评分，尚无等级）")


def test_each_finding_says_level_number_place_what_was_read_and_what_to_do():
    facts = complete_figures(satisfaction_rate="180")
    found = run_checks(SCHEME, facts, assess_facts(SCHEME, facts))
    lines = printed(facts)
    (start,) = (number for number, line in enumerate(lines) if line.startswith(f"勾稽关系：{len(found)} 处；"))
    rest = lines[start + 1 + len(found) :]
    assert found and all(line.startswith("[无法核对 ") for line in rest)
    first = found[0]
    assert lines[start + 1].partition("] ")[2] == (
        f"{first.where}：读到 {first.read}；应为{first.expected}。{first.why}。{first.remedy}。"
    )
    assert lines[start + 1].startswith(("[错误 ", "[警告 ", "[提示 ")) and f" {first.check}]" in lines[start + 1]


def test_a_total_that_a_ceiling_lowers_says_why_below_it():
    assessment = replace(assess_facts(SCHEME, complete_facts()), cap="总分封顶 80 分")
    lines = score.score_lines(SCHEME, complete_facts(), assessment, ())
    below = next(number for number, line in enumerate(lines) if " 合计" in line) + 1
    assert lines[below] == " " * 15 + assessment.ceiling and assessment.ceiling.endswith("，总分封顶 80 分")
    assert lines[below + 1 :] == ["", AGREES]


def test_a_file_up_to_the_limit_is_read_and_a_larger_one_is_not(monkeypatch):
    path = EXAMPLES / "complete.json"
    size = path.stat().st_size
    monkeypatch.setattr(score, "LARGEST_FACTS_FILE", size)
    assert score.read_facts_file(str(path)).figures
    monkeypatch.setattr(score, "LARGEST_FACTS_FILE", size - 1)
    with pytest.raises(FactsError) as error:
        score.read_facts_file(str(path))
    assert str(error.value) == f"文件：读到 {size} 字节，应为不超过 {size - 1} 字节的文件。"


@pytest.mark.parametrize("name", ["nothing.json", "a\0b.json", "x" * 5000])
def test_a_name_that_leads_to_no_file_is_said_in_one_sentence(name):
    with pytest.raises(FactsError) as error:
        score.read_facts_file(name)
    sentence = str(error.value)
    assert sentence.startswith("文件：读到 “") and sentence.endswith("，应为能够打开的 JSON 文件。请核对路径。")
    assert len(sentence) < 120 and "\0" not in sentence


def test_the_scheme_on_the_command_line_goes_before_that_of_the_document():
    facts = complete_facts(scheme="hunan-2013")
    assert score.chosen_scheme(None, facts).code == "hunan-2013"
    assert score.chosen_scheme("hunan-2023", facts).code == "hunan-2023"


@pytest.mark.parametrize("named", ["../x", "a\\b", "next.toml", "/etc/passwd"])
def test_a_document_from_elsewhere_opens_no_file_of_this_machine(named):
    with pytest.raises(FaultsError) as error:
        score.chosen_scheme(None, replace(complete_facts(), scheme=named))
    (fault,) = error.value.faults
    assert (fault.where, fault.key, fault.expected) == ("文件", "scheme", "方案名称")
    assert fault.remedy == "方案文件请用 --scheme 指定"


def test_without_any_scheme_the_sentence_says_how_to_name_one():
    with pytest.raises(FaultsError) as error:
        score.chosen_scheme(None, replace(complete_facts(), scheme=""))
    expected = '文件 的 scheme：读到 （没有这一项），应为方案名称，如 "hunan-2013"。也可以用 --scheme 指定。'
    assert str(error.value) == expected
