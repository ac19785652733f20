"""Where a page may end inside a table: the engine tears lines that are to stay whole below whatever stands above them.

It takes every page for empty when the first lines of a table with a head are to be kept together, so that it tears them,
and a cell that joins them, instead of taking the table to the next page.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, table

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
    """Lay out a table as the engine does; where that tears its first lines and something stands above, on the next page."""
    given = (box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes)
    laid_out: Answer = laid_out_by_engine(context, *given)
    part, resume_at, *rest = laid_out
    if part is None or page_is_empty or not tears_lines(context, box, resume_at):
        return laid_out
    block.remove_placeholders(context, [part], absolute_boxes, fixed_boxes)
    return None, None, *rest


def tears_lines(context: LayoutContext, box: boxes.TableBox, resume_at: Resumption) -> bool:
    """Whether the table goes on within a group of lines that is to stay whole."""
    if resume_at is None:
        return False
    ((place, inside),) = resume_at.items()
    group = box.children[place]
    return inside is not None and bool(block.avoid_page_break(group.style["break_inside"], context))
