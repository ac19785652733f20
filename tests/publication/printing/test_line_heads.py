"""What joins two words or numbers begins no line of a paper, wherever the line ends; read back from the PDF."""

import re
import subprocess
from html import escape, unescape

import pytest

from evaluations.publication.printing.print_child import print_html

LINE = re.compile(r"<line .*?</line>", re.S)
WORD = re.compile(r"<word [^>]*>(.*?)</word>")
NUMBER = re.compile(r"— \d+ —")
BEGINS_NONE = "～~·－–—-/／！），．：；？］｝、。〉》」』】〕〗”’…%％℃‰°′″"
ENDS_NONE = "（［｛〈《「『【〔〖“‘/／￥¥$№"
OFFSETS = range(12)


def printed_lines(texts: list[str], width: str = "9em") -> list[str]:
    """The lines of paragraphs of this width, each text begun at every place of a line."""
    paragraphs = "".join(f"<p>{escape('文' * offset + text)}文文文</p>" for text in texts for offset in OFFSETS)
    style = f"<style>p{{width:{width};text-indent:0;text-align:justify}}</style>"
    pdf = print_html(f'<html lang="zh-CN"><meta charset="utf-8"><title>行</title>{style}{paragraphs}').pdf
    told = subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    lines = [unescape(" ".join(WORD.findall(line))) for line in LINE.findall(told.decode())]
    return [line for line in lines if not NUMBER.fullmatch(line)]


def test_no_sign_that_joins_or_closes_begins_a_line_and_none_that_opens_ends_one():
    joined = [
        f"{left}{sign}{right}" for sign in BEGINS_NONE for left, right in (("字", "字"), ("16", "28"), ("字", "8"))
    ]
    opened = [f"字{sign}字" for sign in ENDS_NONE if sign not in BEGINS_NONE]
    lines = printed_lines([*joined, *opened])
    assert [line for line in lines if line[0] in BEGINS_NONE] == []
    assert [line for line in lines if line[-1] in ENDS_NONE] == []
    assert len(lines) > len(OFFSETS) * len(joined)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("评定4.8～6分", ["8～"]),
        ("2019—2020年", ["9—"]),
        ("目标——实现", ["——"]),
        ("省/市/县", ["省/市/县"]),
        ("省／市／县", ["省／市／县"]),
        ("8～10/月", ["8～", "0/月"]),
        ("https://example.test/verify/0123456789abcdef/", []),
    ],
)
def test_what_is_kept_together_is_all_there(text, kept):
    lines = printed_lines([text])
    assert "".join("".join(lines).split()).count("".join(text.split())) == len(OFFSETS)
    assert all(sum(part in line for line in lines) == len(OFFSETS) for part in kept)
