"""What must agree in the parts of a scheme file about own targets and self-evaluation tables."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from evaluations.language.faults import FileFault, did_you_mean
from evaluations.schemes.reading_targets import PROJECT_AMOUNTS
from evaluations.schemes.scheme import ProjectSelfEvaluation, ScoringScheme, SelfEvaluation, TargetSlot

# Which of them have given their points is found by trying all sets.
MOST_GIVERS = 6


def own_target_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Every disagreement of slots, [targets], [self_evaluation] and [project_self_evaluation] with the rest."""
    if not scheme.slots and scheme.section_of_table("targets"):
        yield FileFault(
            where="sections",
            key="table",
            read="targets，却没有 [[slots]]",
            expected="先写 [[slots]]，再写填写绩效指标的部分",
        )
    yield from _moving_weights("slots", scheme.slots)
    for code in ("target", "attained") if scheme.scored else ("target",):
        if not scheme.asks_of_targets(code):
            read = "、".join(column.code for column in scheme.target_columns)
            yield FileFault(where="target_columns", key="code", read=read, expected=f"其中有 {code}，没有它不能计分")
    if scheme.targets.execution and scheme.targets.execution not in scheme.ratios:
        yield unknown_name("targets", "execution", scheme.targets.execution, scheme.ratios, "已有的比率或指标")
    if scheme.self_evaluation:
        yield from _self_evaluation(scheme.self_evaluation, scheme)
    if scheme.project_self_evaluation:
        yield from _projects(scheme.project_self_evaluation, scheme)


def _self_evaluation(form: SelfEvaluation, scheme: ScoringScheme) -> Iterator[FileFault]:
    tables = {table.code: table for table in scheme.tables}
    if form.funds and form.funds not in tables:
        yield unknown_name("self_evaluation", "funds", form.funds, tables, "已有的表")
    elif form.funds and form.total:
        rows = {row.code for row in tables[form.funds].rows if row.code}
        if form.total not in rows:
            yield unknown_name("self_evaluation", "total", form.total, rows, f"表 {form.funds} 的一行")
    indicators = [indicator.code for indicator in scheme.indicators]
    if form.execution and form.execution not in indicators:
        yield unknown_name("self_evaluation", "execution", form.execution, indicators, "已有的指标")
    for key in ("goal", "result"):
        code = getattr(form, key)
        if code and code not in scheme.texts:
            yield unknown_name("self_evaluation", key, code, scheme.texts, "已有的文字（texts）")


def _moving_weights(where: str, slots: Sequence[TargetSlot]) -> Iterator[FileFault]:
    """The points of a slot without targets go to another slot of the same table."""
    for slot in slots:
        others = [other.code for other in slots if other is not slot]
        if slot.moves_to and slot.moves_to not in others:
            yield unknown_name(
                f"{where}[{slot.code}]", "moves_to", slot.moves_to, others, "同一张表里的另一类指标（slots）"
            )
    for code, count in Counter(slot.moves_to for slot in slots if slot.moves_to).items():
        if count > MOST_GIVERS:
            read, expected = f"{count} 类指标的分值都转到 {code}", f"最多 {MOST_GIVERS} 类"
            yield FileFault(where=where, key="moves_to", read=read, expected=expected, remedy="请分别转到别的类")


def _projects(form: ProjectSelfEvaluation, scheme: ScoringScheme) -> Iterator[FileFault]:
    yield from _moving_weights("project_self_evaluation.slots", form.slots)
    asked = [column.code for column in scheme.project_columns]
    named = form.execution.formula.names if form.execution.formula else frozenset()
    # What is no amount at all was told when the formula was read.
    for name in sorted(named & set(PROJECT_AMOUNTS) - set(asked)):
        yield unknown_name("project_self_evaluation.execution", "formula", name, asked, "project_columns 中的金额")


def project_section_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """The tables of the projects need a section where projects are filled in."""
    if scheme.project_self_evaluation and not scheme.section_of_table("projects"):
        yield FileFault(
            where="project_self_evaluation",
            read="没有填写项目的部分",
            expected='一个 table = "projects" 的部分（[[sections]]）',
        )


def project_annex_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """The tables of the projects have an annex of their own."""
    form = scheme.project_self_evaluation
    if form and form.annex in [section.annex for section in scheme.sections]:
        yield FileFault(
            where="project_self_evaluation",
            key="annex",
            read=str(form.annex),
            expected="没有用过的附件号",
            remedy="请另用一个附件号",
        )


def unknown_name(where: str, key: str, read: str, known: Iterable[str], expected: str) -> FileFault:
    """The fault of a name that nobody has; a near one is suggested."""
    return FileFault(
        where=where, key=key, read=f"“{read}”", expected=expected, remedy=did_you_mean(read, known) or "请核对代码"
    )
