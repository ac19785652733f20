"""The public register: which reports were corrected or taken down, when, why, and what changed."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localtime

from departments.models import County
from evaluations.models import Publication
from evaluations.models.department_search import department_matches
from evaluations.publication.correction_register import RegisterLine, register_lines
from evaluations.publication.portal.old_version import version_address
from evaluations.publication.portal.open_files import csv_cell
from evaluations.publication.portal.portal_frame import PORTAL_TITLE, portal_frame, whole_address
from evaluations.publication.portal.public_figures import figures_by_digest
from evaluations.publication.portal.shelf import PortalSearch, ShelfState, portal_address, shelf_counties, shelf_years
from evaluations.publication.portal.version_changes import figure_changes

ENTRIES_A_PAGE, NEWEST = 30, 50
CORRECTION_COLUMNS = (
    ("at", "时间", "更正后的版本公开、或者报告撤下的时间。"),
    ("kind", "事项", "更正或撤下。"),
    ("year", "年度", "评价年度。"),
    ("county", "县（市、区）", "单位所在的县（市、区）。"),
    ("budget_code", "预算编码", "单位的部门预算编码。"),
    ("department", "单位", "单位现在的名称。"),
    ("title", "标题", "报告的标题。"),
    ("old_version", "原版本", "第几版；撤下的空白。"),
    ("new_version", "版本", "更正后的、或者撤下的是第几版。"),
    ("reason", "说明", "更正说明，或者公开的撤下原因；没有写明的空白。"),
    ("changes", "主要数据的变化", "得分、等级、预算、支出、“三公经费”、人员的变化。"),
    ("address", "网址", "报告的网址。"),
)


@dataclass(frozen=True)
class CorrectionEntry:
    """One line of the register with what it changed and where both versions are read; "" where one cannot be."""

    line: RegisterLine
    changes: tuple[str, ...]
    address: str
    old_address: str


def correction_entries(search: PortalSearch) -> list[CorrectionEntry]:
    """The register of a year, a county, or of departments by name; newest first."""
    rows = search.in_place(Publication.objects.order_by())
    for word in search.words.split():
        rows = rows.filter(department_matches(word, "budget_code"))
    lines, counties = register_lines(rows), shelf_counties()
    compared = [one for line in lines for one in (line.publication, line.before) if line.before and one]
    figures = figures_by_digest(compared)
    return [_entry(line, figures, counties) for line in lines]


def _entry(line: RegisterLine, figures: dict[str, Any], counties: list[County]) -> CorrectionEntry:
    publication, before = line.publication, line.before
    changes: tuple[str, ...] = ()
    if before:
        changes = figure_changes(figures[before.submission.sha256], figures[publication.submission.sha256])
    readable = before is not None and before.state == ShelfState.SUPERSEDED
    old = version_address(publication, line.number - 1, len(counties) > 1) if readable else ""
    return CorrectionEntry(line, changes, portal_address("report", publication, counties), old)


def corrections_context(request: HttpRequest) -> dict[str, Any]:
    """The page of the register for a query string; without a year all years."""
    search = PortalSearch.of(request.GET)
    page = Paginator(correction_entries(search), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    return {
        "search": search,
        "page": page,
        "years": shelf_years(),
        "query": search.query(),
        "here": whole_address("corrections"),
    }


def open_corrections() -> list[dict[str, Any]]:
    """The whole register as rows of open data, newest first."""
    return [open_entry(entry) for entry in correction_entries(PortalSearch(None, "", "", ""))]


def open_entry(entry: CorrectionEntry) -> dict[str, Any]:
    """One entry as open data: its keys are those of CORRECTION_COLUMNS."""
    line, publication = entry.line, entry.line.publication
    values = (
        localtime(line.at).isoformat(timespec="minutes"),
        line.label,
        publication.year,
        publication.department.county.name,
        publication.department.budget_code,
        publication.department.name,
        publication.title,
        line.number - 1 if line.before else None,
        line.number,
        line.reason,
        "；".join(entry.changes),
        f"{settings.SITE_ORIGIN}{entry.address}",
    )
    return {key: value for (key, _, _), value in zip(CORRECTION_COLUMNS, values, strict=True)}


def corrections_csv(rows: Iterable[dict[str, Any]]) -> bytes:
    """UTF-8 with the mark that Excel needs; nothing in it computes."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([head for _, head, _ in CORRECTION_COLUMNS])
    writer.writerows([csv_cell(value) for value in row.values()] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def corrections_json(rows: Iterable[dict[str, Any]]) -> bytes:
    """The dictionary and the rows."""
    dictionary = [{"key": key, "name": head, "meaning": meaning} for key, head, meaning in CORRECTION_COLUMNS]
    return json.dumps({"dictionary": dictionary, "rows": list(rows)}, ensure_ascii=False, indent=0).encode()


def corrections_feed() -> str:
    """The newest fifty entries, for feed readers."""
    title = f"{portal_frame()['portal_name']}：更正登记"
    link, feed_address = whole_address("corrections"), whole_address("corrections_feed")
    feed = Atom1Feed(title=title, link=link, description=PORTAL_TITLE, feed_url=feed_address, language="zh-CN")
    for entry in correction_entries(PortalSearch(None, "", "", ""))[:NEWEST]:
        line, address = entry.line, f"{settings.SITE_ORIGIN}{entry.address}"
        said = (line.reason.rstrip("。"), *entry.changes)
        feed.add_item(
            title=f"{line.label}：{line.publication.title}",
            link=address,
            description="；".join(one for one in said if one) or line.versions,
            unique_id=f"{address}#{line.kind}-{line.number}",
            pubdate=line.at,
            updateddate=line.at,
            author_name=line.publication.department.name,
        )
    return feed.writeString("utf-8")
