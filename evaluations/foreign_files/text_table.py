"""A table in a text file, separated by commas or tabs. Knows neither Django nor openpyxl; runs in the child."""

import csv
import io
from collections.abc import Iterable

from evaluations.foreign_files.child_tasks import ForeignTable, TableRows
from evaluations.foreign_files.file_refusals import ForeignFileRefused

TEXT_ENCODINGS = ("utf-8-sig", "gb18030")
SAVE_AS_TABLE = "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新选择。"


def read_text_table(most: int, content: bytes) -> ForeignTable:
    """The rows up to the last that holds something, at most one more than `most`. Raises ForeignFileRefused."""
    text = decoded_text(content)
    first = text.partition("\n")[0]
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
        return ForeignTable(bounded_rows(rows, most))
    except csv.Error as error:
        what = f"不能读懂的 CSV（{error}）"
        raise ForeignFileRefused(what, "请另存为 .xlsx 后重新选择。", "逗号分隔的表") from None


def decoded_text(content: bytes) -> str:
    """The file as UTF-8 or as GB 18030; raises ForeignFileRefused for what is neither."""
    for encoding in TEXT_ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ForeignFileRefused("不是文字的内容", SAVE_AS_TABLE)


def bounded_rows(rows: Iterable[list[str]], most: int) -> TableRows:
    """Rows that hold something, with the blank ones between them; blank ones behind the last cost nothing."""
    kept: TableRows = []
    blank = 0
    for row in rows:
        if not any(text.strip() for text in row):
            blank += 1
            continue
        kept += [[] for _ in range(min(blank, most))] + [row]
        blank = 0
        if len(kept) > most:
            return kept[: most + 1]
    return kept
