"""The words by which free text calls rates and rows, and the texts in which they are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.passages import Passage, aside_passages, narrative_passages
from evaluations.checks.vocabulary import last_word, plain_text, rate_kind, scheme_vocabulary
from evaluations.facts.reading import read_facts
from evaluations.schemes.report_place import ReportPlace
from tests.checks.changed_reports import NEW_FORM, OLD_FORM, SMALL_FORM, new_report, old_report, small_report

WORDS = (("公用经费", ("operating",)), ("三公经费", ("three_public",)), ("经费合计", ("whole",)))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“三公” 经费", "三公经费"),
        ("控制率　９７．５％", "控制率97.5%"),
        ("下降−5%、上升–3%", "下降-5%、上升-3%"),
        ("《办法》「试行」『甲』‘乙’", "办法试行甲乙"),
        ("一\n二", "一\n二"),
        ("一，二；三！", "一,二;三!"),
    ],
)
def test_a_text_is_compared_with_one_kind_of_sign_and_without_marks_and_blanks(text, plain):
    assert plain_text(text) == plain


@given(st.text(alphabet="公用１2％%，,。.“”《》 \n−–-ＡA①", max_size=30))
def test_a_plain_text_stays_as_it_is(text):
    assert plain_text(plain_text(text)) == plain_text(text)


@given(st.text(alphabet="公用三经费合计，", max_size=40))
def test_the_word_that_ends_last_is_found_and_of_two_the_longer(text):
    found = last_word(WORDS, text)
    ends = [text.rfind(word) + len(word) for word, _ in WORDS if word in text]
    assert (found is None) == (not ends)
    if found:
        assert found.end == max(ends) and (text[found.start : found.end], found.codes) in WORDS


def test_of_two_words_that_end_together_the_longer_is_meant():
    words = (("公务用车运行维护", ("operation",)), ("运行维护", ("upkeep",)))
    assert last_word(words, "公务用车运行维护").codes == ("operation",)
    assert last_word(words, "平台运行维护").codes == ("upkeep",)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("公用经费控制率", "控制率"),
        ("满意度", "满意度"),
        ("控制率说明", ""),
        ("项目支出", ""),
        ("资金到位率", "到位率"),
        ("收入增减率", "增减率"),
        ("支出变动率", "变动率"),
        ("重点工作完成率", "完成率"),
        ("群众满意率", "满意率"),
    ],
)
def test_a_rate_is_known_by_the_end_of_its_name(word, kind):
    assert rate_kind(word) == kind


def test_a_form_lends_its_names_stems_and_rows():
    words = scheme_vocabulary(OLD_FORM)
    names, stems, rows = dict(words.names), dict(words.stems), dict(words.rows)
    assert names["公用经费控制率"] == ("operating_control_rate",) and "公用经费" not in names
    assert stems["公用经费"] == ("operating_control_rate",)
    assert set(stems["三公经费"]) == {"three_public_change_rate", "three_public_control_rate"}
    assert (
        rows["三公经费"] == ("three_public",)
        and rows["项目支出"] == ("project",)
        and rows["政府采购"] == ("procurement",)
    )
    assert rows["年末结余"] == ("year_end_balance",) and rows["调整后预算"] == ("budget_adjusted",)


def test_a_word_that_is_too_short_to_mean_one_thing_is_none():
    words = scheme_vocabulary(OLD_FORM)
    for kind in (words.names, words.stems, words.rows):
        lengths = [len(word) for word, _ in kind]
        assert lengths == sorted(lengths, reverse=True) and min(lengths) >= 4
    assert "满意度" not in dict(words.names) and "编制数" not in dict(words.rows)
    assert {"基本支出", "公用经费"} <= dict(words.rows).keys()


def test_a_text_is_cut_into_sentences_but_not_at_a_comma_or_a_point():
    text = "第一句，仍是；第二句！第三句？\n第四句：1.5万元。"
    assert Passage(ReportPlace(), "", text).sentences == ("第一句,仍是", "第二句", "第三句", "第四句:1.5万元")


def where(passages):
    return [(one.where, one.place.path) for one in passages]


def test_narratives_are_called_as_the_pages_call_them():
    facts = read_facts(old_report(narratives={"other": "保留的文字", "unknown": "方案里没有"}))
    found = dict(where(narrative_passages(OLD_FORM, facts)))
    assert found["七、问题和改进措施 · 下一步改进措施"] == "measures" and found["unknown"] == "unknown"
    assert "九、其他说明 · 其他需要说明的情况" not in found  # ticked 无此项
    assert list(found)[-2:] == ["六（四）预算支出绩效 · 第1条", "六（四）预算支出绩效 · 第2条"]


def test_an_achievement_is_read_with_its_title_unless_there_are_none():
    facts = read_facts(old_report())
    first = [one for one in narrative_passages(OLD_FORM, facts) if one.place.path == "achievements"][0]
    assert first.text == "办事更方便。进驻部门全部开设综合窗口，群众少跑路。" and first.place.row == 0
    none = read_facts(old_report(none_sections=["results"]))
    assert not [one for one in narrative_passages(OLD_FORM, none) if one.place.path == "achievements"]


def test_achievements_that_the_form_has_no_place_for_are_still_read():
    facts = read_facts(small_report(achievements=[{"title": "甲", "body": "乙"}]))
    assert where(narrative_passages(SMALL_FORM, facts))[-1] == ("绩效成果 · 第1条", "achievements")


def test_the_texts_in_tables_are_called_after_their_rows():
    report = new_report(entries={"execution_rate": {"reason": "质保金"}})
    report["projects"][0]["note"] = "说明"
    found = {one.place.path: (one.where, one.text) for one in aside_passages(NEW_FORM, read_facts(report))}
    project = "项目“一体化政务平台运行维护”"
    assert found["projects.0.note"] == (project, "说明") and found["projects.0.goal"][0] == project
    assert found["projects.0.targets.3.deviation_reason"][0] == f"{project} · “故障4小时内修复率”"
    assert found["targets.3.deviation_reason"][0] == "“新增‘一件事一次办’主题”"
    assert found["execution_rate"] == ("指标“年度预算执行率”", "质保金")
