"""From a paragraph or table of the preview back to the input that it was typed in."""

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.place_address import place_address
from evaluations.report.blocks import Block, Heading, Paragraph
from evaluations.schemes.place_lookup import figure_place


def block_address(desk: Desk, block: Block) -> str:
    """Where a text or a table in it was written; of a generated sentence, where the first of its figures is typed; else ""."""
    if isinstance(block, Heading):
        return ""
    if block.place:
        return place_address(desk, block.place)
    if not isinstance(block, Paragraph):
        return ""
    typed = (name for _, name in block.pieces if name in desk.scheme.figures)
    first = next((name for name in typed if not desk.scheme.figures[name].computed), "")
    return place_address(desk, figure_place(desk.scheme, first)) if first else ""
