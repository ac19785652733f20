"""Reading the facts document: every fault with its place, what was read and what is expected."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast

from evaluations.facts.document import (
    FACTS_COLLECTIONS,
    FACTS_FORMAT,
    AchievementFacts,
    BuildingFacts,
    EntryFacts,
    ExplanationFacts,
    Facts,
    FactsError,
    ItemFacts,
    PeopleFacts,
    ProjectFacts,
    StatedFacts,
    TargetFacts,
)
from evaluations.facts.facts_json import parsed_facts_json, unusable_facts
from evaluations.language.amounts import Amount, AmountError, parse_amount
from evaluations.language.directions import (
    ALL_DIRECTIONS_EXPECTED,
    DIRECTION_BY_SIGN,
    DIRECTION_KINDS,
    QUALITATIVE_DIRECTION,
    written_direction,
)
from evaluations.language.faults import FileFault, shown_in_fault
from evaluations.language.table_reader import KEY_ABSENT, TableReader
from evaluations.language.words import AUDIENCE_LABELS, OTHER_KIND, PROJECT_KINDS
from evaluations.language.written_units import unit_beside

LONGEST_STATED, LONGEST_CODE, LONGEST_KEPT = 60, 100, 1_000  # the last: characters of a row
Row = TypeVar("Row")


def load_facts(content: bytes | str) -> Facts:
    """Read a JSON file's content; raises FactsError, also for what is not JSON."""
    return read_facts(parsed_facts_json(content))


def read_facts(data: Any) -> Facts:
    """Read the parsed JSON; raises FactsError with all faults at once."""
    faults: list[FileFault] = []
    if not isinstance(data, dict):
        raise unusable_facts(shown_in_fault(data), "一个 JSON 对象（花括号）", "请参照 docs/data-format.md")
    reader = FactsReader(data, "", faults)
    facts = reader.facts()
    reader.close()
    if faults:
        raise FactsError(faults)
    return facts


class FactsReader(TableReader):
    """A Reader that also knows amounts."""

    def note(self, key: str, *, read: str, expected: str, remedy: str = "") -> None:
        self.faults.append(FileFault(where=self.where or "文件", key=key, read=read, expected=expected, remedy=remedy))

    def amount(self, key: str, signed: bool = False) -> Amount:
        """A number, a text with a number, null, "" or "n/a"; at most 6 decimals."""
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
            self.fault(key, read=value, expected='数字，如 "1.369"')
            return None
        try:
            return parse_amount(json_number_text(value)[:500], unit="", signed=signed)
        except AmountError as error:
            self.fault(key, read=value, expected=error.expected, remedy=error.remedy)
            return None

    def facts(self) -> Facts:
        if self.text("format", FACTS_FORMAT) != FACTS_FORMAT:
            self.fault("format", read=self.data["format"], expected=f"“{FACTS_FORMAT}”")
        if not any(self.data.get(key) for key in ("figures", "entries", "targets")):
            wanted = "至少一个数据（figures、entries 或 targets）"
            self.note("figures", read="（空）", expected=wanted, remedy="请参照 docs/data-format.md 填写")
        heads = {
            key: self.text(key, "") for key in ("scheme", "county", "department", "budget_code", "notice_reference")
        }
        return Facts(
            figures=self.figures(),
            year=self.year(),
            entries=self.entries(),
            narratives=self.coded_texts("narratives"),
            last_year=self.coded_texts("last_year"),
            projects=tuple(read_project_facts(row) for row in self.tables("projects", "name")),
            buildings=tuple(kept_row(read_building_facts, row) for row in self.tables("buildings", "name")),
            achievements=tuple(read_achievement_facts(row) for row in self.tables("achievements", "title")),
            targets=tuple(kept_row(read_target_facts, row) for row in self.tables("targets", "name")),
            stated=tuple(kept_row(read_stated_facts, row) for row in self.tables("stated", "name")),
            explanations=tuple(read_explanation_facts(row) for row in self.tables("explanations", "check")),
            none_sections=self.words("none_sections"),
            people=self.people(),
            approved={},
            last_figures={},
            unmentioned=frozenset(key for key in FACTS_COLLECTIONS if key not in self.data),
            **heads,
        )

    def year(self) -> int | None:
        value = self.take("year", None, (int,), "四位数的年度，如 2020")
        if value is not None and not 2000 <= value <= 2100:
            self.fault("year", read=value, expected="四位数的年度，如 2020")
        return value

    def figures(self) -> dict[str, Amount]:
        inner = self.table("figures")
        return {self.key(inner, name): inner.amount(name, signed=True) for name in inner.data}

    def coded_texts(self, key: str) -> dict[str, str]:
        inner = self.table(key)
        return {self.key(inner, code): inner.text(code, "") for code in inner.data}

    def entries(self) -> dict[str, EntryFacts]:
        inner = self.table("entries")
        return {self.key(inner, code): kept_row(read_entry_facts, inner.table(code)) for code in inner.data}

    @staticmethod
    def key(inner: "FactsReader", name: str) -> str:
        """Codes are short ASCII words; anything else is a fault, not a figure."""
        if len(name) > LONGEST_CODE or not is_code(name):
            inner.fault(shown_in_fault(name)[1:-1], read=name, expected="由小写字母、数字、下划线和点组成的代码")
        return name

    def people(self) -> PeopleFacts:
        inner = self.table("people")
        found = PeopleFacts(inner.text("preparer", ""), inner.text("head", ""), inner.text("phone", ""))
        inner.close()
        return found


def kept_row(read: Callable[[FactsReader], Row], row: FactsReader) -> Row:
    """A short row without faults is read once; not one with numbers that are no texts, as 30.5 equals 30.50, and no list
    but one of ticks: what else stands in it is a fault, however long."""
    cells, length = [], 0
    for key, value in row.data.items():
        if (kind := type(value)) in (Decimal, float) or (kind is list and not {*map(type, value)} <= {bool}):
            return read(row)
        length += len(key) + (len(value) if kind is str or kind is list else 1)
        cells.append((key, kind, tuple(value) if kind is list else value))  # True is 1, and no number
    with suppress(TypeError):  # a row that holds others is read
        if length <= LONGEST_KEPT and (found := _row_without_faults(read, tuple(cells))) is not None:
            return cast(Row, found)
    return read(row)


@lru_cache(maxsize=4096)
def _row_without_faults(read: Callable[[FactsReader], Any], cells: tuple[tuple[str, type, Any], ...]) -> object:
    faults: list[FileFault] = []
    data = {key: [*value] if kind is list else value for key, kind, value in cells}
    found = read(FactsReader(data, "", faults))
    return None if faults else found


@lru_cache(maxsize=4096)
def is_code(name: str) -> bool:
    """Whether a key is a short word of ASCII, as all codes of schemes are."""
    return name.isascii() and name.replace(".", "").replace("_", "").isalnum()


def json_number_text(value: str | int | float | Decimal) -> str:
    """A JSON number in plain digits; a monstrous exponent stays as it is and is refused later."""
    if isinstance(value, str):
        return value
    number = Decimal(str(value))
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 60 else str(number)


def read_project_facts(row: FactsReader) -> ProjectFacts:
    items = tuple(kept_row(read_item_facts, part) for part in row.tables("items", "name"))
    amounts = {name: row.amount(name) for name in ("budget", "full_year", "in_place", "actual")}
    found = ProjectFacts(
        row.text("name", ""),  # a draft may lack a name while it is written: `required` says so, and the file is read
        row.choice("kind", PROJECT_KINDS, OTHER_KIND),
        goal=row.text("goal", ""),
        note=row.text("note", ""),
        items=items,
        targets=tuple(kept_row(read_target_facts, part) for part in row.tables("targets", "name")),
        **amounts,
    )
    row.close()
    return found


def read_target_facts(row: FactsReader) -> TargetFacts:
    texts = {name: row.text(name, "") for name in ("level2", "unit", "grade", "deviation_reason")}
    direction, target = read_direction_and_target(row)
    if not texts["unit"] and direction != QUALITATIVE_DIRECTION:
        texts["unit"] = unit_beside(target)
    found = TargetFacts(
        row.text("slot", ""),
        row.text("name", ""),
        direction=direction,
        target=target,
        attained=read_number_or_words(row, "attained"),
        begin_target=read_number_or_words(row, "begin_target"),
        weight=row.amount("weight"),
        score=row.amount("score"),
        **texts,
    )
    row.close()
    return found


def read_direction_and_target(row: FactsReader) -> tuple[str, str]:
    """A sign that stands with the number (≥95%) belongs to the direction; where the two differ both stay, for check 25."""
    direction = row.choice("direction", DIRECTION_KINDS, "ge", DIRECTION_BY_SIGN, ALL_DIRECTIONS_EXPECTED)
    target = read_number_or_words(row, "target")
    written, rest = written_direction(target)
    given = direction if row.has("direction") else written
    return (direction, target) if given != written or not written else (written, rest)


def read_number_or_words(row: FactsReader, key: str) -> str:
    """A number or words, kept as written; whether it fits the direction is a matter of the checks (25)."""
    value = row.take(key, "", (str, int, float, Decimal, type(None)), '数字或文字，如 "95"')
    if isinstance(row.data.get(key), str):
        return row.text(key, "")
    return "" if value in (None, "") else json_number_text(value)


def read_item_facts(row: FactsReader) -> ItemFacts:
    found = ItemFacts(row.text("name", ""), row.amount("amount"))
    row.close()
    return found


def read_building_facts(row: FactsReader) -> BuildingFacts:
    amounts = [row.amount(f"{kind}_{what}") for what in ("area", "investment") for kind in ("approved", "actual")]
    found = BuildingFacts(row.text("name", ""), *amounts)
    row.close()
    return found


def read_entry_facts(row: FactsReader) -> EntryFacts:
    checked = row.items("checked", None) if row.has("checked") else None
    if checked is not None and any(not isinstance(tick, bool) for tick in checked):
        row.fault("checked", read=checked, expected="由 true、false 组成的列表")
    cases = row.integer("cases") if row.data.get("cases") is not None else row.take("cases", None, (object,), "")
    found = EntryFacts(
        None if checked is None else tuple(bool(tick) for tick in checked),
        cases,
        row.text("grade", ""),
        row.amount("score"),
        row.amount("maximum"),
        row.text("choice", ""),
        row.flag("not_applicable"),
        row.text("reason", ""),
        row.amount("self_score"),
    )
    row.close()
    return found


def read_achievement_facts(row: FactsReader) -> AchievementFacts:
    found = AchievementFacts(row.text("title", ""), row.text("body", ""))
    row.close()
    return found


def read_stated_facts(row: FactsReader) -> StatedFacts:
    value = row.take("value", None, (str, int, float, Decimal), '印在别处的数，如 "25.46"')
    if value is None:
        row.note("value", read=KEY_ABSENT, expected='印在别处的数，如 "25.46"')
    text = "" if value is None else json_number_text(value).strip().removesuffix("%").strip()
    if value is not None and not 0 < len(text) <= LONGEST_STATED:
        row.fault(
            "value",
            read=value,
            expected=f'印在别处的数，如 "25.46"，最多 {LONGEST_STATED} 个字符',
            remedy="没有印数的，请删去这一条",
        )
    found = StatedFacts(row.text("name"), text, row.text("where", ""))
    row.close()
    return found


def read_explanation_facts(row: FactsReader) -> ExplanationFacts:
    found = ExplanationFacts(
        row.text("check"),
        row.text("field", ""),
        row.text("text"),
        row.text("person", ""),
        row.text("found", ""),
        row.choice("audience", AUDIENCE_LABELS, ""),
    )
    row.close()
    return found
