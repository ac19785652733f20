"""Automatic numbers of Word: 一、 （一） 1. are often no characters of the paragraph, and yet people read them."""

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS = "〇一二三四五六七八九十"
TEN = 10
LEVEL_PLACE = re.compile(r"%([1-9])")


def chinese_count(number: int) -> str:
    """12 → 十二, as headings count; above 99 in digits."""
    if not 0 < number < TEN * TEN:
        return str(number)
    tens, ones = divmod(number, TEN)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def letter(number: int) -> str:
    """1 → a."""
    return chr(ord("a") + (number - 1) % 26)


def circled(number: int) -> str:
    """1 → ①; above 20 in digits."""
    return chr(ord("①") + number - 1) if 0 < number <= 2 * TEN else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting"),
        chinese_count,
    ),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "bullet": lambda number: "",
    "none": lambda number: "",
}


class WordNumbering:
    """The lists of a document and where each of them has counted to."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.levels: dict[str, dict[str, Element]] = {}
        self.list_of: dict[str, str] = {}
        self.counted: dict[str, list[int]] = {}
        self.style_lists = lists_of_styles(styles)
        if numbering is not None:
            for one in numbering.findall(f"{WORD}abstractNum"):
                levels = {level.get(f"{WORD}ilvl", "0"): level for level in one.findall(f"{WORD}lvl")}
                self.levels[one.get(f"{WORD}abstractNumId", "")] = levels
            for one in numbering.findall(f"{WORD}num"):
                self.list_of[one.get(f"{WORD}numId", "")] = value(one, "abstractNumId")

    def mark_of(self, paragraph: Element) -> str:
        """The number that Word shows before a paragraph; "" for one that has none."""
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        style = value(paragraph.find(f"{WORD}pPr"), "pStyle")
        number, level = (value(own, "numId"), value(own, "ilvl")) if own is not None else ("", "")
        if own is None:
            number, level = self.style_lists.get(style, ("", ""))
        levels = self.levels.get(self.list_of.get(number, ""), {})
        if not levels or not (level or "0").isdecimal():
            return ""
        return self.next_mark(self.list_of[number], levels, int(level or "0"))

    def next_mark(self, name: str, levels: dict[str, Element], depth: int) -> str:
        """Count on in a list and put the numbers into its pattern: 第%1章, （%2）."""
        counts = self.counted.setdefault(name, [])
        for missing in range(len(counts), depth + 1):
            counts.append(start_of(levels.get(str(missing))) - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        level = levels.get(str(depth))
        if level is None:
            return ""
        return LEVEL_PLACE.sub(lambda found: self.shown(levels, counts, int(found[1]) - 1), value(level, "lvlText"))

    def shown(self, levels: dict[str, Element], counts: list[int], depth: int) -> str:
        """The number of a level, as its format writes it."""
        if depth >= len(counts):
            return ""
        write = FORMATS.get(value(levels.get(str(depth)), "numFmt"), str)
        return write(max(counts[depth], 1))


def value(element: Element | None, name: str) -> str:
    """The value of the child of that name."""
    child = element.find(f"{WORD}{name}") if element is not None else None
    return child.get(f"{WORD}val", "") if child is not None else ""


def start_of(level: Element | None) -> int:
    """Where a level begins to count."""
    text = value(level, "start") or "1"
    return int(text) if text.isdecimal() else 1


def lists_of_styles(styles: Element | None) -> dict[str, tuple[str, str]]:
    """Style → (list, level), for headings that are numbered by their style."""
    found: dict[str, tuple[str, str]] = {}
    for style in styles.iter(f"{WORD}style") if styles is not None else ():
        own = style.find(f"{WORD}pPr/{WORD}numPr")
        if own is not None:
            found[style.get(f"{WORD}styleId", "")] = value(own, "numId"), value(own, "ilvl")
    return found
