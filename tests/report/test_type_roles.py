"""One table of type: what it says is what the print style sheet and the Word copy have, read back from both."""

import io

import pytest
import tinycss2
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor

from evaluations.report.type_roles import SHEET_MARGINS, TYPE_ROLES, type_rules
from evaluations.report.word_frame import ALIGNMENTS, TABLE_TEXT, empty_frame


@pytest.fixture(scope="module")
def word():
    return Document(io.BytesIO(empty_frame()))


def declared() -> dict[str, dict[str, str]]:
    """The declarations of each rule of the style sheet."""
    found: dict[str, dict[str, str]] = {}
    for rule in tinycss2.parse_stylesheet(type_rules(), skip_whitespace=True):
        head = f"@{rule.at_keyword} " if rule.type == "at-rule" else ""
        parts = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
        values = {part.name: tinycss2.serialize(part.value).strip() for part in parts if part.type == "declaration"}
        found.setdefault(f"{head}{tinycss2.serialize(rule.prelude)}".strip(), {}).update(values)
    return found


def test_the_style_sheet_has_the_table():
    rules = declared()
    assert rules["@page"]["margin"] == "37mm 26mm 35mm 28mm"
    for role in TYPE_ROLES:
        rule = rules[role.selector]
        assert f"{role.size:g}pt/{role.line:g}mm {role.face.families}" in rule["font"]
        assert (rule["text-align"], rule["text-indent"]) == (role.align, f"{role.indent}em")


@pytest.mark.parametrize("role", TYPE_ROLES, ids=lambda role: role.word_style)
def test_the_word_copy_has_the_table(role, word):
    style = word.styles[role.word_style]
    assert abs(style.font.size.pt - role.size) <= 0.5  # Word keeps half points
    assert (style.font.name, style.font.color.rgb, bool(style.font.bold)) == (
        "Times New Roman",
        RGBColor(0, 0, 0),
        False,
    )
    assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == role.face.word
    form = style.paragraph_format
    assert form.alignment == ALIGNMENTS[role.align]
    assert form.line_spacing == 1 if role.word_style == TABLE_TEXT else abs(form.line_spacing.mm - role.line) < 0.1
    assert role.indent == round((form.first_line_indent.pt if form.first_line_indent else 0) / role.size)


def test_the_word_copy_has_the_margins_and_the_language(word):
    section = word.sections[0]
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(side.mm) for side in sides] == [*SHEET_MARGINS]
    assert {one.get(qn("w:eastAsia")) for one in word.styles.element.iter(qn("w:lang"))} == {"zh-CN"}
