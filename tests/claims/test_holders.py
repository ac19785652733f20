"""Which rows and projects have a number in one of their cells: found by the order of all cells as by looking at each."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.number_holders import subjects_with
from evaluations.claims.figures.weighed_values import WideNet, is_among
from evaluations.language.units import MONEY_UNIT
from tests.claims.corpus import SCHEME, corpus_report

FACTS, ASSESSMENT = corpus_report()
FIGURES = KnownFigures(SCHEME, ASSESSMENT.lookup, FACTS.projects)
CELLS = [each.value for one in WideNet(FIGURES).everything for each in WideNet(FIGURES).of(one).numbers]
STEPS = [Decimal(1), Decimal("0.1"), Decimal("0.01")]


@given(st.sampled_from(CELLS), st.sampled_from(STEPS), st.integers(-2, 2), st.booleans())
def test_whoever_holds_a_number_is_found(cell, step, off, plan):
    number = PrintedNumber(cell.quantize(step) + off * step / 2, MONEY_UNIT, 0, 1, step=step)
    net = WideNet(replace(FIGURES, is_plan=plan, asked={}, known={}))
    looked_at = [one for one in net.everything if is_among(number, (each.value for each in net.of(one).numbers))]
    assert {*looked_at} <= {*subjects_with(net, number)}
    assert plan or looked_at == subjects_with(net, number)
