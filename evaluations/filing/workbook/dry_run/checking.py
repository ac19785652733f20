"""The texts of an upload as the section pages' own forms: one parser, one set of sentences, faults at their cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.form import SectionForm, stored_texts
from evaluations.filing.section.parts.placed_forms import as_text
from evaluations.filing.workbook.plan.layout import WorkbookSheet
from evaluations.filing.workbook.read.faults import WorkbookFault
from evaluations.filing.workbook.read.pages import WorkbookReading


@dataclass
class CheckedSection:
    """One section after reading: its form as it would be saved, and as it is stored."""

    code: str
    version: int
    new: SectionForm
    old: SectionForm
    read: Mapping[str, str]
    faults: list[WorkbookFault] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether saving would change anything."""
        return lasting_texts(canonical_texts(self.new)) != lasting_texts(canonical_texts(self.old))


def checked_sections(desk: Desk, sheets: tuple[WorkbookSheet, ...], reading: WorkbookReading) -> list[CheckedSection]:
    """Every section that the workbook covers, judged as if it were typed on its page."""
    codes = dict.fromkeys(sheet.section for sheet in sheets)
    return [checked_section(desk.at(desk.scheme.section(code)), sheets, reading) for code in codes]


def checked_section(desk: SectionDesk, sheets: tuple[WorkbookSheet, ...], reading: WorkbookReading) -> CheckedSection:
    """One section: what the workbook asks for is replaced, its other texts stay."""
    code, stored = desk.section.code, stored_texts(desk)
    read, spots = reading.texts.get(code, {}), reading.spots.get(code, {})
    new = SectionForm.arranged(desk, replaced_texts(stored, read, list_prefixes(sheets, code)))
    known = {(fault.sheet, fault.cell) for fault in reading.faults}
    faults = [spots[name].fault(message) for name, message in new.errors.items() if name in spots]
    own = [
        fault
        for fault in faults
        if (fault.sheet, fault.cell) not in known and (fault.sheet, fault.place[0]) not in reading.merged_rows
    ]
    return CheckedSection(code, desk.state.version, new, SectionForm(desk, stored), read, own)


def list_prefixes(sheets: tuple[WorkbookSheet, ...], code: str) -> tuple[str, ...]:
    """The beginnings of the inputs of the lists in a section."""
    return tuple({sheet.prefix for sheet in sheets if sheet.section == code and sheet.prefix})


def replaced_texts(stored: Mapping[str, str], read: Mapping[str, str], lists: tuple[str, ...]) -> dict[str, str]:
    """The section's stored texts with what was read in their place: lists as a whole, everything else one by one."""
    rest = {name: text for name, text in stored.items() if not name.startswith(lists)} if lists else dict(stored)
    return rest | dict(read)


def canonical_texts(form: SectionForm) -> dict[str, str]:
    """Input name → text with one spelling for each value, so that 1,369.50 and 1369.5 are no change."""
    found: dict[str, str] = {}
    for part in form.parts:
        for one in part.forms:
            for name, control in one.fields.items():
                full = one.add_prefix(name)
                found[full] = form.data.get(full, "") if name in one.errors else as_text(one.value(name), control)
    return found


def lasting_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Without what holds nothing: an empty row, or the kind of one."""
    named = {name.rpartition("-")[0] for name, text in texts.items() if text and not silent(name)}
    return {
        name: text for name, text in texts.items() if text and (name.rpartition("-")[0] in named or not silent(name))
    }


def silent(name: str) -> bool:
    """Inputs that say something in an empty row, too."""
    return name.rpartition("-")[2] in ("kind", "direction")
