"""What the templates of a section's page are given."""

from typing import Any

from departments.kept_addresses import kept_address
from evaluations.filing.desk.draft_desk import SectionDesk, left_sections
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.offers import last_year_context
from evaluations.filing.section.origins import origin_notes
from evaluations.filing.section.panel import panel_context
from evaluations.filing.section.panel_findings import panel_findings
from evaluations.filing.tasks.task_list import filing_order
from evaluations.report.sentences import Sentences
from evaluations.schemes.scheme import Section

# Tables of sections that are filled with words, or that most departments leave empty.
NO_SHEET = ("achievements", "indicators", "buildings")

OWN_PAGES = ("section", "autosave", "compare", "tidy")


def section_context(form: SectionForm, **extra: Any) -> dict[str, Any]:
    """Everything the page of one section shows. `extra`: clash, opened (the version it stands on), refused, kept, ways_back
    (of the words that were exchanged), nothing_asked (无此项 is ticked beside a text), answers (to a page that is open:
    follow.js takes the parts of the body alone)."""
    desk = form.desk
    before, after = neighbour_sections(desk)
    quiet = {
        "clash": None,
        "opened": desk.state.version,
        "refused": "",
        "kept": False,
        "ways_back": (),
        "nothing_asked": False,
        "answers": False,
    }
    return (
        filing_frame(desk, desk.section.code, typed=form.data)
        | panel_context(desk)
        | panel_findings(desk)
        | last_year_context(form)
        | quiet
        | extra
        | {
            "frame": "filing/desk/answer.html" if extra.get("answers") else "filing/desk/desk.html",
            "follows": desk.shown_before is not None,
            "panel_stands": panel_stands(desk),
            "section": desk.section,
            "addresses": own_addresses(desk),
            "label": desk.label(desk.section.label),
            "form": form,
            "state": desk.state,
            "sheets": number_sheets(desk),
            "tidies": has_prose(desk),
            "before": before,
            "after": after,
            "sentences": section_sentences(desk),
            "origins": origin_notes(form),
        }
    )


def own_addresses(desk: SectionDesk) -> dict[str, str]:
    """What the page sends its form to."""
    return {page: kept_address(f"filing:{page}", desk.evaluation.pk, desk.section.code) for page in OWN_PAGES}


def panel_stands(desk: SectionDesk) -> bool:
    """Whether a page that is being answered shows the panel as it is."""
    before = desk.shown_before
    return (
        before is not None
        and before.left == left_sections(desk.states)
        and before.results.assessment == desk.assessment
        and before.results.findings == desk.findings
    )


def has_prose(desk: SectionDesk) -> bool:
    """Whether there is anything to be tidied."""
    listed = desk.facts.achievements if desk.section.table == "achievements" else ()
    return bool(listed) or any(desk.facts.narratives.get(text.code) for text in desk.section.texts)


def neighbour_sections(desk: SectionDesk) -> tuple[Section | None, Section | None]:
    """The sections before and after this one in the order of filing; None at the ends."""
    order = filing_order(desk.scheme)
    place = next(n for n, section in enumerate(order) if section.code == desk.section.code)
    before = order[place - 1] if place else None
    return before, order[place + 1] if place + 1 < len(order) else None


def number_sheets(desk: SectionDesk) -> list[tuple[str, str]]:
    """(code, label) of the sections with sheets of numbers, among which a person goes to and fro; [] on other pages."""
    found = [section for section in filing_order(desk.scheme) if section.table and section.table not in NO_SHEET]
    here = any(section.code == desk.section.code for section in found)
    return [(section.code, desk.label(section.label)) for section in found] if here and len(found) > 1 else []


def section_sentences(desk: SectionDesk) -> list[str]:
    """The generated sentences of the section, exactly as they will be printed."""
    words = Sentences(desk.facts, desk.scheme, desk.assessment)
    return [words.fill(item.sentence) for item in desk.section.body if item.sentence and words.holds(item.when)]
