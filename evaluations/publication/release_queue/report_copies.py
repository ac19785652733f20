"""A published report as other people's systems want it: Word, clean HTML for the county's site, and all files in one ZIP."""

import io
import re
from collections.abc import Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from evaluations.models import Publication
from evaluations.publication.paper_files import pdf_content
from evaluations.publication.paper_proof import proof_of
from evaluations.publication.portal.portal_frame import portal_frame
from evaluations.publication.public_part import frozen_report, public_json_bytes
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
    submission = publication.submission
    return as_word(frozen_report(submission), localtime(submission.submitted_at).date())


def site_copy(publication: Publication) -> str:
    """The report as a page without styles and scripts, with the meta tags that government sites ask for (国办发〔2017〕47号)."""
    context = {"publication": publication, "report": frozen_report(publication.submission)}
    return render_to_string("publication/release_queue/site_copy.html", portal_frame() | context)


def report_files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """(name, content) of all that there is of one report. Raises DamagedFile when its PDF is not what was recorded."""
    name = file_stem(publication)
    yield f"{name}.pdf", pdf_content(publication.file, publication.sha256)
    yield f"{name}.docx", word_copy(publication)
    yield f"{name}.html", site_copy(publication).encode()
    yield f"{name}.json", public_json_bytes(publication.submission)


def file_stem(publication: Publication) -> str:
    """A name that sorts by code and that every file system takes."""
    return NO_FILE_NAME.sub("_", f"{publication.department.budget_code} {publication.title}")[:80]


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
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new book begins with one
    sheet.append(list(MANIFEST_COLUMNS))
    for place, width in enumerate(MANIFEST_COLUMNS.values()):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    for publication in publications:
        sheet.append(manifest_line(publication))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # no name of a department is a formula
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


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
        proof_of(publication.submission).address,
    ]
