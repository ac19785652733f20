"""What the cross-checks will say after an import: the sections are stored, everything is checked, and all is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from django.db import transaction

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.unit_slips import SlipBlock, slip_blocks
from evaluations.drafts.facts_of_draft import AssessedDraft, assess_evaluation
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.fields import typed_amount
from evaluations.filing.workbook.dry_run.applying import Parcel, rechecked_sections
from evaluations.filing.workbook.dry_run.checking import CheckedSection
from evaluations.language.magnitudes import corrected_amount
from evaluations.models import Evaluation, SectionState


@dataclass(frozen=True)
class Foresight:
    """The findings that come with an import, those that go with it, and how many of the others stay."""

    new: Sequence[Finding] = ()
    gone: Sequence[Finding] = ()
    kept: int = 0
    convertible: int = 0  # amounts of the upload that one button would convert


def foreseen_findings(desk: Desk, sections: Sequence[CheckedSection]) -> Foresight:
    """All checks over the draft as it would be; what is only not filled in yet is left to the task list."""
    after = draft_after(desk, sections)
    before = {(one.key, one.digest): one for one in desk.findings if one.check != "required"}
    then = {(one.key, one.digest): one for one in after.findings if one.check != "required"}
    new = [one for key, one in then.items() if key not in before]
    gone = [one for key, one in before.items() if key not in then]
    codes = {one.code for one in sections}
    convertible = sum(len(convertible_texts(block, codes)) for block in draft_slips(desk, after))
    return Foresight(new, gone, len(then) - len(new), convertible)


def draft_after(desk: Desk, sections: Sequence[CheckedSection]) -> AssessedDraft:
    """The draft with these sections stored, collected and checked; the database is afterwards as it was.

    Under the draft's lock, like every save: two that write the same rows would otherwise wait for each other.
    """
    with transaction.atomic():
        Evaluation.objects.select_for_update(of=("self",)).get(pk=desk.evaluation.pk)
        for one in filter(attrgetter("changed"), sections):
            one.new.write(desk.evaluation)
            SectionState.objects.filter(evaluation=desk.evaluation, section=one.code).update(none=one.new.none)
        found = assess_evaluation(desk.evaluation)
        transaction.set_rollback(True)
    return found


def draft_slips(desk: Desk, draft: AssessedDraft) -> Sequence[SlipBlock]:
    """The blocks of amounts whose unit was mistaken."""
    return slip_blocks(CheckCase(desk.scheme, draft.facts, draft.assessment))


def convertible_texts(block: SlipBlock, sections: set[str]) -> dict[tuple[str, str], str]:
    """(section, input) → the text in the right unit, for the cells that can be converted without loss."""
    found = {}
    for cell in block.cells:
        value = corrected_amount(cell.value, block.slip)
        if value is not None and cell.place.section in sections:
            found[str(cell.place.section), cell.place.input_name] = typed_amount(value)
    return found


def converted_parcel(desk: Desk, parcel: Parcel) -> Parcel:
    """The parcel with every mistaken unit put right."""
    sections = rechecked_sections(desk, parcel)
    forms = {one.code: one.new for one in sections}
    texts = {code: dict(read) for code, read in parcel.texts.items()}
    for block in draft_slips(desk, draft_after(desk, sections)):
        for (code, name), text in convertible_texts(block, set(forms)).items():
            if texts[code] == parcel.texts[code]:  # rows are counted as the form arranges them
                texts[code] = dict(forms[code].data)
            texts[code][name] = text
    return replace(parcel, texts=texts)
