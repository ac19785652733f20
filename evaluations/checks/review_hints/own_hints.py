"""All hints that a report gives by itself and beside its own last year: found once, when it is handed in, and kept."""

from collections.abc import Callable, Iterator

from evaluations.checks.review_hints.file_hints import same_file
from evaluations.checks.review_hints.hint import HintCase, ReviewHint
from evaluations.checks.review_hints.money_hints import far_from_last_year, round_numbers
from evaluations.checks.review_hints.rate_hints import every_rate_full, full_marks_little_spent
from evaluations.checks.review_hints.target_hints import attained_over, no_survey, same_target
from evaluations.checks.review_hints.text_hints import copied_from_last_year

OWN_HINTS: tuple[Callable[[HintCase], Iterator[ReviewHint]], ...] = (
    copied_from_last_year,
    every_rate_full,
    full_marks_little_spent,
    far_from_last_year,
    attained_over,
    same_target,
    no_survey,
    same_file,
    round_numbers,
)


def own_hints(case: HintCase) -> list[ReviewHint]:
    """The hints of one report, in the order of OWN_HINTS. Pure: the same case gives the same hints."""
    return [hint for find in OWN_HINTS for hint in find(case)]
