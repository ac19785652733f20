"""What the tables of final accounts are called and where their readings stand: account_tables.toml."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLES_FILE = Path(__file__).with_name("account_tables.toml")
Patterns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, kw_only=True)
class AccountTable:
    """One kind of table. `unit` is that of tables that count persons; "" where a sheet must name its own."""

    code: str
    name: str
    scope: str
    titles: Sequence[re.Pattern[str]]
    rows: Patterns
    columns: Patterns
    items: Patterns
    checks: Sequence[str] = ()
    blank_by: str = ""
    anchors: Sequence[str] = ()
    by_code: bool = False
    by_function: bool = False
    one_row: bool = False
    unit: str = ""
    section: str = ""


@dataclass(frozen=True)
class AccountVocabulary:
    """All that is known of the tables."""

    tables: Mapping[str, AccountTable]
    not_needed: Sequence[re.Pattern[str]]
    codes: Patterns
    texts: Patterns

    def reading_names(self) -> set[str]:
        """Every reading that a figure may be made of."""
        found: set[str] = set()
        for table in self.tables.values():
            rows = {*table.rows, *table.items}
            found |= {f"{table.code}.{row}.{column}" for row in rows for column in table.columns}
            found |= {f"{table.code}.{code}" for code in self.codes} if table.by_code else set()
        return found


@cache
def account_vocabulary() -> AccountVocabulary:
    """The file, read once."""
    data = tomllib.loads(TABLES_FILE.read_text(encoding="utf-8"))
    tables = {one["code"]: _table(one) for one in data["tables"]}
    not_needed = [re.compile(title) for group in data["not_needed"] for title in group["titles"]]
    return AccountVocabulary(
        tables, not_needed, _patterns(data["codes"], r"(?:^|/)(?:{})(?:/(?:小计|合计))?$"), _patterns(data["texts"])
    )


def _table(data: Mapping[str, Any]) -> AccountTable:
    parts = {key: _patterns(data.get(key, {})) for key in ("rows", "columns", "items")}
    return AccountTable(**{**data, **parts, "titles": [re.compile(title) for title in data["titles"]]})


def _patterns(texts: Mapping[str, str], around: str = "{}") -> Patterns:
    return {name: re.compile(around.replace("{}", text)) for name, text in texts.items()}
