"""Four shorter ways through the engine's layout, for what a report has hundreds of: lines and cells of a few styles.

The engine works out the same lengths, fonts and heights for each box anew, and the same styles for each page. Here they
are kept with the style that they come from. What is unusual (percentages, features of fonts,
lines under text) goes the engine's way.
"""

from typing import Any

from weasyprint import HTML
from weasyprint.css import Style, StyleFor
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page, percent
from weasyprint.text import fonts, line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

SIDES = ("top", "right", "bottom", "left")
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *("width", "height", "min_width", "max_width", "min_height", "max_height"),
)
FONT_FEATURES = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
)
resolved_by_engine = percent.resolve_percentages
set_up_by_engine = line_break.Layout.setup
strut_by_engine = line_break.strut
page_styles_by_engine = page.set_page_type_computed_styles


def resolve_percentages(box: boxes.Box, containing_block: Any) -> None:
    """Set the used lengths of a box: those of its style where none is a share of something."""
    kept = vars(box.style)
    if "kept_lengths" not in kept:
        kept["kept_lengths"] = fixed_lengths(box.style)
    if kept["kept_lengths"] is None:
        resolved_by_engine(box, containing_block)
    else:
        vars(box).update(kept["kept_lengths"])


def fixed_lengths(style: Style) -> dict[str, Any] | None:
    """The lengths that are the same wherever a box of this style lies; None where they are not."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    values = {name: style[name] for name in LENGTHS}
    if any(value != "auto" and getattr(value, "unit", None) != "px" for value in values.values()):
        return None
    lengths = {name: value if value == "auto" else value.value for name, value in values.items()}
    lengths |= {name: 0 for name in ("min_width", "min_height") if lengths[name] == "auto"}
    return lengths | {name: style[name] for name in (f"border_{side}_width" for side in SIDES)}


def set_up_layout(layout: line_break.Layout, style: Style) -> None:
    """Give a layout its fonts; context and description of a style are made once."""
    kept = vars(style)
    if "kept_fonts" not in kept:
        kept["kept_fonts"] = None if is_unusual(style) else context_and_description(style)
    if kept["kept_fonts"] is None:
        set_up_by_engine(layout, style)
        return
    context, description, layout.language = kept["kept_fonts"]
    layout.style, layout.first_line_direction = style, 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.underline_thickness = layout.strikethrough_thickness = None
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, description)


def is_unusual(style: Style) -> bool:
    """Whether the style wants more of a layout than a font and a language."""
    features = fonts.font_features(*(style[name] for name in FONT_FEATURES))
    overridden = style["font_language_override"] != "normal"
    return bool(features) or overridden or not style["lang"] or style["text_decoration_line"] != "none"


def context_and_description(style: Style) -> tuple[Any, Any, Any]:
    """Pango's context, description of the font, and language of a style."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    letters, _ = unicode_to_char_p(style["lang"])
    language = pango.pango_language_from_string(letters)
    pango.pango_context_set_language(context, language)
    return context, fonts.get_font_description(style), language


def style_strut(style: Style) -> tuple[float, float]:
    """Height and baseline of an empty line of a style."""
    kept = vars(style)
    if "kept_strut" not in kept:
        kept["kept_strut"] = strut_by_engine(style)
    found: tuple[float, float] = kept["kept_strut"]
    return found


def set_page_type_computed_styles(page_type: Any, html: HTML, style_for: StyleFor) -> None:
    """Give a page and its margin boxes their styles: those of an earlier page of its name and side. No sheet counts pages."""
    computed, kept = style_for.get_computed_styles(), vars(style_for).setdefault("kept_pages", {})
    kind = page_type.side, page_type.blank, page_type.name, page_type.index == 0
    if kind not in kept:
        page_styles_by_engine(page_type, html, style_for)
        kept[kind] = {part: style for (place, part), style in computed.items() if place == page_type}
        return
    computed.update({(page_type, part): style for part, style in kept[kind].items()})
