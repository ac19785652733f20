"""An upload from its bytes to the dry run: guard, open, identify, read, check, compare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.workbook.dry_run.applying import LONGEST_PARCEL, Parcel, packed_parcel, rechecked_sections
from evaluations.filing.workbook.dry_run.checking import CheckedSection, checked_sections
from evaluations.filing.workbook.dry_run.differences import ImportDifference, import_difference
from evaluations.filing.workbook.plan.layout import WorkbookSheet
from evaluations.filing.workbook.plan.sheets import planned_sheets
from evaluations.filing.workbook.plan.workbook_identity import WorkbookIdentity
from evaluations.filing.workbook.read.faults import WorkbookFault
from evaluations.filing.workbook.read.identity import identified_versions
from evaluations.filing.workbook.read.pages import UploadedPage
from evaluations.filing.workbook.read.sheets import read_pages
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.opening import opened_sheets


@dataclass(frozen=True)
class Inspection:
    """What an upload says: its faults, or what it would change."""

    faults: Sequence[WorkbookFault]
    remarks: Sequence[str]
    differences: Sequence[ImportDifference]
    same: Sequence[str]
    parcel: Parcel
    changed: Sequence[CheckedSection]


def inspect_workbook(desk: Desk, content: bytes) -> Inspection:
    """Read an upload; raises ForeignFileRefused for what is no workbook of this evaluation."""
    pages = opened_sheets(content)
    downloaded = identified_versions(pages, WorkbookIdentity.of(desk))
    sheets = planned_sheets(desk)
    reading = read_pages(sheets, [UploadedPage.of(page) for page in pages])
    sections = checked_sections(desk, sheets, reading)
    faults = [*reading.faults, *(fault for one in sections for fault in one.faults)]
    parcel = packed_parcel(desk, sheets, sections, content, downloaded)
    if not faults and len(parcel.sealed()) > LONGEST_PARCEL:
        raise ForeignFileRefused(
            "工作簿里的内容太多，一次导入不了",
            "请把项目和说明文字分次填写：先导入一部分，其余的在网页上填写。",
        )
    return inspection(desk, sheets, sections, parcel, faults, reading.remarks)


def inspect_parcel(desk: Desk, parcel: Parcel) -> Inspection:
    """The same dry run on top of what is stored now."""
    return inspection(desk, planned_sheets(desk), rechecked_sections(desk, parcel), parcel, (), ())


def inspection(
    desk: Desk,
    sheets: tuple[WorkbookSheet, ...],
    sections: Sequence[CheckedSection],
    parcel: Parcel,
    faults: Sequence[WorkbookFault],
    remarks: Sequence[str],
) -> Inspection:
    """Faults in the order of the sheets; without any, what changes and what stays as it is."""
    order = {sheet.title: place for place, sheet in enumerate(sheets)}
    found = sorted(faults, key=lambda fault: (order.get(fault.sheet, len(order)), fault.place))
    changed = [one for one in sections if one.changed] if not faults else []
    return Inspection(
        faults=found,
        remarks=remarks,
        differences=[import_difference(desk, sheets, one, downloaded(parcel.downloaded, one)) for one in changed],
        same=[desk.label(desk.scheme.section(one.code).label) for one in sections if one not in changed],
        parcel=parcel,
        changed=changed,
    )


def downloaded(versions: Mapping[str, int], one: CheckedSection) -> int:
    """The version of a section in the workbook."""
    return versions.get(one.code, 0)
