"""The templates of the report's sentences: what is printed as it stands, and what is filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.sentence_slots import TemplateSlot, split_template, template_slots

NAMES = st.text("abcdefgh_.", min_size=1, max_size=8)
WORDS = st.text("全年支出万元，。:| ", min_size=1, max_size=8)


def spelled(piece: str | TemplateSlot) -> str:
    """A piece as a template spells it."""
    if isinstance(piece, str):
        return piece
    return f"{{text:{piece.text}}}" if piece.text else f"{{{piece.name}{piece.filter and '|' + piece.filter}}}"


@pytest.mark.parametrize(
    ("template", "pieces"),
    [
        ("", []),
        ("全年无此项。", ["全年无此项。"]),
        ("{year}年", [TemplateSlot("year"), "年"]),
        ("支出{whole.actual}万元", ["支出", TemplateSlot("whole.actual"), "万元"]),
        ("{a}{b}", [TemplateSlot("a"), TemplateSlot("b")]),
        ("比上年{ rate | change }。", ["比上年", TemplateSlot("rate", "change"), "。"]),
        ("{text: duties }", [TemplateSlot("", text="duties")]),
        ("{text:}", [TemplateSlot("", text="")]),
        ("{}", [TemplateSlot("")]),
        ("一个 { 没有合上", ["一个 { 没有合上"]),
        ("{{a}}", ["{", TemplateSlot("a"), "}"]),
    ],
)
def test_a_template_is_words_and_slots_in_order(template, pieces):
    assert list(split_template(template)) == pieces


@given(st.lists(WORDS | st.builds(TemplateSlot, NAMES, st.sampled_from(["", "change"]))))
def test_what_was_put_together_is_taken_apart_again(pieces):
    found = list(split_template("".join(map(spelled, pieces))))
    assert [one for one in found if isinstance(one, TemplateSlot)] == [
        one for one in pieces if isinstance(one, TemplateSlot)
    ]
    assert "".join(map(spelled, found)) == "".join(map(spelled, pieces))


@given(st.text("ab{}|:text", max_size=30))
def test_the_slots_of_any_text_are_those_of_its_pieces_and_nothing_of_it_is_lost(template):
    found = list(split_template(template))
    assert template_slots(template) == [one for one in found if not isinstance(one, str)]
    assert all(one in template for one in found if isinstance(one, str)) and "" not in found
    assert template.count("{") >= len(template_slots(template)) == len(found) - sum(isinstance(p, str) for p in found)
