"""From the confirmation to the database: figures, their cells and the file as evidence, in one transaction or not at all."""

from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest

from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.filing.accounts.proposals import AccountProposal, AccountsProposals
from evaluations.filing.accounts.waiting_files import AccountsParcel, WaitingFile
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.evidence.attaching import attach_evidence_files
from evaluations.filing.section.form import SectionForm, stored_texts
from evaluations.filing.section.parcels import locked_as_compared
from evaluations.filing.section.saving import save_section
from evaluations.models import Evidence, FigureSource, PlaceOrigin
from evaluations.schemes.report_place import ReportPlace

EVIDENCE_NOTE = "部门决算报表"
LONGEST_LABEL = 400


def section_versions(desk: Desk, found: AccountsProposals) -> dict[str, int]:
    """The version of each section that the proposals were compared with."""
    return {section.code: desk.at(section).state.version for section, _, _ in found.sections}


def store_accounts(
    desk: Desk, parcel: AccountsParcel, taken: Sequence[AccountProposal], request: HttpRequest
) -> list[str]:
    """Save what was ticked; returns sentences to be told besides.

    Raises SavedMeanwhile when a section was saved after the comparison, ActRefused when the report was handed in: nothing
    is stored then. No section counts as done: a person looks at it once more.
    """
    codes = list(dict.fromkeys(one.section for one in taken))
    with locked_as_compared(desk, codes, parcel.versions):
        for code in codes:
            own = [one for one in taken if one.section == code]
            save_taken(desk, code, own)
            names = "、".join(dict.fromkeys(one.source["file"] for one in own))
            PlaceOrigin.record(desk.evaluation, code, (one.input for one in own), PlaceOrigin.Kind.ACCOUNTS, names)
        used = {place["file"] for one in taken for place in (one.source, *one.also)}
        rows, told = kept_files(desk, [one for one in parcel.files if one.name in used], codes[0], request)
        remember_cells(desk, taken, rows)
        detail = {"sections": codes, "sha256": [one.sha256 for one in parcel.files if one.name in used]}
        record_event(
            "import_accounts",
            user=desk.user,
            object=desk.evaluation,
            detail=detail,
            request=request,
            role=Role.PREPARER,
        )
    return told


def save_taken(desk: Desk, code: str, taken: Sequence[AccountProposal]) -> None:
    """One section with the new texts in their inputs; everything else in it stays."""
    there = desk.at(desk.scheme.section(code))
    texts = stored_texts(there) | {one.input: one.text for one in taken}
    save_section(SectionForm.arranged(there, texts), desk.user, version=there.state.version, done=False)


def kept_files(
    desk: Desk, files: Sequence[WaitingFile], section: str, request: HttpRequest
) -> tuple[dict[str, Evidence], list[str]]:
    """(name of the file → its evidence, what is to be said): a file that evidence does not take is told."""
    place, rows, told = ReportPlace(section).evidence_code, dict[str, Evidence](), list[str]()
    for one in files:
        upload = SimpleUploadedFile(one.name.partition("（第")[0], one.content)
        outcome = attach_evidence_files(
            desk.evaluation, desk.user, place, [upload], note=EVIDENCE_NOTE, request=request
        )
        row = Evidence.current(desk.evaluation).filter(original_sha256=one.sha256).first()
        if row:
            rows[one.name] = row
        else:
            told += [f"{sentence}数已导入，但没有记住单元格。" for sentence in outcome.refused]
    return rows, told


def remember_cells(desk: Desk, taken: Sequence[AccountProposal], rows: dict[str, Evidence]) -> None:
    """Figure → cells, in the place of what it remembered before."""
    figures = [one for one in taken if one.figure and one.source["file"] in rows]
    FigureSource.objects.filter(evaluation=desk.evaluation, figure__in=[one.code for one in figures]).delete()
    FigureSource.objects.bulk_create(
        FigureSource(
            evaluation=desk.evaluation,
            figure=one.code,
            amount=one.figure.value if one.figure else 0,
            evidence=rows[one.source["file"]],
            sheet=one.source["sheet"],
            cells=one.source["cells"],
            formula=one.source["formula"],
            label=one.source["label"][:LONGEST_LABEL],
            scope=one.source["scope"],
        )
        for one in figures
    )
