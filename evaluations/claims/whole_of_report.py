"""What a number without any name is of: all that the department spent or took in, or the only thing that a report knows."""

from evaluations.claims.claim_nouns import ClaimSubject, SubjectKind
from evaluations.claims.known_figures import ancestor_rows
from evaluations.claims.weighed_values import WideNet

WHOLE_SPENDING, WHOLE_INCOME = (ClaimSubject(SubjectKind.DEPARTMENT, (word,), word) for word in ("支出", "收入"))


def only_whole(net: WideNet) -> ClaimSubject:
    """All that was spent; where no such figure is known, the one row that all known amounts are a part of: 三公, 项目支出."""
    return net.figures.once("only whole", lambda: WHOLE_SPENDING if net.of(WHOLE_SPENDING).numbers else sole_root(net))


def sole_root(net: WideNet) -> ClaimSubject:
    """The only known row that is no part of another known one; else all that was spent."""
    known = [one for one in net.everything if one.kind == SubjectKind.ROW and not one.alone and net.of(one).numbers]
    codes = {code for one in known for code in one.codes}
    roots = [one for one in known if not codes & {*ancestor_rows(net.figures.scheme, one.codes)}]
    return roots[0] if len(roots) == 1 else WHOLE_SPENDING
