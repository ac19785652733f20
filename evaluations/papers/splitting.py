"""A whole chapter pasted from Word or WPS, cut into numbered items or into the texts of a section.

Nothing is lost: mark, title, joint and body of all items, behind what stands before the first of them, are the
pasted text again. People see the cut and may change it before anything is stored.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from evaluations.language.chinese_numbers import plain_chinese_number
from evaluations.schemes.scheme import Section

LONGEST_ITEM_TITLE = 60
MARK_DIGITS = "一二三四五六七八九十"
CHINESE_MARK = rf"[{MARK_DIGITS}]{{1,3}}"
ORDINAL_STEPS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
# A number may be left out by mistake; more than this is another number, a year or an amount.
LARGEST_GAP = 3
WIDEST_INDENT = 40  # blanks before a mark; looking back further takes the square of the text's length
# Behind these an inline 二是 begins; a comma too, but only once the sequence has begun there.
BEFORE = "。；;：:！!？?”）)，,\n"


@dataclass(frozen=True)
class Family:
    """One way of numbering: how people call it, its marks, and whether they may stand within a paragraph."""

    code: str
    label: str
    mark: re.Pattern[str]
    inline: bool = False


def family(code: str, label: str, number: str, after: str, *, inline: bool = False) -> Family:
    """A family whose mark is the number (group 1) and what follows it up to the item's first character."""
    return Family(code, label, re.compile(rf"({number}){after}[ \t\u3000]*"), inline)


FAMILIES = (
    family("is", "一是、二是……", CHINESE_MARK, r"(?:是(?!否))[:：,，]?", inline=True),
    family("steps", "首先、其次……", "|".join(ORDINAL_STEPS), r"[,，:：]?(?:是)?", inline=True),
    family("nth", "第一、第二……", rf"(?<=第){CHINESE_MARK}", r"(?:是|[,，、:：])"),
    family("bracketed", "（一）（二）……", rf"(?<=[（(]){CHINESE_MARK}", r"[)）][、.．]?"),
    family("chinese", "一、二、……", CHINESE_MARK, r"、(?!季度|月|次)"),
    family("figures", "1. 2. ……", r"\d{1,2}", r"(?:[、．]|\.(?!\d))"),
    family("in-brackets", "（1）（2）……", r"(?<=[（(])\d{1,2}", r"[)）][、.．]?"),
    family("circled", "①②……", "[①-⑳⑴-⒇]", r"[、.．]?"),
)
BULLET = re.compile(r"(?m)^[●•◆■▪➢◇○□※*·-][ \t\u3000]*(?=\S)")
# What number a mark opens: 第 and （ belong to the mark, though the pattern only looks back at them.
OPENING = {"nth": 1, "bracketed": 1, "in-brackets": 1}
ITEM_TITLE = re.compile(
    rf"([^。：！？!?；;\n:]{{1,{LONGEST_ITEM_TITLE}}}(?:[！？!?](?![”’）)》」』])|(?<![,，])(?=\Z)))|"
    rf"([^。：；;\n]{{1,{LONGEST_ITEM_TITLE}}}?)([。：；;\n]|[,，]\Z|:(?!\d|//))(?![”’）)》」』])"
)


@dataclass(frozen=True)
class PastedItem:
    """One item as pasted: its mark (二是), its title, what stood between title and body, and its body."""

    mark: str
    title: str
    joint: str
    body: str


@dataclass(frozen=True)
class Split:
    """What was recognised: the text before the first item, the items, and how they are numbered."""

    lead: str
    items: tuple[PastedItem, ...]
    way: str = ""


def split_items(text: str, way: str = "") -> Split:
    """The text cut at its outermost numbering, or at the one with this code; without any, at its paragraphs."""
    found = [(marks, one) for one in FAMILIES if way in ("", one.code) and (marks := family_marks(one, text))]
    if not found:
        return by_bullets(text) or by_paragraphs(text)
    # Several marks say more than one; of equals, the numbering that begins first is the outer one.
    marks, chosen = min(found, key=lambda pair: (len(pair[0]) == 1, pair[0][0][0]))
    return Split(text[: marks[0][0]].strip(), tuple(cut(text, marks)), chosen.label)


def numbering_ways(text: str) -> list[tuple[str, str]]:
    """(code, label) of every numbering with two or more items in the text: another may be meant than the outermost."""
    return [(one.code, one.label) for one in FAMILIES if len(family_marks(one, text)) > 1]


Span = tuple[int, int]


def family_marks(one: Family, text: str) -> list[Span]:
    """Where the marks of a family stand that count upwards: at line starts if two or more do, else anywhere allowed."""
    marks = list(candidate_marks(one, text))
    lines = counting([mark for mark in marks if mark[3]])
    if len(lines) > 1 or not one.inline:
        return lines
    within = counting(marks)
    return within if len(within) > 1 and within else lines


def candidate_marks(one: Family, text: str) -> Iterator[tuple[int, int, int, bool]]:
    """(start, end, number, whether at a line start) of all marks of a family."""
    for match in one.mark.finditer(text):
        start = match.start() - OPENING.get(one.code, 0)
        indent = text[max(0, start - WIDEST_INDENT) : start].rstrip(" \t\u3000")
        before = indent[-1:] or "\n"
        at_line_start = before == "\n"
        if at_line_start or (one.inline and before in BEFORE):
            yield start, match.end(), mark_number(match[1]), at_line_start


def counting(marks: Iterable[tuple[int, int, int, bool]]) -> list[Span]:
    """The spans of the marks whose numbers go up; one within a paragraph must be the first or the very next."""
    kept: list[Span] = []
    last = 0
    for start, end, value, at_line_start in marks:
        gap = LARGEST_GAP if at_line_start and kept else 1
        if last < value <= last + gap or (at_line_start and not kept):
            kept.append((start, end))
            last = value
    return kept


def mark_number(text: str) -> int:
    """12, 十二, ⑫, ⑿ or 再次 as a number."""
    if text in ORDINAL_STEPS:
        return ORDINAL_STEPS[text]
    if text.isascii():
        return int(text)
    if text[0] not in MARK_DIGITS:
        return ord(text) - ord("⑴" if text >= "⑴" else "①") + 1
    return plain_chinese_number(text) or 0  # 一一, 十十


def cut(text: str, marks: list[Span]) -> Iterator[PastedItem]:
    """The items between the marks."""
    ends = [start for start, _ in marks[1:]] + [len(text)]
    for (start, begin), end in zip(marks, ends, strict=True):
        yield pasted_item(text[begin:end].strip(), text[start:begin].strip())


def pasted_item(text: str, mark: str = "") -> PastedItem:
    """Title and body of one item: the first sentence is the title when it is short."""
    found = ITEM_TITLE.match(text)
    if found is None:
        return PastedItem(mark, "", "", text)
    title = found[1] or found[2]
    joint = found[3] or ""
    return PastedItem(mark, title.strip(), joint, text[found.end() :].strip())


def by_bullets(text: str) -> Split | None:
    """The text cut at ●, ◆ and the like at line starts."""
    marks = [(match.start(), match.end()) for match in BULLET.finditer(text)]
    return Split(text[: marks[0][0]].strip(), tuple(cut(text, marks)), "项目符号") if len(marks) > 1 else None


def by_paragraphs(text: str) -> Split:
    """Every paragraph an item."""
    return Split("", tuple(pasted_item(line.strip()) for line in text.splitlines() if line.strip()), "自然段")


# --- which sections can be filled from one paste --------------------------------------------------


def split_kind(section: Section) -> str:
    """What a section can split a chapter into: items, texts, or nothing ("")."""
    if section.table == "achievements":
        return "items"
    return "texts" if len(headed_texts(section)) > 1 else ""


def headed_texts(section: Section) -> dict[str, str]:
    """code → heading of the texts that have a heading of their own in the report."""
    under: dict[str, list[str]] = {}
    heading = ""
    for part in section.body:
        heading = part.heading or heading
        if part.text:
            under.setdefault(heading, []).append(part.text)
    return {codes[0]: heading for heading, codes in under.items() if heading and len(codes) == 1}


# --- a chapter with several texts -----------------------------------------------------------------

HEADING_MARK = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]+|[⑴-⒇①-⑳])?\s*")
HEADING_END = re.compile(r"[。：:]|$")
FILLING = re.compile(r"下一步|主要|有关|相关|具体|情况|方面|[的及和与、“”\"\s]")
LONGEST_HEADING = 24


def split_texts(text: str, labels: dict[str, Iterable[str]]) -> tuple[str, dict[str, str]]:
    """(what belongs to no text, code → text): the lines under the headings that are called like the texts.

    labels: code → the names of that text. A heading may be numbered, end with a colon and go on in its line.
    """
    known = {heading_essence(name): code for code, names in labels.items() for name in names if heading_essence(name)}
    found: dict[str, list[str]] = {"": []}
    current = ""
    for line in text.splitlines():
        code, rest = heading_of(line, known)
        if code is not None:
            current = code
            found.setdefault(code, [])
        if rest.strip() or code is None:
            found[current].append(rest)
    return "\n".join(found.pop("")).strip(), {code: "\n".join(lines).strip() for code, lines in found.items()}


def heading_of(line: str, known: dict[str, str]) -> tuple[str | None, str]:
    """(code of the text that the line opens, what follows the heading), or (None, the line)."""
    start = HEADING_MARK.match(line)
    begin = start.end() if start else 0
    ending = HEADING_END.search(line, begin)
    end = ending.start() if ending else len(line)
    if end - begin > LONGEST_HEADING:
        return None, line
    code = known.get(heading_essence(line[begin:end]))
    return (None, line) if code is None else (code, line[ending.end() if ending else end :])


def heading_essence(label: str) -> str:
    """A heading without the words that people add and drop: 存在的主要问题 and 存在问题 are the same."""
    return FILLING.sub("", re.sub(r"（[^）]*）", "", label))


def drop_headings(lead: str, is_heading: Callable[[str], bool]) -> str:
    """What remains of a lead when the lines are left out that only name the chapter."""
    return "\n".join(line for line in lead.splitlines() if not is_heading(line)).strip()


def items_with_lead(items: Iterable[PastedItem], lead: str, place: str) -> list[PastedItem]:
    """The items with the lead where people want it: before the `first` body, as an item of its own, or nowhere."""
    found = list(items)
    if not lead or place not in ("first", "own"):
        return found
    if place == "own" or not found:
        return [pasted_item(lead), *found]
    return [replace(found[0], body=f"{lead}\n{found[0].body}".strip()), *found[1:]]
