"""What must agree in the parts of a scheme file about own targets and self-evaluation tables."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from evaluations.language.faults import FileFault, did_you_mean
from evaluations.language.rounding import plain_number
from evaluations.schemes.scheme import ProjectSelfEvaluation, ScoringScheme, SelfEvaluation


def own_target_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Every disagreement of slots, [targets], [self_evaluation] and [project_self_evaluation] with the rest."""
    if not scheme.slots and scheme.section_of_table("targets"):
        yield FileFault(
            where="sections",
            key="table",
            read="targets，却没有 [[slots]]",
            expected="先写 [[slots]]，再写填写绩效指标的部分",
        )
    if scheme.targets.execution and scheme.targets.execution not in scheme.ratios:
        yield _unknown("targets", "execution", scheme.targets.execution, scheme.ratios, "已有的比率或指标")
    if scheme.self_evaluation:
        yield from _self_evaluation(scheme.self_evaluation, scheme)
    if scheme.project_self_evaluation:
        yield from _projects(scheme.project_self_evaluation, scheme)


def _self_evaluation(form: SelfEvaluation, scheme: ScoringScheme) -> Iterator[FileFault]:
    tables = {table.code: table for table in scheme.tables}
    if form.funds not in tables:
        yield _unknown("self_evaluation", "funds", form.funds, tables, "已有的表")
    elif form.total not in (rows := {row.code for row in tables[form.funds].rows if row.code}):
        yield _unknown("self_evaluation", "total", form.total, rows, f"表 {form.funds} 的一行")
    indicators = [indicator.code for indicator in scheme.indicators]
    if form.execution not in indicators:
        yield _unknown("self_evaluation", "execution", form.execution, indicators, "已有的指标")
    for key in ("goal", "result"):
        code = getattr(form, key)
        if code and code not in scheme.texts:
            yield _unknown("self_evaluation", key, code, scheme.texts, "已有的文字（texts）")


def _projects(form: ProjectSelfEvaluation, scheme: ScoringScheme) -> Iterator[FileFault]:
    where = "project_self_evaluation"
    total = form.execution.weight + sum((slot.weight for slot in form.slots), Decimal(0))
    if total != scheme.full_marks:
        read = f"分值合计 {plain_number(total)}"
        yield FileFault(
            where=where,
            key="slots",
            read=read,
            expected=f"等于满分（full_marks）{plain_number(scheme.full_marks)}",
            remedy="请核对执行率和各类指标的分值",
        )
    if form.annex in [section.annex for section in scheme.sections]:
        yield FileFault(
            where=where, key="annex", read=str(form.annex), expected="没有用过的附件号", remedy="请另用一个附件号"
        )
    asked = [column.code for column in scheme.project_columns]
    for name in sorted(form.execution.formula.names - set(asked) if form.execution.formula else ()):
        yield _unknown(f"{where}.execution", "formula", name, asked, "project_columns 中的金额")
    if not scheme.section_of_table("projects"):
        yield FileFault(
            where=where, read="没有填写项目的部分", expected='一个 table = "projects" 的部分（[[sections]]）'
        )


def _unknown(where: str, key: str, read: str, known: Iterable[str], expected: str) -> FileFault:
    return FileFault(
        where=where, key=key, read=f"“{read}”", expected=expected, remedy=did_you_mean(read, known) or "请核对代码"
    )
