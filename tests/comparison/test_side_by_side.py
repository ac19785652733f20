"""Two versions side by side: numbers with their difference, texts word by word."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.comparison.document_lines import DocumentChange
from evaluations.comparison.side_by_side import contrast_by_place, contrasted_line
from evaluations.schemes.report_place import ReportPlace


def change(where: str, label: str, old: str, new: str) -> DocumentChange:
    """A line that differs, wherever it stands."""
    return DocumentChange(place=ReportPlace(), where=where, label=label, old=old, new=new)


@pytest.mark.parametrize(
    "old, new, delta",
    [
        ("550.55", "550.85", "增加 0.30"),
        ("1,002.00", "2.00", "减少 1,000.00"),
        ("-68.93", "68.93", "增加 137.86"),
        ("0.00", "1.369", "增加 1.369"),
        ("2", "2.0", "数值相同，写法不同"),
        ("", "12", ""),
        ("12", "", ""),
        ("24.00", "不适用", ""),
        ("不适用", "3", ""),
    ],
)
def test_numbers_have_their_difference(old, new, delta):
    found = contrasted_line(change("某处", "某数", old, new))
    assert (found.delta, found.pieces) == (delta, ())


@pytest.mark.parametrize("old, new", [("", "12"), ("24.00", "不适用"), ("1.5", "2"), ("12", "十二"), ("约5", "5")])
def test_a_line_keeps_its_label_and_both_of_its_texts_on_their_sides(old, new):
    found = contrasted_line(change("某处", "某数", old, new))
    assert (found.label, found.old, found.new) == ("某数", old, new)
    assert bool(found.pieces) == (not {old, new} <= {"", "12", "24.00", "不适用", "1.5", "2"})


@pytest.mark.parametrize("old, new", [("执行率77.87%。", "执行率84.51%。"), ("", "新写的一段"), ("有", "")])
def test_everything_else_is_compared_word_by_word(old, new):
    found = contrasted_line(change("某处", "某段", old, new))
    assert found.delta == "" and "".join(text for kind, text in found.pieces if kind != "ins") == old


def test_the_places_keep_the_order_of_the_form_and_numbers_come_first():
    changes = [
        change("乙", "1", "甲", "乙"),
        change("乙", "2", "1", "2"),
        change("甲", "3", "1", "2"),
    ]
    found = contrast_by_place(changes)
    assert [place.where for place in found] == ["乙", "甲"]
    assert [one.label for one in found[0].numbers] == ["2"] and [one.label for one in found[0].texts] == ["1"]


@given(st.decimals(-(10**6), 10**6, places=6), st.decimals(-(10**6), 10**6, places=6))
def test_the_difference_leads_from_the_old_to_the_new(old, new):
    words = contrasted_line(change("", "", format(old, "f"), format(new, "f"))).delta
    step = Decimal(words.split()[1].replace(",", "")) if " " in words else Decimal(0)
    assert (old - step if words.startswith("减少") else old + step) == new
