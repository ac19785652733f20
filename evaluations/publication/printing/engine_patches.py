"""Where the pinned engine works twice or the long way, or draws a line too far: our changes, tested against its version.

They act on the printer's process alone. A new WeasyPrint or pydyf stops the printer with EngineChanged before it prints
anything: then measure again (benchmarks/paper.py), and mend or drop what is here. Figures: docs/decisions/0062-*.md, 0076-*.md.
How lines of text are laid out and drawn, and fonts cut, stands in quick_layout.py, quick_text.py, quick_fonts.py beside this,
where a page may end inside a table in table_breaks.py, where a line may not in line_heads.py.
"""

import sys
import zlib
from typing import Any

import pydyf
import weasyprint
from weasyprint.css import Style
from weasyprint.draw import border
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import fonts
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break

from evaluations.publication.printing import line_heads, quick_fonts, quick_layout, quick_text, table_breaks

PATCHED_VERSIONS = {"WeasyPrint": "70.0", "pydyf": "0.13.0"}
ZLIB_LEVEL = 6  # the engine's 9 costs a tenth of the paper and saves half a percent of its size
CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
written_by_pydyf = pydyf.Stream.data.fget
drawn_by_engine = border.draw_border


class EngineChanged(RuntimeError):
    """Another version of the engine than the changes were made for."""


class QuickZlib:
    """The two functions of zlib that pydyf calls, at our level."""

    @staticmethod
    def compressobj(level: int = ZLIB_LEVEL) -> Any:
        """A compressor of our level, whatever is asked for."""
        return zlib.compressobj(ZLIB_LEVEL)

    @staticmethod
    def compress(data: bytes) -> bytes:
        """The data at our level."""
        return zlib.compress(data, ZLIB_LEVEL)


def data_once(stream: pydyf.Stream) -> bytes:
    """What pydyf writes of a stream, made once: a file with an /ID is compressed a second time to be hashed."""
    state = len(stream.stream), len(stream.extra)
    kept = vars(stream).get("kept_data")
    if kept is None or kept[0] != state:
        kept = stream.kept_data = (state, written_by_pydyf(stream))
    data: bytes = kept[1]
    return data


def draw_border(stream: Stream, box: boxes.Box) -> None:
    """Straight lines of one colour as filled rectangles; the engine clips out each side of each cell of a table."""
    if isinstance(box, boxes.TableBox):
        end_with_last_line(box)
    if not is_cell_with_plain_lines(box):
        drawn_by_engine(stream, box)
        return
    x, y, width, height = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
    top, right = box.border_top_width, box.border_right_width
    bottom, left = box.border_bottom_width, box.border_left_width
    with stream.artifact(), stream.stacked():
        stream.set_color(border.get_color(box.style, "border_top_color"))
        for thickness, line in (
            (top, (x, y, width, top)),
            (right, (x + width - right, y, right, height)),
            (bottom, (x, y + height - bottom, width, bottom)),
            (left, (x, y, left, height)),
        ):
            if thickness:
                stream.rectangle(*line)
        stream.fill()


def end_with_last_line(table: boxes.TableBox) -> None:
    """Make a table as high as its lines: the engine counts those in that it has moved to the next page, to keep them together."""
    ends = [row.position_y + row.height for group in table.children for row in group.children]
    if ends and table.style["border_collapse"] == "separate":
        table.height = max(ends) - table.content_box_y()


def is_cell_with_plain_lines(box: boxes.Box) -> bool:
    """Whether the box is a cell whose sides are solid, of one colour, and not round; found out once for a style."""
    kept = vars(box.style)
    if "kept_lines" not in kept:
        kept["kept_lines"] = has_plain_lines(box.style)
    return isinstance(box, boxes.TableCellBox) and bool(kept["kept_lines"])


def has_plain_lines(style: Style) -> bool:
    """Whether lines of this style can be drawn as rectangles."""
    return (
        style["visibility"] == "visible"
        and any(style[f"border_{side}_width"] for side in border.SIDES)
        and style["border_image_source"][0] == "none"
        and {style[f"border_{side}_style"] for side in border.SIDES} == {"solid"}
        and len({border.get_color(style, f"border_{side}_color") for side in border.SIDES}) == 1
        and all((0, "px") in style[f"border_{corner}_radius"] for corner in CORNERS)
    )


def install_patches() -> None:
    """Put the changes in place, in this process. Raises EngineChanged for another version of the engine."""
    found = {"WeasyPrint": weasyprint.__version__, "pydyf": pydyf.VERSION}
    if found != PATCHED_VERSIONS:
        raise EngineChanged(f"engine_patches.py was measured with {PATCHED_VERSIONS}, and here is {found}")
    pydyf.zlib = QuickZlib
    pydyf.Stream.data = property(data_once)
    line_break.Layout.setup, line_break.Layout.deactivate = quick_layout.set_up_layout, quick_text.keep_layout
    line_break.Layout.set_text = line_heads.set_text
    fonts.ffi, fonts.Font.subset = quick_fonts.OpenArrays(), quick_fonts.subset_font
    for name, (engines, ours) in REPLACED.items():
        for module in modules_with(name, engines):
            setattr(module, name, ours)


REPLACED = {
    "draw_border": (drawn_by_engine, draw_border),
    "draw_text": (quick_text.drawn_by_engine, quick_text.draw_text),
    "set_page_type_computed_styles": (quick_layout.page_styles_by_engine, quick_layout.set_page_type_computed_styles),
    "resolve_percentages": (quick_layout.resolved_by_engine, quick_layout.resolve_percentages),
    "get_hb_object_data": (quick_fonts.content_by_engine, quick_fonts.font_content),
    "table_layout": (table_breaks.laid_out_by_engine, table_breaks.table_layout),
    "strut": (quick_layout.strut_by_engine, quick_layout.style_strut),
}


def modules_with(name: str, function: Any) -> list[Any]:
    """Every module of the engine that has imported the function by its name."""
    named = [module for path, module in sys.modules.items() if path.startswith("weasyprint")]
    return [module for module in named if getattr(module, name, None) is function]
