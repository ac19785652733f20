"""Signs that join two words or numbers never begin a line (GB/T 15834, 5.1.6, 5.1.7 and 5.1.9): 4.8～6, 2019—2020, 甲·乙.

Unicode lets a line break before them; for Chinese readers the number before them then ends, and a new one begins. A stroke
between two words (和/或) does not end a line either. Pango is told so for each text that has such a sign.
"""

import re

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);")
# What joins, with the character before it: no break between the two. Where a stroke joins more (省/市/县), all of it stays
# together. A dash of two signs is no joint; a URL may break.
JOINTS = re.compile(r"\S(?:[～~·•－–]|(?<!—)—(?!—)|[/／](?![A-Za-z/])\S)+")
HAS_JOINT = re.compile(r"[～~·•－–—/／]")
set_by_engine = line_break.Layout.set_text


def set_text(layout: line_break.Layout, text: str, justify: bool = False) -> None:
    """Give a layout its text, and where that must not be broken."""
    set_by_engine(layout, text, justify)
    if HAS_JOINT.search(layout.text) and (joints := [*JOINTS.finditer(layout.text)]):
        keep_together(layout, joints)


def keep_together(layout: line_break.Layout, joints: list[re.Match[str]]) -> None:
    """Let no line end within these places of the text."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    place = length = 0
    for found in joints:
        length += len(layout.text[place : found.start()].encode())
        place = found.start()
        kept = pango.pango_attr_allow_breaks_new(False)
        kept.start_index, kept.end_index = length, length + len(found[0].encode())
        pango.pango_attr_list_insert(attributes, kept)
    pango.pango_layout_set_attributes(layout.layout, attributes)
