"""Approved reports whose paper lacks a glyph: work for the department, which corrects the text, not for a retry."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet

from departments.kept_answers import kept_answer
from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.jobs.job_rows import FinalFailure
from evaluations.language.character_table import code_point
from evaluations.models import Evaluation, Job, Publication, Status, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.unprintable_texts import UnprintableText, unprintable_texts
from evaluations.submissions.freezing import facts_of
from evaluations.workflow.publishing import render_key

CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


class UnprintableReport(FinalFailure):
    """The report has characters that the printer's fonts have not; the text is a Chinese sentence that names them."""


GLYPH_FAILURE = f"{UnprintableReport.__name__}: "


@dataclass(frozen=True)
class UnprintablePaper:
    """A submission that was approved and cannot be printed: what the printer said, and where the characters stand."""

    submission: Submission
    reason: str
    texts: tuple[UnprintableText, ...]

    @property
    def told(self) -> str:
        """Where the characters stand, or what the printer said, as a sentence."""
        places = "；".join(f"{text.where} {text.characters}" for text in self.texts)
        return f"印不出的字：{places}。" if places else self.reason

    @property
    def revocation_reason(self) -> str:
        """Why the approval is taken back, as the department will read it."""
        return f"报告印不成 PDF。{self.told}请改用通用的字后重新报送。"

    @property
    def revocable(self) -> bool:
        """Whether the approval can be taken back."""
        return self.submission.evaluation.status == Status.APPROVED


def lacks_glyphs(job: Job) -> bool:
    """Whether the job failed for its text; no longer once this host has the fonts, for then a retry helps."""
    failed = job.state == Job.State.FAILED and job.error.startswith(GLYPH_FAILURE)
    return failed and not all(map(has_glyph, lacking_characters(job)))


def lacking_characters(job: Job) -> set[str]:
    """The characters that the failure names."""
    return {chr(int(code, 16)) for code in CODE_POINT.findall(job.error)}


def lacking_words(job: Job) -> str:
    """The failure as a sentence that names the characters."""
    return f"字体中没有这些字符：{'、'.join(map(code_point, sorted(lacking_characters(job))))}。"


def unprintable_papers(evaluations: QuerySet[Evaluation] | list[Evaluation]) -> list[UnprintablePaper]:
    """Those of the reports whose newest paper waits for a correction, in order. One narrow query where nothing failed so."""
    numbers = [number for (number,) in kept_answer(_failed_for_glyphs)]
    jobs = [job for job in Job.objects.filter(pk__in=numbers).order_by("pk") if lacks_glyphs(job)] if numbers else []
    if not jobs:
        return []
    waiting = Publication.objects.filter(
        state=Publication.State.PREPARING, submission__evaluation__in=evaluations
    ).select_related("submission__evaluation__obligation__department", "submission__scheme")
    submissions = {render_key(one.submission_id): one.submission for one in waiting}
    return [_paper(submissions[job.key], job) for job in jobs if job.key in submissions]


def _failed_for_glyphs() -> QuerySet[Job, tuple[int]]:
    return Job.objects.filter(state=Job.State.FAILED, error__startswith=GLYPH_FAILURE).values_list("pk")


def _paper(submission: Submission, job: Job) -> UnprintablePaper:
    lacking = lacking_characters(job)
    scheme = parsed_scheme(submission.scheme)
    texts = unprintable_texts(scheme, facts_of(submission), lambda character: character not in lacking)
    return UnprintablePaper(submission, lacking_words(job), tuple(texts))
