"""A text is solved once while the numbers of its report stay the same, and anew when one of them changes."""

from dataclasses import replace
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.passages import Passage
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.checks.solved_passages import solved_passage
from evaluations.checks.text_readings import numbers_of_passage
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import SCHEME, corpus_report

TEXT = "公务接待费支出3.25万元。"


def case_of(**changes: object) -> CheckCase:
    facts = replace(corpus_report()[0], **({"narratives": {"problems": TEXT}} | changes))  # type: ignore[arg-type] # fields of Facts
    return CheckCase(SCHEME, facts, assess_facts(SCHEME, facts))


def passage_of(case: CheckCase) -> Passage:
    return next(one for one in case.passages if one.text == TEXT)


def test_a_text_is_solved_once_for_its_findings_and_its_marks_and_the_save_of_another_text():
    case = case_of()
    list(check_prose_claims(case))
    solved = solved_passage(case, passage_of(case))
    numbers_of_passage(case, passage_of(case), ())
    later = case.with_texts_of(replace(case.facts, narratives={"problems": TEXT, "management_note": "支出1万元。"}))
    list(check_prose_claims(later))
    assert solved_passage(later, passage_of(later)) is solved


def test_a_text_is_solved_anew_when_a_figure_changes():
    figures, spent = corpus_report()[0].figures, map(Decimal, ("3.25", "4.25"))
    cases = [case_of(figures={**figures, "reception.actual": one}) for one in spent]
    assert [len(list(check_prose_claims(case))) for case in cases] == [0, 1]
