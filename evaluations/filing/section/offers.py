"""What a button of a section page may fill into empty fields: last year's texts, and the approved budget."""

from collections.abc import Mapping
from typing import Any

from evaluations.filing.section.fields import typed_amount
from evaluations.filing.section.form import SectionForm
from evaluations.schemes.place_lookup import person_place, text_place
from evaluations.schemes.report_place import PlaceKind

# The group of fields that the button for approved budgets fills.
APPROVED_GROUP = "approved"


def offers(form: SectionForm) -> dict[str, dict[str, str]]:
    """The white list of what a button may fill: group → input name → text. Nothing else is ever copied."""
    desk = form.desk
    groups = {APPROVED_GROUP: approved_offer(form)}
    if desk.last_year:
        texts = desk.last_year.facts.narratives
        inputs = {text_place(desk.scheme, one.code).input_name: one.code for one in desk.section.texts}
        groups |= {name: {name: texts[code]} for name, code in inputs.items() if code in texts}
        told = vars(desk.last_year.facts.people).items()
        people = {person_place(name).input_name: text for name, text in told if text}
        groups[PlaceKind.PERSON] = {name: text for name, text in people.items() if name in form.inputs}
    for part in form.parts:
        groups |= part.offered()
    return {group: fields for group, fields in groups.items() if fields}


def approved_offer(form: SectionForm) -> dict[str, str]:
    """The approved amounts of the section's figures."""
    desk, section = form.desk, form.desk.section.code
    # A year's form may have been exchanged since: what it does not know is not offered.
    figures = desk.scheme.figures
    here = {
        name: amount
        for name, amount in desk.facts.approved.items()
        if name in figures and figures[name].section == section
    }
    return {name: typed_amount(amount) for name, amount in here.items() if name in form.inputs}


def filled_with_group(form: SectionForm, group: str) -> dict[str, str]:
    """The form's texts with those of an offered group in the fields that are empty."""
    return {**form.data, **unused_offer(form, group)}


def unused_offer(form: SectionForm, group: str) -> dict[str, str]:
    """The fields of an offered group that are still empty, with what would fill them."""
    return _unused(form, offers(form).get(group, {}))


def _unused(form: SectionForm, given: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in given.items() if not form.data.get(name, "").strip()}


def last_year_context(form: SectionForm) -> dict[str, Any]:
    """What templates/filing/section/last_year.html is given."""
    return {"last_year": form.desk.last_year, "approved_unused": len(_unused(form, approved_offer(form)))}
