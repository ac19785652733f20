"""The texts of a case held against its figures: each once for all that is asked of it while the numbers stay the same."""

from collections.abc import Callable
from functools import lru_cache

from evaluations.checks.case import CheckCase
from evaluations.checks.passages import Passage
from evaluations.claims.both_readings import BothReadings
from evaluations.claims.claim_nouns import ClaimSubject
from evaluations.claims.known_figures import KnownFigures
from evaluations.claims.report_reading import report_both
from evaluations.facts.document import Facts
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment

KEPT_PASSAGES = 128  # of one draft: its texts and some states of the one that is being written
Solving = Callable[[str, ClaimSubject], BothReadings]


def solved_passage(case: CheckCase, passage: Passage) -> BothReadings:
    """What a text says that cannot be true, and what agrees. A save that changes one text solves that one alone."""
    solve = case.once("solved_passages", lambda: _solving(case.scheme, case.facts.without_texts, case.assessment))
    return solve(passage.text, passage.about)


def _solving(scheme: ScoringScheme, facts: Facts, assessment: Assessment) -> Solving:
    figures = KnownFigures(scheme, assessment.lookup, facts.projects)

    @lru_cache(maxsize=KEPT_PASSAGES)
    def solve(text: str, about: ClaimSubject) -> BothReadings:
        return report_both(scheme, facts, text, figures, about)

    return solve
