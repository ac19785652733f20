"""Saving one section: one transaction, one version; what is not valid is kept as typed, what is valid is stored."""

import re
from dataclasses import dataclass

from django.utils import timezone

from evaluations.filing.forms import NONE, TICKS, SectionForm
from evaluations.models import SectionState
from evaluations.workflow import lock_for_edit

# Without leading zeros: 013800 is a code or a telephone number, and not 13800.
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d*)(?:\.\d+)?", re.ASCII)


class Stale(Exception):
    """Somebody else saved this section since the page was opened."""


@dataclass(frozen=True)
class Difference:
    """One field of which two people hold different texts."""

    name: str
    anchor: str
    label: str
    mine: str
    theirs: str


def save(form: SectionForm, user, *, version: int, done: bool) -> bool:
    """Store the section and return whether it counts as done.

    Valid values become rows; the rest stays as raw text and keeps the section open. Raises Stale when `version`
    is not the stored one, and workflow.Refused when the report has been handed in.
    """
    evaluation, code = form.desk.evaluation, form.desk.section.code
    with lock_for_edit(evaluation.pk):
        finished = done and not form.errors
        states = SectionState.objects.filter(evaluation=evaluation, section=code)
        SectionState.objects.get_or_create(evaluation=evaluation, section=code)
        changed = states.filter(version=version).update(
            version=version + 1,
            done=finished,
            none=form.none,
            raw=form.raw,
            saved_at=timezone.now(),
            saved_by=user,
        )
        if not changed:
            raise Stale
        form.write(evaluation)
    return finished


def differences(mine: SectionForm, theirs: SectionForm) -> list[Difference]:
    """Field by field what I typed and what is stored, where the two differ."""
    my_texts, their_texts = mine.texts(), theirs.texts()
    labels = theirs.labels | mine.labels
    names = [name for name in labels if same(my_texts.get(name, "")) != same(their_texts.get(name, ""))]
    return [
        Difference(name, *labels[name], shown(name, my_texts), shown(name, their_texts)) for name in names
    ]


def same(text: str) -> str:
    """One form for texts that are the same to their writers: line ends, blanks around, 1,234.50 and 1234.5."""
    text = text.replace("\r\n", "\n").strip()
    if not NUMBER.fullmatch(text):
        return text
    whole, _, fraction = text.replace(",", "").partition(".")
    return f"{whole}.{fraction.rstrip('0')}".rstrip(".")


def shown(name: str, texts: dict[str, str]) -> str:
    """A text as the comparison shows it; ticks in words."""
    text = texts.get(name, "")
    tick = name == NONE or name.endswith("-na") or "-check" in name
    return TICKS.get(text, text) if tick else text


def merged(form: SectionForm, post) -> SectionForm:
    """My form with the stored text wherever I chose it (take-NAME = theirs)."""
    chosen = {name.removeprefix("take-") for name in post if name.startswith("take-") and post[name] == "theirs"}
    if not chosen:
        return form
    theirs = SectionForm.stored(form.desk).texts()
    return SectionForm.arranged(form.desk, {**form.sent, **{name: theirs.get(name, "") for name in chosen}})
