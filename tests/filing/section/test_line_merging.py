"""Two people's lines of one text: other lines go together, the same line is asked, and nothing of either is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.filing.section.line_merging import MOST_LINES, both_lines, merged_lines
from evaluations.filing.section.merging import BOTH_SIDES, merge_texts

START = "一\n二\n三\n四"
LINES = st.lists(st.sampled_from("甲乙丙丁戊"), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        ("壹\n二\n三\n四", "一\n二\n三\n肆", "壹\n二\n三\n肆"),
        ("一\n贰\n三\n四", "一\n二\n叁\n四", "一\n贰\n叁\n四"),
        ("二\n三\n四", "一\n二\n三\n四\n五", "二\n三\n四\n五"),
        ("一\n二\n二半\n三\n四", "一\n二\n三", "一\n二\n二半\n三"),
        ("壹\n二\n三\n四", "壹\n二\n三\n肆", "壹\n二\n三\n肆"),
        ("", "一\n二\n三\n四\n五", "五"),
    ],
)
def test_what_two_people_changed_in_different_lines_goes_together(mine, theirs, together):
    assert merged_lines(START, mine, theirs) == merged_lines(START, theirs, mine) == together


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("一\n二\n三\n四\n我加", "一\n二\n三\n四\n她加", "一\n二\n三\n四\n她加\n我加"),
        ("一\n我改\n三\n四", "一\n她改\n三\n四", "一\n她改\n我改\n三\n四"),
        ("我改", "她改\n二\n三\n四", "她改\n二\n三\n四\n我改"),
        ("一\n我改\n三\n四", "一\n三\n四", "一\n我改\n三\n四"),
    ],
)
def test_the_same_lines_are_asked_and_may_both_stay_hers_first(mine, theirs, both):
    assert merged_lines(START, mine, theirs) is None and both_lines(START, mine, theirs) == both


PARAGRAPH = "一是制度完善。二是支出70万元；三是群众满意。"


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (("70", "71"), ("群众满意", "满意率95%"), "一是制度完善。二是支出71万元；三是满意率95%。"),
        (("一是制度完善。", ""), ("群众满意。", "群众满意。另有说明。"), "二是支出70万元；三是群众满意。另有说明。"),
        (("70", "71"), ("70", "71"), "一是制度完善。二是支出71万元；三是群众满意。"),
        ((PARAGRAPH, "另写。"), (PARAGRAPH, "另写。"), "另写。"),
    ],
)
def test_what_two_people_changed_in_different_sentences_of_one_paragraph_goes_together(mine, theirs, together):
    one, other = PARAGRAPH.replace(*mine), PARAGRAPH.replace(*theirs)
    whole = f"上一段\n{together}\n下一段"
    start, one, other = (f"上一段\n{text}\n下一段" for text in (PARAGRAPH, one, other))
    assert merged_lines(start, one, other) == merged_lines(start, other, one) == both_lines(start, one, other) == whole


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (("70", "71"), ("70", "72")),  # one number
        (("支出", "实际支出"), ("70", "72")),  # one sentence, not one word
        (("满意。", "满意。我加。"), ("满意。", "满意。她加。")),
        (("一是制度完善。", "一是制度完善。\n"), ("制度", "办法")),  # a paragraph that one has cut in two
        ((PARAGRAPH, ""), ("满意。", "满意。她加。")),  # one that one has taken out, the field being all of it
        ((PARAGRAPH, "我另写。两句。"), ("满意。", "满意。她加。")),
    ],
)
def test_one_sentence_that_both_changed_is_asked(mine, theirs):
    assert merged_lines(PARAGRAPH, PARAGRAPH.replace(*mine), PARAGRAPH.replace(*theirs)) is None


def test_where_one_sentence_is_asked_both_stay_and_other_lines_still_go_together():
    start, mine, theirs = (
        "甲一。甲二。\n乙一。乙二。".replace("乙一", one).replace("甲二", two)
        for one, two in [
            ("乙一", "甲二"),
            ("我改", "甲二"),
            ("她改", "甲贰"),
        ]
    )
    assert merged_lines(start, mine, theirs) is None
    assert both_lines(start, mine, theirs) == "甲一。甲贰。\n她改。乙二。\n我改。乙二。"


SENTENCES = st.lists(st.sampled_from(["甲。", "乙；", "丙！", "丁", "戊。\n", "”"]), max_size=6).map("".join)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_whoever_saves_first_the_sentences_agree(base, mine, theirs):
    assert merged_lines(base, mine, theirs) == merged_lines(base, theirs, mine)
    assert merged_lines(base, mine, base) == mine.strip("\n") and merged_lines(base, base, theirs) == theirs.strip("\n")


@given(LINES, LINES, LINES)
def test_whoever_saves_first_the_lines_agree(base, mine, theirs):
    start, one, other = ("\n".join(side) for side in (base, mine, theirs))
    assert merged_lines(start, one, other) == merged_lines(start, other, one)
    assert merged_lines(start, one, start) == one and merged_lines(start, start, other) == other


@given(LINES, LINES, LINES)
def test_with_both_every_line_that_somebody_wrote_is_there(base, mine, theirs):
    both = both_lines("\n".join(base), "\n".join(mine), "\n".join(theirs)).split("\n")
    assert {*mine, *theirs} - {*base} <= {*both}


def test_more_lines_than_a_report_has_are_one_choice():
    start = "\n".join(["一"] * (MOST_LINES + 1))
    assert merged_lines(start, f"{start}\n我", f"她\n{start}") is None
    assert both_lines(start, f"{start}\n我", f"她\n{start}") == f"她\n{start}\n{start}\n我"


def test_a_merge_takes_the_lines_of_both_and_tells_of_them():
    result = merge_texts({"a": START}, {"a": f"{START}\n五"}, {"a": f"零\n{START}"}, (), {})
    assert result.texts == {"a": f"零\n{START}\n五"} and result.taken == result.kept == ["a"] and not result.asked


def test_whose_lines_are_all_gone_leaves_no_text():
    assert merge_texts({"a": "一\n二"}, {"a": "一"}, {"a": "二"}, (), {}).texts == {}


def test_who_chooses_both_gets_both_of_a_text_and_never_of_a_list():
    chosen = merge_texts({"a": "一"}, {"a": "我"}, {"a": "她"}, (), {"a": BOTH_SIDES})
    assert chosen.texts == {"a": "她\n我"} and not chosen.clashes
    base, mine, theirs = ({"project-0-name": name} for name in ("甲", "乙", "丙"))
    assert merge_texts(base, mine, theirs, ("project",), {"project": BOTH_SIDES}).texts == mine
