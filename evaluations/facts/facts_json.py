"""The text of a facts document as JSON: exact numbers, every key once, and a sentence for what cannot be parsed."""

import json
from decimal import Decimal
from typing import Any

from evaluations.facts.document import FactsError
from evaluations.language.faults import FileFault, shown_in_fault

LARGEST_FACTS = 5_000_000  # characters; a whole report has a few ten thousand


def parsed_facts_json(content: bytes | str) -> Any:
    """Parse JSON exactly (numbers as Decimal); raises FactsError for anything unusable."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except UnicodeDecodeError:
        raise unusable_facts("不是 UTF-8 编码的内容", "UTF-8 编码的 JSON 文件", "请另存为 UTF-8 编码") from None
    if len(text) > LARGEST_FACTS:
        raise unusable_facts(f"{len(text)} 个字符", f"不超过 {LARGEST_FACTS} 个字符", "请只保留一个部门一个年度的数据")
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        place = f"第{error.lineno}行第{error.colno}列"
        raise unusable_facts(f"不是 JSON（{place}附近出错）", "JSON 文件", "请检查引号、逗号和括号") from None
    except RecursionError:
        raise unusable_facts("括号嵌套过深", "普通的 JSON 文件", "请检查文件是否损坏") from None
    except ValueError as error:
        if isinstance(error, FactsError):
            raise
        raise unusable_facts("位数过多的数字", "普通的数字", "请核对数字") from None


def unusable_facts(read: str, expected: str, remedy: str) -> FactsError:
    """The one fault of a file that is no document at all."""
    return FactsError([FileFault(where="文件", read=read, expected=expected, remedy=remedy)])


def _refuse(constant: str) -> Any:
    raise unusable_facts(constant, "普通的数字", '没有数据的填 null，不适用的填 "n/a"')


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise unusable_facts(f"{shown_in_fault(key)}写了两次", "每个键只写一次", "请删去多余的一个")
        found[key] = value
    return found
