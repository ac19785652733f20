"""Reads one table of a TOML or JSON file key by key and notes every fault instead of stopping at the first."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Self

from evaluations.language.character_table import compared_spelling
from evaluations.language.faults import FileFault, did_you_mean, right_spelling, shown_in_fault, suggested_code
from evaluations.language.formulas import FORMULA_WORDS, Formula, FormulaError
from evaluations.language.sentence_slots import HEAD_WORDS
from evaluations.language.texts import TextError, clean_characters

KEY_REQUIRED: Any = object()
KEY_ABSENT = "（没有这一项）"
NO_OTHERS: Mapping[str, str] = MappingProxyType({})
NAMEABLE_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
CODE_WORDS = "小写英文字母开头，只含小写字母、数字和下划线的代码，如 staff_rate"
# What a formula or a sentence reads otherwise.
RESERVED_WORDS = FORMULA_WORDS | HEAD_WORDS
LONGEST_UNIT = 6
NUMBERS_END = 1_000_000  # no number of a form is as large
LONGEST_FILE_TEXT = 40_000  # characters of one text, twice what a report takes: more is refused unread


class TableReader:
    """A table being read. Every `take`n key counts as known; `close` reports the others."""

    def __init__(self, data: Any, where: str, faults: list[FileFault]) -> None:
        self.where, self.faults, self.known = where, faults, set[str]()
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            self.fault("", read=data, expected="一个表（键和值）")

    def fault(self, key: str, *, read: object, expected: str, remedy: str = "") -> None:
        """Note a fault; `read` is the value as it stands in the file."""
        self.note(
            key, read=KEY_ABSENT if read == KEY_ABSENT else shown_in_fault(read), expected=expected, remedy=remedy
        )

    def note(self, key: str, *, read: str, expected: str, remedy: str = "") -> None:
        """Note a fault; `read` says in words what was found."""
        self.faults.append(FileFault(where=self.where, key=key, read=read, expected=expected, remedy=remedy))

    def has(self, key: str) -> bool:
        return key in self.data

    def take(self, key: str, default: Any, kinds: tuple[type, ...], expected: str) -> Any:
        """The value of a key when it has the right kind; else the default, with a fault when it was there."""
        self.known.add(key)
        if key not in self.data:
            if default is KEY_REQUIRED:
                self.note(key, read=KEY_ABSENT, expected=expected, remedy="请补上这一项")
                return None
            return default
        value = self.data[key]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.fault(key, read=value, expected=expected, remedy=right_spelling(value, kinds))
            return None if default is KEY_REQUIRED else default
        return value

    def text(self, key: str, default: Any = KEY_REQUIRED) -> str:
        value = self.take(key, default, (str,), "一段文字，写在引号里")
        if value is None:
            return ""
        if len(value) > LONGEST_FILE_TEXT:
            self.note(
                key,
                read=f"{len(value)} 个字符",
                expected=f"不超过 {LONGEST_FILE_TEXT} 个字符的文字",
                remedy="请精简文字",
            )
            return ""
        try:
            cleaned = clean_characters(value)
        except TextError as error:
            self.fault(key, read=value, expected="正常的文字", remedy=str(error).rstrip("。"))
            return ""
        if not cleaned and default is KEY_REQUIRED:
            self.fault(key, read=value, expected="一段文字，不能空着")
        return cleaned

    def code(self, key: str = "code", dots: bool = False) -> str:
        """A code that formulas and templates can name; `dots`: a figure's name, such as three_public.actual."""
        value = self.text(key)
        return self.checked_code(key, value, dots) if value else value

    def checked_code(self, key: str, value: str, dots: bool = True) -> str:
        parts = value.split(".") if dots else [value]
        if value in RESERVED_WORDS:
            self.fault(
                key,
                read=value,
                expected="另一个代码",
                remedy=f"{value} 是公式和句子里的专用词，请换一个，如 {value}_amount",
            )
        elif any(not NAMEABLE_CODE.fullmatch(part) or "__" in part for part in parts):
            self.fault(
                key,
                read=value,
                expected=CODE_WORDS + ("，各段之间可用点" if dots else ""),
                remedy=suggested_code(value),
            )
        return value

    def unit(self, key: str, default: str) -> str:
        """A unit of measure: 万元, 人, 公里, 台次 … any short word."""
        value = self.text(key, default).replace("％", "%")
        if len(value) > LONGEST_UNIT or re.search(r"[\d\s²³]", value):
            remedy = "平方米写作 ㎡" if re.search("[2²]", value) else ""
            self.fault(
                key,
                read=value,
                expected=f"计量单位，最多 {LONGEST_UNIT} 个字，不含数字和空格，如 万元、人、公里",
                remedy=remedy,
            )
            return default
        return value

    def choice(
        self,
        key: str,
        options: Iterable[str],
        default: Any = KEY_REQUIRED,
        also: Mapping[str, str] = NO_OTHERS,
        expected: str = "",
    ) -> str:
        """One of the options; `also` are other ways of writing them, `expected` what a message calls them."""
        value, known = self.text(key, default), list(options)
        value = also.get(value) or also.get(compared_spelling(value), value)
        if value and value not in known:
            labels = options if isinstance(options, Mapping) else NO_OTHERS
            meant = next((f'请写 "{code}"' for code, label in labels.items() if label == value), "")
            remedy = meant or did_you_mean(value, known) or "请选其中一个，照原样写"
            self.fault(key, read=value, expected=f"{expected or '、'.join(known)} 之一", remedy=remedy)
            return "" if default is KEY_REQUIRED else str(default)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        return bool(self.take(key, default, (bool,), "true 或 false，不加引号"))

    def integer(self, key: str, default: Any = KEY_REQUIRED, least: int = 0) -> int:
        value = self.take(key, default, (int,), "整数，不加引号")
        if value is not None and value != default and value < least:
            self.fault(key, read=value, expected=f"不小于 {least} 的整数", remedy=f"最小写 {least}")
            value = None
        elif value is not None and value >= NUMBERS_END:
            self.fault(key, read=value, expected=f"小于 {NUMBERS_END} 的整数")
            value = None
        return least if value is None else value

    def number(self, key: str, default: Any = KEY_REQUIRED, positive: bool = False) -> Decimal:
        value = self.take(key, default, (int, Decimal), "数字，不加引号")
        return self.checked_number(key, value, positive)

    def checked_number(self, key: str, value: Any, positive: bool = False) -> Decimal:
        """A finite number below a million; zero with a fault when it is not."""
        if value is None:
            return Decimal(0)
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            self.fault(key, read=value, expected="数字，不加引号", remedy=right_spelling(value, (int, Decimal)))
            return Decimal(0)
        number = Decimal(value)
        if not number.is_finite() or abs(number) >= NUMBERS_END or (positive and number <= 0):
            self.fault(key, read=value, expected="大于 0 的数字" if positive else "普通的数字")
            return Decimal(1) if positive else Decimal(0)
        return number

    def items(self, key: str, default: Any = (), expected: str = "一个列表，写在方括号里") -> list[Any]:
        value = self.take(key, default, (list,), expected)
        return list(value or ())

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self.items(key)
        for value in values:
            if not isinstance(value, str):
                self.fault(key, read=value, expected="只含文字的列表")
        return tuple(value for value in values if isinstance(value, str))

    def tuples(self, key: str, *kinds: type, default: Any = KEY_REQUIRED) -> list[tuple[Any, ...]]:
        """A list of short lists, such as [["好", 6], ["差", 0]]; str or Decimal per place. One with a fault is left out, so
        that nothing is said of how it stands to the others."""
        rows = []
        expected = "、".join("文字" if kind is str else "数字" for kind in kinds)
        for value in self.items(key, default, f"一个列表，每项为 [{expected}]"):
            if not isinstance(value, list) or len(value) != len(kinds):
                self.fault(key, read=value, expected=f"由[{expected}]组成的列表")
            elif any(not isinstance(part, str) for part, kind in zip(value, kinds, strict=True) if kind is str):
                self.fault(key, read=value, expected=f"由[{expected}]组成的列表")
            else:
                told, pairs = len(self.faults), zip(value, kinds, strict=True)
                row = tuple(p if kind is str else self.checked_number(key, p) for p, kind in pairs)
                rows += [row] if len(self.faults) == told else []
        return rows

    def formula(self, key: str) -> Formula | None:
        text = self.text(key, None) if self.has(key) else ""
        return self.parsed(key, text) if text else None

    def parsed(self, key: str, text: str) -> Formula | None:
        try:
            return Formula.parse(text)
        except FormulaError as error:
            self.fault(key, read=text, expected="公式", remedy=str(error).rstrip("。"))
            return None

    def table(self, key: str) -> Self:
        value = self.take(key, None, (dict,), "一个表，写在花括号里")
        return type(self)(value or {}, f"{self.where}.{key}" if self.where else key, self.faults)

    def tables(self, key: str, name: str = "code") -> list[Self]:
        """Readers of an array of tables, each placed by its code (or its number, from 1)."""
        found, prefix = [], f"{self.where}.{key}" if self.where else key
        for number, data in enumerate(self.items(key), 1):
            label = data.get(name) if isinstance(data, dict) else None
            place = (
                shown_in_fault(label)[1:-1]
                if isinstance(label, str) and label
                else shown_in_fault(label)
                if type(label) is int
                else number
            )
            found.append(type(self)(data, f"{prefix}[{place}]", self.faults))
        return found

    def close(self) -> None:
        """Report the keys nobody asked for, with the nearest known one."""
        for key in self.data:
            if key not in self.known:
                self.faults.append(
                    FileFault(
                        where=self.where or "文件开头",
                        key=shown_in_fault(key)[1:-1],
                        read="不认识的键",
                        expected="已有的键之一",
                        remedy=did_you_mean(str(key), self.known) or "请删去，或查对键名",
                    )
                )
