"""The protocol of a draw: what was in the pool, by which rule, what came out; to be printed, and as a workbook."""

from dataclasses import dataclass

from django.utils import timezone

from evaluations.models import Draw, DrawnReport
from evaluations.review.own_workbook import BureauTable
from evaluations.review.sampling.drawing import STRATIFIED_DRAW, PoolEntry, draw_key, drawn_how, sample_size

RULE_WORDS = (
    "对范围内每个单位，把“随机种子/预算编码”按 UTF-8 计算 SHA-256，写成十六进制，从小到大排列；"
    "按比例取排在前面的，不足一个的按一个计。"
)


@dataclass(frozen=True)
class ProtocolLine:
    """One department of the pool with its key; `place` is 0 where it was not drawn."""

    entry: PoolEntry
    key: str
    place: int


def protocol_lines(draw: Draw) -> list[ProtocolLine]:
    """The whole pool in the order of its keys, stratum by stratum where each is drawn by itself."""
    places = {row.submission.evaluation.department.budget_code: row.place for row in draw.drawn.all()}
    pool = [PoolEntry(*row) for row in draw.pool]
    lines = [ProtocolLine(one, draw_key(draw.seed, one.code), places.get(one.code, 0)) for one in pool]
    return sorted(lines, key=lambda line: (line.entry.stratum if draw.method == STRATIFIED_DRAW else "", line.key))


def protocol_facts(draw: Draw) -> list[tuple[str, str]]:
    """(what, how) of the draw."""
    drawn: list[DrawnReport] = list(draw.drawn.all())
    share = format(draw.share.normalize(), "f")
    return [
        ("依据", draw.basis),
        ("抽取范围", f"{draw.cycle.year}年度审核通过的报告，{len(draw.pool)} 个单位"),
        (
            "比例和个数",
            f"{share}%，抽中 {len(drawn)} 个（全部单位按比例为 {sample_size(len(draw.pool), draw.share)} 个）",
        ),
        ("方法", drawn_how(draw.method)),
        ("规则", RULE_WORDS),
        ("随机种子", draw.seed),
        ("抽取人和时间", f"{draw.drawn_by}　{timezone.localtime(draw.drawn_at):%Y-%m-%d %H:%M:%S}"),
    ]


def protocol_table(draw: Draw) -> BureauTable:
    """The protocol as a sheet."""
    rows = [
        (line.entry.code, line.entry.name, line.entry.stratum, line.key, line.place or None)
        for line in protocol_lines(draw)
    ]
    return BureauTable(
        title=f"{draw.cycle.county}{draw.cycle.year}年度绩效评价抽评抽取记录（第 {draw.number} 次）",
        above=[f"{what}：{how}" for what, how in protocol_facts(draw)],
        columns=("预算编码", "单位", "自评等级", "SHA-256", "抽中次序"),
        widths=(12, 34, 10, 68, 10),
        rows=rows,
        below=["抽取人：　　　　　　　　监督人：　　　　　　　　日期："],
    )
