"""Where a page may end inside a table: the engine tears lines that are to stay whole below whatever stands above them.

It takes every page for empty when the first lines of a table with a head are to be kept together, so that it tears them,
and a cell that joins them, instead of taking the table to the next page. And where lines are to stay together that no page
holds, it finds no place at all and stops: there the page ends between them, or, where that is not enough, within one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, table

from evaluations.report.type_roles import TOP_MARGIN

# How far down a sheet a table begins on its next page, in pixels: the margin of print.css, a heading and a note.
HIGHEST_START = (TOP_MARGIN + 30) * 96 / 25.4
laid_out_by_engine = table.table_layout
Resumption = dict[int, Any] | None  # child → place in it; None is its beginning
Answer = tuple[boxes.TableBox | None, Resumption, dict[str, Any], list[float], bool]


def table_layout(
    context: LayoutContext,
    box: boxes.TableBox,
    bottom_space: float,
    skip_stack: Resumption,
    containing_block: boxes.Box,
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
) -> Answer:
    """Lay out a table as the engine does; where that tears first lines that the next page holds, give it to the next page."""
    given = (box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes)
    laid_out: Answer = laid_out_by_engine(context, *given)
    part, resume_at = laid_out[:2]
    gained = 0 if page_is_empty else box.position_y - HIGHEST_START
    if part is None and gained <= 0:
        return laid_out_somehow(context, given)
    if part is None or gained <= 0 or vars(box).get("moved_from", context.current_page) != context.current_page:
        return laid_out
    if not tears_lines(context, box, resume_at):
        return laid_out
    longer = laid_out_by_engine(context, box, bottom_space - gained, *given[2:5], [], [])
    if longer[0] is None or tears_lines(context, box, longer[1]):
        return laid_out_by_engine(context, *given)
    block.remove_placeholders(context, [part], absolute_boxes, fixed_boxes)
    box.moved_from = context.current_page
    return None, None, *laid_out[2:]


def laid_out_somehow(context: LayoutContext, given: tuple[Any, ...]) -> Answer:
    """Lay out a table that stands at the top of its page and finds no place on it: its lines part all the same."""
    with unheeded("block_level_page_break", "auto"):
        laid_out: Answer = laid_out_by_engine(context, *given)
    if laid_out[0] is not None:
        return laid_out
    with unheeded("block_level_page_break", "auto"), unheeded("avoid_page_break", False):
        return laid_out_by_engine(context, *given)


@contextmanager
def unheeded(name: str, answer: Any) -> Iterator[None]:
    """Let the engine hear nothing of breaks to be avoided: what it asks by this name gets the answer instead of a wish."""
    asked = getattr(block, name)

    def heard(*questions: Any) -> Any:
        found = asked(*questions)
        return answer if found in ("avoid", "avoid-page", True) else found

    setattr(block, name, heard)
    try:
        yield
    finally:
        setattr(block, name, asked)


def tears_lines(context: LayoutContext, box: boxes.TableBox, resume_at: Resumption) -> bool:
    """Whether the table goes on within a group of lines that is to stay whole."""
    if resume_at is None:
        return False
    ((place, inside),) = resume_at.items()
    group = box.children[place]
    return inside is not None and bool(block.avoid_page_break(group.style["break_inside"], context))
