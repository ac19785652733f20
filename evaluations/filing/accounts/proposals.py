"""What the final accounts would change in a draft: old and new of each figure with its cells, 无此项, and texts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.fields import typed_amount
from evaluations.filing.section.form import NONE_INPUT, stored_texts
from evaluations.final_accounts.account_figures import AccountFigure, FigureConflict
from evaluations.final_accounts.accounts_json import source_as_json
from evaluations.final_accounts.accounts_reading import AccountsReading, read_accounts
from evaluations.final_accounts.sheet_account import AccountFile
from evaluations.language.amounts import show_cell_amount
from evaluations.schemes.accounts_wanted import accounts_wanted
from evaluations.schemes.place_lookup import text_place
from evaluations.schemes.scheme import Section

PLACES_NAMED = 3  # of those that share one reason


@dataclass(frozen=True)
class AccountProposal:
    """One thing to be taken or left: `code` names it in the form, `input` is the input it fills with `text`."""

    code: str
    section: str
    input: str
    label: str
    old: str
    new: str
    text: str
    source: dict[str, Any]
    figure: AccountFigure | None = None
    doubts: Sequence[str] = ()
    also: Sequence[dict[str, Any]] = ()
    chosen: bool = True

    @property
    def same(self) -> bool:
        """Whether the draft says so already."""
        return self.old == self.new

    @property
    def kind(self) -> str:
        """新填 or 修改."""
        return "新填" if not self.old else "修改"


@dataclass(frozen=True)
class ShownConflict:
    """Two tables that disagree on a figure."""

    label: str
    why: str
    sources: Sequence[dict[str, Any]]


@dataclass
class AccountsProposals:
    """All that an upload offers."""

    reading: AccountsReading
    sections: list[tuple[Section, str, list[AccountProposal]]] = field(default_factory=list)
    conflicts: list[ShownConflict] = field(default_factory=list)

    @property
    def other_year(self) -> int | None:
        """The year of the files, where none of them is of the year of the report."""
        years = [one.year for one in self.reading.sheets if one.year]
        return max(years) if years and self.reading.year not in years else None

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """(where, why) of what was not read: each reason once, with file, sheet and cell of its first places."""
        places: dict[str, list[str]] = {}
        for *place, why in self.reading.refused:
            places.setdefault(why, []).append(" · ".join(part for part in place if part))
        return [
            ("；".join(found[:PLACES_NAMED]) + (f" 等 {len(found)} 处" if len(found) > PLACES_NAMED else ""), why)
            for why, found in places.items()
        ]

    @property
    def all(self) -> list[AccountProposal]:
        """Every proposal, whatever its section."""
        return [one for _, _, proposals in self.sections for one in proposals]

    @property
    def count(self) -> int:
        """How many would change something."""
        return sum(not one.same for one in self.all)

    @property
    def asked(self) -> int:
        """How many a person must confirm."""
        return sum(bool(one.doubts) for one in self.all)

    @property
    def common_doubts(self) -> list[str]:
        """The doubts that all of several figures have, to be said once above them."""
        doubts = [one.doubts for one in self.all if one.figure]
        return [one for one in doubts[0] if all(one in others for others in doubts)] if len(doubts) > 1 else []


def department_names(desk: Desk) -> list[str]:
    """What the department is and was called, with and without its county."""
    department = desk.evaluation.department
    names = [department.name, *department.former_names.order_by("-used_until").values_list("name", flat=True)]
    return [*names, *(f"{department.county.name}{name}" for name in names)]


def account_proposals(
    desk: Desk, files: Sequence[AccountFile], chosen: Collection[str] | None = None
) -> AccountsProposals:
    """What the files offer. `chosen`: the codes that a person has ticked; None before anybody has."""
    year = desk.evaluation.cycle.year
    reading = read_accounts(files, accounts_wanted(desk.scheme, year, department_names(desk)))
    offers = [*figure_proposals(desk, reading), *none_proposals(desk, reading), *text_proposals(desk, reading)]
    if chosen is not None:
        offers = [one if (one.code in chosen) == one.chosen else flipped(one) for one in offers]
    found = AccountsProposals(reading, conflicts=[shown_conflict(desk, one) for one in reading.conflicts])
    for section in sorted(desk.scheme.sections, key=lambda one: not one.first):
        if own := [one for one in offers if one.section == section.code]:
            found.sections.append((section, desk.label(section.label), own))
    return found


def flipped(one: AccountProposal) -> AccountProposal:
    """The proposal with the tick as a person has set it."""
    return AccountProposal(**{**vars(one), "chosen": not one.chosen})


def figure_proposals(desk: Desk, reading: AccountsReading) -> list[AccountProposal]:
    """The figures that are entered; a sum follows from its parts, and a nought in a row that few need is not worth a line."""
    found = []
    for figure in reading.figures:
        form = desk.scheme.figures.get(figure.name)
        stored = desk.facts.figures.get(figure.name)
        if form is None or form.computed or not form.section:
            continue
        if not figure.value and stored is None and not form.required:
            continue
        found.append(
            AccountProposal(
                code=figure.name,
                section=form.section,
                input=figure.name,
                label=desk.label(form.label),
                old=show_cell_amount(stored, form.unit),
                new=show_cell_amount(figure.value, form.unit),
                text=typed_amount(figure.value, form.unit),
                source=source_as_json(figure.source),
                figure=figure,
                doubts=figure.doubts,
                also=[source_as_json(one) for one in figure.others],
                chosen=figure.certain,
            )
        )
    return found


def none_proposals(desk: Desk, reading: AccountsReading) -> list[AccountProposal]:
    """无此项 for a section whose table has no data, where nothing has been said yet."""
    found = []
    for section in desk.scheme.sections:
        sheet = reading.empty.get(section.code)
        if sheet and section.none_text and not any(stored_texts(desk.at(section)).values()):
            found.append(
                AccountProposal(
                    code=f"none-{section.code}",
                    section=section.code,
                    input=NONE_INPUT,
                    label="无此项",
                    old="",
                    new="勾选",
                    text="on",
                    source={"file": sheet.file, "sheet": sheet.name, "formula": "", "label": "本表无数据", "scope": ""},
                )
            )
    return found


def text_proposals(desk: Desk, reading: AccountsReading) -> list[AccountProposal]:
    """职能 and 机构设置 of the workbook, where the form has such a text; what is written already is only replaced on demand."""
    found = []
    for text in reading.texts:
        if not (wanted := desk.scheme.texts.get(text.code)):
            continue
        section = next(one for one in desk.scheme.sections if wanted in one.texts)
        old = desk.facts.narratives.get(text.code) or ""
        found.append(
            AccountProposal(
                code=f"text-{text.code}",
                section=section.code,
                input=text_place(desk.scheme, text.code).input_name,
                label=desk.label(wanted.label),
                old=old,
                new=text.text,
                text=text.text,
                source={
                    "file": text.sheet.file,
                    "sheet": text.sheet.name,
                    "formula": "",
                    "label": "全部文字",
                    "scope": "",
                },
                chosen=not old,
            )
        )
    return found


def shown_conflict(desk: Desk, conflict: FigureConflict) -> ShownConflict:
    """A conflict with the label of its figure."""
    form = desk.scheme.figures.get(conflict.name)
    label, unit = (desk.label(form.label), form.unit) if form else (conflict.name, desk.scheme.unit)
    sources = [{"value": show_cell_amount(one.value, unit), **source_as_json(one)} for one in conflict.sources]
    return ShownConflict(label, conflict.why, sources)
