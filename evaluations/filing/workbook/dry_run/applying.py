"""From the dry run to the database: the texts travel signed, and are stored in one transaction or not at all."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from django.http import HttpRequest

from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.form import SectionForm, stored_texts
from evaluations.filing.section.origins import changed_units
from evaluations.filing.section.parcels import locked_as_compared, sealed_parcel, unsealed_parcel
from evaluations.filing.section.saving import save_section
from evaluations.filing.workbook.dry_run.checking import CheckedSection, list_prefixes, replaced_texts
from evaluations.filing.workbook.plan.layout import WorkbookSheet
from evaluations.filing.workbook.plan.sheets import read_once
from evaluations.models import PlaceOrigin

SALT = "filing.workbook"
# What the server takes in one posted form is 2.5 MB, with everything else on the page.
LONGEST_PARCEL = 2_000_000


@dataclass(frozen=True)
class Parcel:
    """What a confirmed dry run stores: section → the texts read, the version that they were compared with, the
    beginnings of its lists' inputs, and its version when the workbook was downloaded."""

    evaluation: int
    user: int
    sha256: str
    texts: Mapping[str, Mapping[str, str]]
    versions: Mapping[str, int]
    lists: Mapping[str, list[str]]
    downloaded: Mapping[str, int]

    def sealed(self) -> str:
        """The parcel for a hidden input: nobody can alter it or use it elsewhere."""
        return sealed_parcel(asdict(self), SALT)


def packed_parcel(
    desk: Desk,
    sheets: tuple[WorkbookSheet, ...],
    sections: Iterable[CheckedSection],
    content: bytes,
    downloaded: Mapping[str, int],
) -> Parcel:
    """The sections that change."""
    changed = [one for one in sections if one.changed]
    return Parcel(
        evaluation=desk.evaluation.pk,
        user=desk.user.pk,
        sha256=hashlib.sha256(content).hexdigest(),
        texts={one.code: dict(one.read) for one in changed},
        versions={one.code: one.version for one in changed},
        lists={one.code: list(list_prefixes(sheets, one.code)) for one in changed},
        downloaded={one.code: downloaded.get(one.code, 0) for one in changed},
    )


def renewed_parcel(desk: Desk, parcel: Parcel) -> Parcel:
    """The same parcel on top of what is stored now, for another look."""
    states = read_once(desk).states
    return replace(parcel, versions={code: states[code].version if code in states else 0 for code in parcel.texts})


def unsealed_workbook(text: str, desk: Desk) -> Parcel:
    """The parcel of a hidden input; raises SpoiltParcel."""
    return unsealed_parcel(text, SALT, desk, lambda data: Parcel(**data))


def rechecked_sections(desk: Desk, parcel: Parcel) -> list[CheckedSection]:
    """The parcel's sections beside what is stored now."""
    found = []
    for code, read in parcel.texts.items():
        there = desk.at(desk.scheme.section(code))
        found.append(CheckedSection(code, there.state.version, form_of(there, parcel), SectionForm.stored(there), read))
    return found


def form_of(desk: SectionDesk, parcel: Parcel) -> SectionForm:
    """One section of the parcel as its page's form."""
    code = desk.section.code
    return SectionForm.arranged(desk, replaced_texts(stored_texts(desk), parcel.texts[code], tuple(parcel.lists[code])))


def store_parcel(desk: Desk, parcel: Parcel, chosen: Collection[str], request: HttpRequest) -> list[str]:
    """Save the chosen sections and note it; returns their codes.

    Raises SavedMeanwhile when one of them was saved after the dry run (what is imported was shown, so nothing is
    merged silently), ActRefused when the report was handed in: nothing is stored then. No section counts as
    done: a person looks at it once more.
    """
    codes = [code for code in parcel.texts if code in chosen]
    with locked_as_compared(desk, codes, parcel.versions):
        read_once(desk)
        for code in codes:
            form = form_of(desk.at(desk.scheme.section(code)), parcel)
            before = SectionForm.stored(form.desk).canonical()
            save_section(form, desk.user, version=parcel.versions[code], done=False)
            units = changed_units(form, before, form.canonical())
            PlaceOrigin.record(desk.evaluation, code, units, PlaceOrigin.Kind.WORKBOOK)
        detail = {"sha256": parcel.sha256, "sections": codes}
        record_event(
            "import_workbook",
            user=desk.user,
            object=desk.evaluation,
            detail=detail,
            request=request,
            role=Role.PREPARER,
        )
    return codes
