"""What a number without any name is of: all that the department spent or took in, or the only thing that a report knows."""

import re

from evaluations.claims.claim_nouns import ClaimSubject, SubjectKind
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.weighed_values import WideNet, net_of

WHOLE_SPENDING, WHOLE_INCOME = (ClaimSubject(SubjectKind.DEPARTMENT, (word,), word) for word in ("支出", "收入"))
OF_GENERAL_FUNDS = re.compile("三公|出国|公务用?车|公务接待")  # rows that nothing but 一般公共预算 pays for


def only_whole(net: WideNet) -> ClaimSubject:
    """All that was spent; where no such figure is known, the one row that all known amounts are a part of: 三公, 项目支出."""
    return net.figures.ask(whole_known_to, None)


def whole_known_to(figures: KnownFigures, _: None) -> ClaimSubject:
    """The same as a question to all figures: a text that asks for no more stands when a total changes."""
    net = net_of(figures)
    return figures.once("only whole", lambda: WHOLE_SPENDING if net.of(WHOLE_SPENDING).numbers else sole_root(net))


def sole_root(net: WideNet) -> ClaimSubject:
    """The only known row that is no part of another known one; else all that was spent."""
    known = [one for one in net.everything if one.kind == SubjectKind.ROW and not one.alone and net.of(one).numbers]
    codes = {code for one in known for code in one.codes}
    roots = [one for one in known if not codes & {*ancestor_rows(net.figures.scheme, one.codes)}]
    return roots[0] if len(roots) == 1 else WHOLE_SPENDING
