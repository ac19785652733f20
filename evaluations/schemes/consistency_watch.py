"""What must agree between the [[watch]] bands of a scheme file and its tables."""

from collections import Counter
from collections.abc import Iterator

from evaluations.language.faults import FileFault
from evaluations.schemes.consistency_targets import unknown_name
from evaluations.schemes.scheme import ScoringScheme, WatchBand


def watch_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Codes given twice; tables, columns, rows and places that there are not."""
    for code, count in Counter(watch.code for watch in scheme.watches if watch.code).items():
        if count > 1:
            yield FileFault(
                where="watch",
                key="code",
                read=f"{code} 出现 {count} 次",
                expected="不重复的代码",
                remedy="请给其中一个另起代码",
            )
    for watch in scheme.watches:
        yield from _table(watch, scheme) if watch.table else _place(watch, scheme)


def _place(watch: WatchBand, scheme: ScoringScheme) -> Iterator[FileFault]:
    known = {*scheme.figures, *(one.code for one in scheme.indicators)}
    if watch.place and watch.place not in known:
        yield unknown_name(f"watch[{watch.code}]", "place", watch.place, known, "已有的数据或指标")


def _table(watch: WatchBand, scheme: ScoringScheme) -> Iterator[FileFault]:
    where, tables = f"watch[{watch.code}]", {table.code: table for table in scheme.tables}
    if watch.table not in tables:
        yield unknown_name(where, "table", watch.table, tables, "已有的表")
        return
    columns = [column.code for column in tables[watch.table].columns]
    for key, code in (("column", watch.column), ("against", watch.against)):
        if code and code not in columns:
            yield unknown_name(where, key, code, columns, f"表 {watch.table} 的列")
    rows = [row.code for row in tables[watch.table].rows if row.code]
    for code in watch.rows:
        if code not in rows:
            yield unknown_name(where, "rows", code, rows, f"表 {watch.table} 的行")
