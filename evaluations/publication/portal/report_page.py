"""One report as a page: who published it when, what it says in short, why points were lost, and its versions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from evaluations.language.amounts import Amount
from evaluations.language.states import PUBLICATION_LABELS
from evaluations.models import Publication, Submission
from evaluations.publication.paper_proof import address_code, verify_address
from evaluations.publication.portal.old_version import in_version_order, version_address
from evaluations.publication.portal.public_figures import figures_by_digest
from evaluations.publication.portal.shelf import (
    ShelfState,
    department_address,
    portal_address,
    publications_on_show,
    shelf_counties,
)
from evaluations.publication.portal.version_changes import figure_changes
from evaluations.publication.public_part import OLD_PAPER_FORMAT, frozen_report
from evaluations.report.hundred_yuan import hundred_yuan_chart
from evaluations.report.plain_figures import LostPoints, lost_points, plain_figures
from evaluations.submissions.freezing import assessment_of

PAGE_CODE_TITLE = "二维码，内容为本页网址"
FONTS = {"large": "大", "medium": "中", "small": "小"}
VERSION_WORDS = {
    ShelfState.LIVE: "现行有效",
    ShelfState.SUPERSEDED: PUBLICATION_LABELS["superseded"],
    ShelfState.WITHDRAWN: PUBLICATION_LABELS["withdrawn"],
}
# What would end the element or begin a comment in it (HTML, restrictions on scripts).
SCRIPT_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class PublicVersion:
    """A version that was public: which one, since when, what became of it, which key figures it changed and why;
    `address` is where a replaced one is read."""

    number: int
    published_at: datetime | None
    words: str
    reason: str
    changes: tuple[str, ...]
    note: str = ""
    address: str = ""


def report_context(request: HttpRequest, publication: Publication, known: list[Publication]) -> dict[str, Any]:
    """What the page of a live publication shows; `known` are all versions that were ever public."""
    counties = shelf_counties()
    chosen = request.GET.get("font", "")
    here = portal_address("report", publication, counties)
    join = "&" if "?" in here else "?"
    lost, amounts = plain_part(publication.submission.sha256, publication.submission)
    return {
        "publication": publication,
        "report": frozen_report(publication.submission),
        "chapters": drawn_part("chapters", publication.submission.sha256, publication.submission),
        "annexes": drawn_part("annexes", publication.submission.sha256, publication.submission),
        "plain": plain_figures(amounts, last_amounts(publication)),
        "lost": lost,
        "hundred": hundred_yuan_chart(amounts),
        "page_code": address_code(f"{settings.SITE_ORIGIN}{here}", PAGE_CODE_TITLE),
        "versions": public_versions(known),
        "old_kind": publication.paper_format == OLD_PAPER_FORMAT,
        "number": f"{publication.year}-{publication.department.budget_code}",
        "verify": verify_address(publication.printed_digest),
        "font": chosen if chosen in FONTS else "medium",
        "fonts": [(code, label, f"{here}{join}font={code}") for code, label in FONTS.items()],
        "department_page": department_address(publication.department, counties),
        "remark": portal_address("remark", publication, counties),
        "here": f"{settings.SITE_ORIGIN}{here}",
        "files": {name: portal_address(name, publication, counties) for name in ("pdf", "data")},
        "linked_data": linked_data(publication, here, portal_address("pdf", publication, counties)),
    }


@lru_cache(maxsize=128)
def plain_part(sha256: str, submission: Submission) -> tuple[tuple[LostPoints, ...], Mapping[str, Amount]]:
    """The points lost and all amounts; kept by content, as a submission never changes."""
    assessment = assessment_of(submission)
    return lost_points(assessment), assessment.amounts


@lru_cache(maxsize=128)
def drawn_part(name: str, sha256: str, submission: Submission) -> SafeString:
    """The chapters or the annexes as they stand in the page; kept by content, as the amounts are."""
    return render_to_string(f"report/{name}.html", {"report": frozen_report(submission)})


def last_amounts(publication: Publication) -> Mapping[str, Amount]:
    """The amounts of the department's public report of the year before; empty when there is none."""
    earlier = publications_on_show().filter(department=publication.department_id, year=publication.year - 1).first()
    return plain_part(earlier.submission.sha256, earlier.submission)[1] if earlier else {}


def public_versions(known: list[Publication]) -> list[PublicVersion]:
    """All versions that were ever public, newest first. A reason is told where it was given for the public."""
    ordered, many = in_version_order(known), len(known) > 1 and len(shelf_counties()) > 1
    figures = figures_by_digest(ordered)
    versions: list[PublicVersion] = []
    for place, row in enumerate(ordered):
        before = figures[ordered[place - 1].submission.sha256] if place else None
        changes = figure_changes(before, figures[row.submission.sha256]) if before else ()
        reason = row.withdrawn_reason if row.withdrawn_publicly else ""
        words = VERSION_WORDS[ShelfState(row.state)]
        readable = row.state == ShelfState.SUPERSEDED and place + 1 < len(ordered)
        address = version_address(row, place + 1, many) if readable else ""
        note = row.correction_note if place else ""
        versions.append(PublicVersion(place + 1, row.published_at, words, reason, changes, note, address))
    return versions[::-1]


def linked_data(publication: Publication, here: str, pdf: str) -> SafeString:
    """What search engines read of the page (schema.org Report)."""
    assert publication.published_at is not None  # what is live has its day (publication_live_by_someone)
    data = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": publication.title,
        "url": f"{settings.SITE_ORIGIN}{here}",
        "inLanguage": "zh-CN",
        "datePublished": publication.published_at.isoformat(),
        "author": {"@type": "GovernmentOrganization", "name": publication.department.name},
        "publisher": {"@type": "GovernmentOrganization", "name": publication.department.county.bureau_name},
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": f"{settings.SITE_ORIGIN}{pdf}",
            "encodingFormat": "application/pdf",
        },
    }
    # JSON whose signs of markup are escaped: nothing in it can end the element.
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(SCRIPT_ESCAPES))
