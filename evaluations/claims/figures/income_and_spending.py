"""Whether what a text speaks of is an income, something spent, or all of either."""

import re

from evaluations.claims.claim_nouns import ClaimSubject, SubjectKind

TOTAL_NAME = re.compile("(?:本年|全年)?总?(?:收入|支出)(?:合计|总额)?")
WHOLE_RATE = re.compile(
    "(?:部门|整体|年度|支出|收入|资金|预算)*(?:执行率|完成率|支出率|(?:执行|支出)进度)"
)  # 预算执行率, not 政府采购执行率
OF_INCOME = re.compile("收入|财政拨款$")


def is_total(subject: ClaimSubject) -> bool:
    """Whether something is all that the department has or spends."""
    return subject.kind == SubjectKind.DEPARTMENT or bool(TOTAL_NAME.fullmatch(subject.words))


def is_income(subject: ClaimSubject) -> bool:
    """Whether something is a row of income."""
    return subject.kind == SubjectKind.ROW and bool(OF_INCOME.search(subject.words))


def is_spent(subject: ClaimSubject, listed: ClaimSubject | None) -> bool:
    """Whether something is a row of spending, or a project in a list of all spending."""
    of_list = subject.kind == SubjectKind.PROJECT and listed is not None and "支出" in listed.words
    return of_list or (subject.kind == SubjectKind.ROW and bool(re.search("支出|经费", subject.words)))
