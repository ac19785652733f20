"""元 for 万元 put right with one button, and back again: exactly, in one transaction, all cells of a block or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from departments.roles import Role
from evaluations.audit.events import events_of, record_event
from evaluations.checks.case import CheckCase
from evaluations.checks.unit_slips import SlipBlock, slip_blocks
from evaluations.drafts.facts_of_draft import assess_evaluation
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.fields import typed_amount
from evaluations.filing.section.form import SectionForm, stored_texts
from evaluations.filing.section.saving import save_section
from evaluations.filing.section.versions import version_at
from evaluations.language.amounts import show_amount
from evaluations.language.magnitudes import corrected_amount
from evaluations.models import Event, SectionState
from evaluations.workflow.acting import lock_for_edit

CONVERTED, TAKEN_BACK = "convert_unit", "convert_unit_back"
SLIP_GONE = "这处单位问题已经不存在，可能是数据已经改过。没有换算，请看最新的校验结果。"
CHANGED_SINCE = "换算以后这一部分又保存过，不能整批撤销。请打开这一部分逐格核对。"
Texts = Mapping[str, Mapping[str, str]]  # section → input → text


@dataclass(frozen=True)
class UnitConversion:
    """What was done: how many cells were converted, and the cells that were left because decimals would be lost."""

    converted: int
    left: tuple[str, ...]

    @property
    def words(self) -> str:
        """One sentence for the person."""
        lost = (
            f"有 {len(self.left)} 个数换算后会丢失小数或超出范围，保持原样：{'，'.join(self.left)}。"
            if self.left
            else ""
        )
        return (f"已换算 {self.converted} 个数，换算可以撤销。" if self.converted else "没有换算。") + lost


def convert_block(desk: Desk, key: str, found: str, request: HttpRequest) -> UnitConversion | None:
    """Convert the cells of the finding with this key and digest; None when it no longer stands.

    Raises ActRefused when the report was handed in.
    """
    with lock_for_edit(desk.evaluation.pk):
        draft = assess_evaluation(desk.evaluation)
        blocks = slip_blocks(CheckCase(desk.scheme, draft.facts, draft.assessment))
        block = next((one for one in blocks if (one.finding().key, one.finding().digest) == (key, found)), None)
        if block is None:
            return None
        texts = _right_texts(block)
        if texts:
            _store(desk, texts, CONVERTED, request)
        left = [one for one in block.cells if corrected_amount(one.value, block.slip) is None]
        words = tuple(f"{one.label} {show_amount(one.value)}" for one in left)
        return UnitConversion(len(block.cells) - len(left), words)


def _right_texts(block: SlipBlock) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for cell in block.cells:
        value = corrected_amount(cell.value, block.slip)
        if value is not None and cell.place.section:
            found.setdefault(cell.place.section, {})[cell.place.input_name] = typed_amount(value)
    return found


def _store(desk: Desk, texts: Texts, action: str, request: HttpRequest) -> None:
    """Save the sections with these texts in place of theirs; the event names inputs and versions, never amounts."""
    versions: dict[str, list[int]] = {}
    for code, new in texts.items():
        there = Desk(desk.evaluation, desk.user).at(desk.scheme.section(code))
        form = SectionForm.arranged(there, {**stored_texts(there), **new})
        outcome = save_section(form, desk.user, version=there.state.version, done=None)
        versions[code] = [there.state.version, outcome.version]
    detail: dict[str, Any] = {"inputs": {code: sorted(new) for code, new in texts.items()}, "versions": versions}
    record_event(action, user=desk.user, object=desk.evaluation, detail=detail, request=request, role=Role.PREPARER)


def last_conversion(desk: Desk) -> Event | None:
    """The latest conversion, as long as nothing else was saved in its sections and it was not taken back."""
    event = events_of(desk.evaluation).filter(action__in=(CONVERTED, TAKEN_BACK)).order_by("-pk").first()
    return event if event and event.action == CONVERTED and _still_there(desk, event) else None


def _states(desk: Desk, event: Event) -> dict[str, SectionState]:
    rows = SectionState.objects.filter(evaluation=desk.evaluation, section__in=event.detail["versions"])
    return {row.section: row for row in rows}


def _still_there(desk: Desk, event: Event) -> bool:
    now = {code: state.version for code, state in _states(desk, event).items()}
    return now == {code: after for code, (_, after) in event.detail["versions"].items()}


def take_conversion_back(desk: Desk, request: HttpRequest) -> bool:
    """Put the texts before the latest conversion back; False when something was saved since."""
    with lock_for_edit(desk.evaluation.pk):
        event = last_conversion(desk)
        texts = _texts_before(desk, event) if event else None
        if texts is None:
            return False
        _store(desk, texts, TAKEN_BACK, request)
        return True


def _texts_before(desk: Desk, event: Event) -> dict[str, dict[str, str]] | None:
    """Section → input → text in the version before; None when that version is not kept any more."""
    found = {}
    for code, state in _states(desk, event).items():
        before = version_at(state, event.detail["versions"][code][0])
        if before is None:
            return None
        found[code] = {name: before.texts.get(name, "") for name in event.detail["inputs"][code]}
    return found
