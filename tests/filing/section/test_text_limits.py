"""No text, however long or odd, may cost a worker its time or the report its paper."""

import pytest

from evaluations.facts.document import FactsError
from evaluations.facts.reading import read_facts
from evaluations.language.texts import LONGEST_TEXT, TextError, clean_line, clean_typed_text
from evaluations.models import SectionState
from tests.filing.pages import form_values, press
from tests.quickness import least_seconds

MARKS = "\u0315\u0300" * 500_000


@pytest.mark.parametrize("text", [MARKS, MARKS[: 2 * LONGEST_TEXT], "字" + MARKS[:LONGEST_TEXT], "字" * 1_000_000])
def test_a_million_marks_are_refused_at_once(text):
    def clean():
        with pytest.raises(TextError):
            clean_typed_text(text)

    assert least_seconds(clean, 0.3) < 0.3  # to read them would take seconds


def test_marks_hidden_behind_invisible_characters_are_counted_together():
    with pytest.raises(TextError, match="音调符号"):
        clean_typed_text("a" + "\u0315\u200b\u0300" * 20)


def test_languages_that_stack_marks_are_kept():
    assert clean_typed_text("e\u0302\u0301 ภาษาไทยที่") == "\u1ebf ภาษาไทยที่"


def test_what_is_refused_is_kept_up_to_one_character_beyond_the_limit(preparer, address):
    long = "长" * 60_000
    answer = press(preparer, address("usage"), {"text-usage": long})
    assert answer.status_code == 422 and "离开后只保留前20001字" in answer.content.decode()
    assert form_values(answer)["text-usage"] == long
    assert SectionState.objects.get().raw == {"text-usage": "长" * 20_001}


@pytest.mark.parametrize("odd, code", [("\ue000", "U+E000"), ("\u0378", "U+0378"), ("\U0001f600", "U+1F600")])
def test_what_no_font_draws_is_refused_by_its_number(odd, code):
    with pytest.raises(TextError, match=f"印不出来.*{code.replace('+', '[+]')}"):
        clean_typed_text(f"前{odd}后")
    with pytest.raises(TextError):
        clean_line(odd, limit=10)


def test_separators_of_lines_and_paragraphs_become_line_ends():
    assert clean_typed_text("一\u2028二\u2029三\u0085四") == "一\n二\n三\n四"


def test_removing_the_invisible_comes_before_composing():
    assert clean_typed_text("e\u200b\u0301") == "\u00e9"


def test_an_imported_text_is_cleaned_as_a_typed_one():
    typed = "\u3000\u3000一\u2028二\u00a0三e\u200b\u0301 \n"
    facts = read_facts({"figures": {"a": "1"}, "narratives": {"x": typed}})
    assert facts.narratives == {"x": clean_typed_text(typed)} == {"x": "一\n二 三\u00e9"}


def test_an_imported_text_that_cannot_be_printed_is_a_fault():
    with pytest.raises(FactsError, match="U[+]E000"):
        read_facts({"figures": {"a": "1"}, "narratives": {"x": "前\ue000后"}})
