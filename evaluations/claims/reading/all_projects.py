"""What is said of all projects of a report together: 三个项目合计支出, 三项共支出, 以上项目."""

import re
from decimal import Decimal
from itertools import islice

from evaluations.claims.claim_nouns import NAMED_KINDS, ClaimSubject, SubjectKind
from evaluations.claims.figures.known_figures import ALL_PROJECTS, is_all_projects
from evaluations.claims.reading.claim_frames import claim_owner
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.language.chinese_numbers import chinese_number

SUMS_OF_PROJECTS = ("支出合计", "支出总额", "支出总计")
# 三项 behind a project and what it did: all three of the report; two things may be any two
FEW, SPOKEN_OF = 2, 8  # so many are no sign; claims that are looked back at
JOINED, LONGEST_LIST = re.compile("(?<=[一-龥])[、和及与](?=[一-龥])"), 80  # signs


def is_behind_all_projects(reading: ProseReading) -> bool:
    """两个项目预算合计350万元，支出合计335万元: what all projects spent, and not the department."""
    last, state = reading.claims[-1] if reading.claims else None, reading.state
    here = last is not None and last.sentence == state.sentence and last.subject == state.subject
    return here and is_all_projects(state.subject)


def on_all_projects(reading: ProseReading, found: re.Match[str]) -> None:
    """两个项目合计支出: all projects of the report, if it has so many. 上述两项 may be anything but behind projects; 以上项目 are
    those that the text has named."""
    said = found["how_many"] or found["so_many"] or str(len(reading.projects))
    number = int(said) if said.isdecimal() else chinese_number(said)
    behind = is_behind_projects(reading, number) and not is_behind_list(reading, found, number)
    if found["of_projects"] or found["so_many"] or behind:
        reading.named(ClaimSubject(SubjectKind.PROJECT, (f"{ALL_PROJECTS}{number}",), found[0]))
    else:
        reading.state.residue.append(found.span())


def is_behind_projects(reading: ProseReading, number: Decimal | int | None) -> bool:
    """Whether so many things may be the projects: the last that was spoken of is one, or the last that is a row or project,
    and the report has just so many, and nothing else was listed."""
    kinds = (claim_owner(one).kind for one in islice(reversed(reading.claims), SPOKEN_OF))
    last = next(kinds, SubjectKind.UNKNOWN)
    if last in NAMED_KINDS or (number or 0) <= FEW or number != reading.lexer.project_count:
        return last == SubjectKind.PROJECT
    return next((one for one in kinds if one in NAMED_KINDS), last) == SubjectKind.PROJECT


def is_behind_list(reading: ProseReading, found: re.Match[str], number: Decimal | int | None) -> bool:
    """水费、电费等四项共支出; 包括印刷费、宣传费、培训费和劳务费。四项支出合计: whether so many things were listed since the last
    number, or 等 ends some."""
    words = re.split("\\d", found.string[max(0, found.start() - LONGEST_LIST) : found.start()])[-1]
    return words.endswith("等") or len(JOINED.findall(words)) + 1 >= (number or 0)


def on_overall(reading: ProseReading, found: re.Match[str]) -> None:
    """基本支出执行率…，整体执行率: that of what the text is about; of all projects behind 两个项目."""
    if is_all_projects(reading.state.subject):
        return
    spoken = reading.projects
    of_list = bool(reading.claims) and bool(reading.claims[-1].sum_of)
    reading.back_to_whole()
    if of_list and len(spoken) > 1:  # 三个项目…，合计支出…，总体支出率: of all projects, if the report has no others
        reading.state.subject = ClaimSubject(SubjectKind.PROJECT, (f"{ALL_PROJECTS}{len(spoken)}",), "项目")
    elif of_list:
        reading.state.residue.append(found.span())  # of what was summed up, of which nobody knows what it is
