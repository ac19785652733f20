"""A published report as other people's systems want it: Word, clean HTML for the county's site, and all files in one ZIP."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from evaluations.models import Publication
from evaluations.publication.listed_workbook import listed_workbook
from evaluations.publication.paper_files import DamagedFile, pdf_content
from evaluations.publication.paper_proof import verify_address
from evaluations.publication.portal.portal_frame import portal_frame
from evaluations.publication.portal.shelf import portal_address, shelf_counties
from evaluations.publication.public_part import frozen_report, published_json_bytes
from evaluations.report.word import as_word

MANIFEST = "manifest.xlsx"
MANIFEST_COLUMNS = {
    "预算编码": 14,
    "单位": 30,
    "年度": 8,
    "标题": 48,
    "第几次报送": 12,
    "状态": 10,
    "公开时间": 18,
    "文件": 48,
    "页数": 8,
    "PDF 的 SHA-256": 68,
    "核验网址": 48,
}
NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def word_copy(publication: Publication) -> bytes:
    """The Word copy, signed with the day on which the report was handed in."""
    return as_word(frozen_report(publication.submission), signing_day(publication))


def signing_day(publication: Publication) -> date:
    """The day on which the report was handed in, as the PDF has it."""
    return localtime(publication.submission.submitted_at).date()


def site_copy(publication: Publication) -> str:
    """The report as a page without styles and scripts, with the meta tags that government sites ask for (国办发〔2017〕47号)."""
    report, county = frozen_report(publication.submission), publication.department.county
    context = {
        "publication": publication,
        "report": report,
        "signed_on": signing_day(publication),
        "address": f"{settings.SITE_ORIGIN}{portal_address('report', publication, shelf_counties())}",
        "verify": verify_address(publication.printed_digest) if publication.printed_digest else "",
    }
    return render_to_string("publication/release_queue/site_copy.html", portal_frame(county) | context)


def report_files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """(name, content) of all that there is of one report. Raises DamagedFile, with the title, for a PDF that was changed."""
    name = file_stem(publication)
    try:
        pdf = pdf_content(publication.file, publication.sha256)
    except DamagedFile as damage:
        raise DamagedFile(f"《{publication.title}》的 {damage}") from None
    yield f"{name}.pdf", pdf
    yield f"{name}.docx", word_copy(publication)
    yield f"{name}.html", site_copy(publication).encode()
    yield f"{name}.json", published_json_bytes(publication)


def file_stem(publication: Publication) -> str:
    """A name that sorts by code and that every file system takes; what was handed in again has another one."""
    number = publication.submission.number
    stem = NO_FILE_NAME.sub("_", f"{publication.department.budget_code} {publication.title}")[:80]
    return f"{stem}（第{number}次报送）" if number > 1 else stem


def zipped_reports(publications: Sequence[Publication]) -> bytes:
    """All files of these reports with a list of them. Raises DamagedFile."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, manifest(publications))
        for publication in publications:
            for name, content in report_files(publication):
                archive.writestr(name, content)
    return target.getvalue()


def manifest(publications: Sequence[Publication]) -> bytes:
    """The list of the files as a workbook."""
    return listed_workbook(MANIFEST_COLUMNS, map(manifest_line, publications))


def manifest_line(publication: Publication) -> list[str | int]:
    """One report in the list."""
    published = publication.published_at
    return [
        publication.department.budget_code,
        publication.department.name,
        publication.year,
        publication.title,
        publication.submission.number,
        publication.get_state_display(),
        localtime(published).strftime("%Y-%m-%d %H:%M") if published else "",
        f"{file_stem(publication)}.pdf",
        publication.pages or 0,
        publication.sha256,
        verify_address(publication.printed_digest),
    ]
