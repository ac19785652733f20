"""Saving one section: one transaction, one version; what is not valid is kept as typed, what is valid is stored.

Who saves on top of somebody else's version does not overwrite it: the two are merged (merging.py), and where both
changed the same place, nothing is stored before a person has chosen.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from departments.kept_writing import change_rows
from departments.models import User
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.desk.kept_results import SavedDraft
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.merging import Merge, SectionTexts, merge_texts
from evaluations.filing.section.versions import OpenPage, own_last, record_version, seen_by, version_at
from evaluations.models import Evaluation, PlaceOrigin, SectionState, SectionVersion
from evaluations.workflow.acting import Conflict, lock_for_edit


class SaveConflict(Exception):
    """Two people changed the same places; `merge` has both texts, `state` is whose version is stored."""

    def __init__(self, merged: Merge, state: SectionState) -> None:
        super().__init__("both changed the same")
        self.merge, self.state = merged, state


@dataclass(frozen=True)
class SaveOutcome:
    """What a save did. `undone`: the section counted as finished and no longer does; `merge`: what a colleague's
    version brought in, when there was one; `by`: that colleague, None for an import; `known`: what the save knew under its
    lock, for the page that answers it."""

    version: int
    done: bool
    undone: bool
    merge: Merge | None
    by: User | None
    known: SavedDraft


def save_section(
    form: SectionForm, user: User, *, version: int, done: bool | None, page: OpenPage | None = None
) -> SaveOutcome:
    """Store the section on top of `version`, merged with what was saved after it. `done`: the person goes on from it as
    finished (True) or put aside (False); None: as it was before.

    Valid values become rows; the rest stays as raw text and keeps the section open. Raises SaveConflict when a person must
    choose, LateSending when the same page has saved something newer, and ActRefused when handed in.
    """
    with lock_for_edit(form.desk.evaluation.pk) as draft:
        return save_locked(form, draft, user, version=version, done=done, page=page or OpenPage())


def save_locked(
    form: SectionForm, draft: Evaluation, user: User, *, version: int, done: bool | None, page: OpenPage
) -> SaveOutcome:
    """The same for a draft that was read under a lock and may be changed."""
    code, known = form.desk.section.code, SavedDraft.before(draft, form.desk.section.code)
    state = known.states.setdefault(code, SectionState(section=code))
    if state.pk is None:
        state.evaluation = draft
        state.save()
    before = current(form.desk, state, known.version)
    mine = form.canonical()
    merged = reconciled(form, mine, state, before, version, page)
    if merged:
        form = SectionForm(form.desk, merged.texts)
    texts = merged.texts if merged else mine
    finished = (state.done if done is None else done) and not form.errors
    undone = state.done and not finished
    # A page that shows something else than is stored leaves its half, or its next save would take that back; and so does
    # one that has shown something else and no longer does.
    same = mine == texts == before.texts == seen_by(before, page)
    if same and finished == state.done and was_left(state, done) and not only_ticked(form):
        return SaveOutcome(state.version, finished, undone, merged, before.saved_by, known)
    raw = state.raw
    write_state(form, state, user, finished, left=state.left or done is not None)
    # What no page has saved is written as a whole: an import may have stored what no page shows, such as sums.
    written = form.write(draft, before.texts if before.page else None, raw)
    leave_others(known.states, state, user)
    seen = user if finished else None
    left = PlaceOrigin.follow_save([row for row in known.origins if row.section == code], before.texts, texts, seen)
    kept = record_version(state, texts, user=state.saved_by, shown=mine if mine != texts else None, page=page)
    known = known.after(written, [row for row in known.origins if row.section != code or row in left], kept)
    return SaveOutcome(state.version, finished, undone, merged, before.saved_by, known)


def current(desk: SectionDesk, state: SectionState, known: SectionVersion | None) -> SectionVersion:
    """The stored version with its texts, unless `known` is it; kept now if an import or last year's report made it, so
    that it can be a common ground."""
    row = known if known and known.version == state.version else version_at(state, state.version)
    if row is None:
        here = SectionDesk(desk.evaluation, desk.user, desk.section)
        record_version(state, SectionForm.stored(here).canonical(), user=state.saved_by)
        row = version_at(state, state.version)
        assert row is not None  # recorded just now, under the lock
    return row


def reconciled(
    form: SectionForm, mine: SectionTexts, state: SectionState, before: SectionVersion, version: int, page: OpenPage
) -> Merge | None:
    """My text merged with what others saved since my page was opened; None when nobody did."""
    version = own_last(state, version, page)
    start = before if version == state.version else version_at(state, version)
    base = seen_by(start, page)
    if version == state.version and base == before.texts:
        return None
    merged = merge_texts(base, mine, before.texts, form.lists, choices(state, before, page))
    if merged.clashes and page.all_of:
        # For all places that the person has seen: what somebody changed after that is asked again.
        all_seen = replace(page, chosen=dict.fromkeys(merged.clashes, page.all_of))
        chosen = {**choices(state, before, all_seen), **merged.chosen}
        merged = merge_texts(base, mine, before.texts, form.lists, chosen)
    if merged.clashes:
        raise SaveConflict(merged, state)
    return merged


def choices(state: SectionState, before: SectionVersion, page: OpenPage) -> dict[str, str]:
    """What was chosen, as far as the other text is still the one that the person has seen."""
    if page.against == state.version or not page.chosen:
        return dict(page.chosen)
    seen = version_at(state, page.against)
    return {
        unit: side
        for unit, side in page.chosen.items()
        if seen is not None and under(unit, seen.texts) == under(unit, before.texts)
    }


def under(unit: str, texts: SectionTexts) -> dict[str, str]:
    """The texts of a unit: one field, or a list of rows."""
    return {name: text for name, text in texts.items() if name == unit or name.startswith(f"{unit}-")}


def only_ticked(form: SectionForm) -> bool:
    """Whether something is to be done that is no text: imported values to be deleted."""
    return any(name.startswith("printed-") for name in form.data)


def was_left(state: SectionState, done: bool | None) -> bool:
    """Whether the state says already that the section was saved, and left if it is left now."""
    return state.saved_at is not None and (state.left or done is None)


def leave_others(states: dict[str, SectionState], own: SectionState, user: User) -> None:
    """Who saves here has left the sections saved before, by a link or by closing the page: as finished, if all in them is
    valid. What is still missing there is told by the checks."""
    for code, one in [*states.items()]:
        if one is not own and one.saved_by_id == user.pk and not one.left:
            states[code] = state = one.copied()
            state.left, state.done = True, state.done or not state.raw
            state.save(update_fields=["left", "done"])


def write_state(form: SectionForm, state: SectionState, user: User, finished: bool, *, left: bool) -> None:
    """The next version, raw text and state. Should somebody store without the lock, the number is compared again."""
    values: dict[str, Any] = {
        "version": state.version + 1,
        "done": finished,
        "left": left,
        "none": form.none,
        "raw": form.raw,
        "saved_at": timezone.now(),
        "saved_by_id": user.pk,
    }
    if not change_rows(SectionState, values, where={"id": state.pk, "version": state.version}):
        raise Conflict("这一部分刚刚重新导入过。您填写的内容仍在本页，请再保存一次。")
    for name, value in values.items():
        setattr(state, name, value)
    # Without the request that the person came with: pages keep the state.
    state.saved_by = User(pk=user.pk, username=user.username, display_name=user.display_name)
