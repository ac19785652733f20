"""What a paper says of itself before its chapters: whose it is, of which year, by which notice."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from evaluations.language.character_table import mended_characters
from evaluations.papers.paper_blocks import PaperDocument

HEAD_PARAGRAPHS = 12
WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
TITLE = re.compile(r"整体支出.{0,12}(?:自评|评价|自我评价|绩效).{0,6}报告|绩效.{0,6}(?:自评|评价)报告")
YEAR = re.compile(r"(20\d\d)\s*年度?")
NOTICE = re.compile(r"([\u4e00-\u9fff]{2,12}[〔［\[（(【]20\d\d[〕］\]）)】]\s*第?\d{1,4}\s*号)")
# 各单位：, 各预算单位： of a letter is nobody's name.
NAMED_UNIT = re.compile(
    r"(?:填报|评价|编报|报告|预算)?(?<!各)(?<!各..)(?:单位|部门)(?:名称)?(?:[（(](?:盖章|公章)[）)])?\s*[:：]\s*([\u4e00-\u9fff（）()]{3,30})"
)
UNIT_END = "局|委|办|中心|部|院|校|所|站|处|队|会|社|厅|团|馆|库|园|公司|政府|乡|镇|街道|办公室|妇联|中学|小学"
OFFICE = re.compile(rf"^[\u4e00-\u9fff\d（）]{{2,28}}(?:{UNIT_END})$")
ABOUT = re.compile(r"^(?:关于|附件\d*)")
# 2018年决算数 at the head of a column
YEAR_OF_COLUMN = re.compile(r"^(20\d\d)年度?[^，。；]{0,8}(?:预算|决算|实际|执行)")
YEAR_OF_PAPER = re.compile(r"^(?:关于)?(20\d\d)年?度?")


@dataclass(frozen=True)
class PaperHead:
    """What could be recognised; "" and None for what could not."""

    department: str = ""
    year: int | None = None
    notice: str = ""
    title: str = ""


def paper_head(document: PaperDocument) -> PaperHead:
    """Read title, year, department and notice."""
    lines = [" ".join(mended_characters(one.text).translate(WIDE_DIGITS).split()) for one in document.paragraphs]
    place = next((n for n, line in enumerate(lines[:HEAD_PARAGRAPHS]) if len(line) < 80 and TITLE.search(line)), None)
    title = "" if place is None else lines[place]
    before = lines[:place] if place else []
    notice = next((found[1] for line in lines[:40] if (found := NOTICE.search(line))), "")
    year = year_of(title, before, lines) or year_of_columns(document)
    return PaperHead(department_of(title, before, lines), year, "".join(notice.split()), title)


def year_of(title: str, before: list[str], lines: list[str]) -> int | None:
    """The year of the title; without one, the year that the text speaks of most often."""
    for line in (title, *reversed(before)):
        if found := YEAR.search(line):
            return int(found[1])
    counted = Counter(int(year) for line in lines for year in re.findall(r"(20\d\d)年度", line))
    return counted.most_common(1)[0][0] if counted else None


def year_of_columns(document: PaperDocument) -> int | None:
    """The last year that heads a column of figures, for papers that are nothing but tables."""
    cells = ("".join(cell.split()) for table in document.tables for row in table.rows for cell in row)
    return max((int(found[1]) for cell in cells if (found := YEAR_OF_COLUMN.match(cell))), default=None)


def department_of(title: str, before: list[str], lines: list[str]) -> str:
    """The office in the title, in the line above it, behind 填报单位：, or the signature."""
    return next((name for name in offices(title, before, lines) if name and "未填" not in name), "")


def offices(title: str, before: list[str], lines: list[str]) -> Iterator[str]:
    """Where an office may be named, the surest first."""
    words = YEAR_OF_PAPER.sub("", ABOUT.sub("", title.replace(" ", "")))
    words = re.split(r"20\d\d|(?:部门|单位)?整体|部门(?=绩效)|绩效", words)[0]
    yield from (one for one in (re.sub(r"(?:的|部门)$", "", words),) if OFFICE.match(one))
    yield from (found[1] for line in lines[:40] if (found := NAMED_UNIT.search(line)))
    yield from (one for one in reversed([line.replace(" ", "") for line in before]) if OFFICE.match(one))
    yield from (one for one in reversed([line.replace(" ", "") for line in lines]) if OFFICE.match(one))
