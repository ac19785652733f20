"""A version that another one has replaced, to be read all the same: marked, kept from search engines, with what changed."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from evaluations.comparison.document_lines import DocumentLines, document_differences, document_lines
from evaluations.comparison.side_by_side import PlaceContrast, contrast_by_place
from evaluations.facts.reading import read_facts
from evaluations.models import Publication, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.publication.portal.shelf import EVER_PUBLIC, ShelfState, portal_address, shelf_counties
from evaluations.publication.public_part import frozen_report, public_data
from evaluations.submissions.freezing import assessment_of


def in_version_order(known: list[Publication]) -> list[Publication]:
    """The versions of a report that were ever public, the first one first: 第 1 版 is the first of them."""
    return sorted(known, key=lambda row: row.submission.number)


def version_address(publication: Publication, number: int, many_counties: bool) -> str:
    """Where this version is read; with its county when there are several."""
    department = publication.department
    path = reverse("portal:version", args=(publication.year, department.budget_code, number))
    return f"{path}?{urlencode({'county': department.county.code})}" if many_counties else path


def replaced_address(publication: Publication) -> str:
    """Where a replaced version is read, by its place among the versions that were public."""
    same = Publication.objects.filter(department=publication.department_id, year=publication.year)
    before = same.filter(state__in=EVER_PUBLIC, submission__number__lt=publication.submission.number)
    return version_address(publication, before.count() + 1, len(shelf_counties()) > 1)


def old_version_context(known: list[Publication], number: int) -> dict[str, Any]:
    """What the page of a replaced version shows: the report, what the next version changed, where the valid one is."""
    ordered, counties = in_version_order(known), shelf_counties()
    publication, following = ordered[number - 1], ordered[number]
    old, new = publication.submission, following.submission
    return {
        "publication": publication,
        "report": frozen_report(old),
        "number": number,
        "following": following,
        "following_number": number + 1,
        "places": public_contrasts(old.sha256, new.sha256, old, new),
        "valid": any(one.state == ShelfState.LIVE for one in ordered),
        "current": portal_address("report", publication, counties),
        "here": f"{settings.SITE_ORIGIN}{portal_address('report', publication, counties)}",
        "font": "medium",
    }


@lru_cache(maxsize=64)
def public_contrasts(old_hash: str, new_hash: str, old: Submission, new: Submission) -> tuple[PlaceContrast, ...]:
    """What differs in what everybody may read; kept by content, for a submission never changes."""
    return tuple(contrast_by_place(document_differences(public_lines(old), public_lines(new))))


def public_lines(submission: Submission) -> DocumentLines:
    """The public part of a submission as labelled lines: nothing else enters the comparison."""
    facts = read_facts(public_data(submission)["facts"])
    return document_lines(parsed_scheme(submission.scheme), facts, assessment_of(submission))
