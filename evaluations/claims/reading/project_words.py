"""What is said of one project, below its heading or in its own report: 项目支出, 财政拨款, 资金到位."""

import re

from evaluations.claims.claim_nouns import ClaimSubject, SubjectKind
from evaluations.claims.figures.income_and_spending import is_total
from evaluations.claims.reading.prose_reading import ProseReading

ROWS_OF_ALL = ("项目支出", "年度资金总额", "资金总额", "财政拨款", "一般公共预算", "政府性基金")
INCOME_NAMES = re.compile("收入|拨款|公共预算|基金")


def is_of_project(reading: ProseReading) -> bool:
    """Whether a row that is named may only be some of a project's money: 人员经费20万元 below its heading; not what 占 says it is
    a share of, nor what the department itself spent."""
    return reading.about.kind == SubjectKind.PROJECT and not (reading.state.sharing or reading.is_said_of_own)


def open_project(reading: ProseReading, found: re.Match[str]) -> None:
    """项目支出862.4万元, 财政拨款700万元 in what is said of one project: what it spent, or one source or part of its money."""
    if INCOME_NAMES.search(found[0]) or not is_row_of_all(found[0]):
        reading.state.residue.append(found.span())
        return
    reading.named(reading.about)
    reading.state.spent = found["spent"] is not None or found[0].endswith("支出")


def is_row_of_all(words: str) -> bool:
    """Whether a name is of all projects, of all that comes in or of all that is spent."""
    return words.startswith(ROWS_OF_ALL) or is_total(ClaimSubject(SubjectKind.ROW, (), words))


def on_this_project(reading: ProseReading, found: re.Match[str]) -> None:
    """农村供水：项目全年支出300万元: of the project that is spoken of; 资金到位 only of one that all is about."""
    spoken = reading.state.subject.kind == SubjectKind.PROJECT and not found[0].endswith("资金")
    last = reading.state.subject if spoken else reading.about
    if last.kind == SubjectKind.PROJECT and not reading.state.residue:
        reading.opens(last)
    else:
        reading.state.residue.append(found.span())
