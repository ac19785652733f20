"""The proposals as a person has left the page: ticks, mended texts, and where unmatched parts go."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.paper.proposals import PaperProposals
from evaluations.filing.paper.unit_proposals import PaperProposal
from evaluations.schemes.place_lookup import text_place


def with_choices(
    found: PaperProposals, post: Mapping[str, str], chosen: Collection[str], stored: Collection[str] = ()
) -> PaperProposals:
    """The proposals with the ticks, mended texts and places that were posted; `stored`: sections taken already."""
    for section in found.sections:
        if section.section.code not in stored:
            looked_at = [
                looked_through(one, one.code in chosen, post.get(f"new-{one.code}")) for one in section.proposals
            ]
            section.proposals = [one for one in looked_at if not (one.long and one.new == one.old)]
    known = {code for code, _ in found.places}
    for number, part in enumerate(found.unmatched):
        place = post.get(f"put-{part.number}", "")
        if place in known and section_of(found, place) not in stored:
            found.unmatched[number] = replace(part, put=place)
    return found


def section_of(found: PaperProposals, text: str) -> str:
    """The section of one of the form's texts."""
    return found.paper.reading.scheme.texts[text].section


def looked_through(one: PaperProposal, ticked: bool, typed: str | None) -> PaperProposal:
    """A proposal with its tick, and a text as it was mended on the page."""
    if typed is None or not one.long:
        return replace(one, chosen=ticked)
    return replace(one, chosen=ticked, new=typed, texts={one.unit: typed})


def taken_proposals(desk: Desk, found: PaperProposals, only: str = "") -> list[PaperProposal]:
    """What is to be stored, of all sections or `only` one: the ticked proposals, and unmatched parts in their texts."""
    taken = {one.code: one for one in found.all if one.chosen and one.texts}
    for part in found.unmatched:
        if not part.put:
            continue
        place = text_place(desk.scheme, part.put)
        one = PaperProposal(place.section or "", place.input_name, "", "", "", {})
        there = taken.get(one.code)
        text = there.texts[one.unit] if there else desk.facts.narratives.get(part.put) or ""
        taken[one.code] = replace(there or one, texts={one.unit: f"{text}\n{part.text}".strip()})
    return [one for one in taken.values() if only in ("", one.section)]
