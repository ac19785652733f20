"""The hash that binds a frozen review score to its submission, and whether it still holds."""

from typing import Any, TypeVar

from evaluations.language.rounding import plain_number
from evaluations.models import ReviewScore
from evaluations.submissions.canonical_json import canonical_digest

Word = TypeVar("Word")


def counting_word(review: Word | None, sample: Word | None) -> Word | None:
    """The bureau's word that counts of a report: that of the sample, else that of the review; None where there is neither, and
    the self score counts. Lists, statistics, 通报 and 结果应用 all go by it."""
    return sample or review


def review_score_digest(submission_sha256: str, round: str, content: dict[str, Any]) -> str:
    """SHA-256 over the hash of the submission, the round and the content."""
    return canonical_digest({"submission": submission_sha256, "round": str(round), "review": content})


def is_review_score_intact(score: ReviewScore) -> bool:
    """Whether content and columns still are what its hash was made of."""
    told = (score.content["own_total"], score.content["total"], score.content["grade"] or "")
    columns = (plain_number(score.own_total), plain_number(score.total), score.grade)
    return told == columns and score.sha256 == review_score_digest(score.submission.sha256, score.round, score.content)
