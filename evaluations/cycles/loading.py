"""A scheme file on its way in: read, judged with every fault at once, and loaded by content when it has none."""

import re
import tomllib

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations import events, models
from evaluations.indicators.faults import Fault, shown
from evaluations.indicators.scheme import Scheme, SchemeError, parse_scheme

LARGEST = 128 * 1024  # bytes; hunan-2013 has 31 KB
PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
# What tomllib says, and what the person has to do about it.
ADVICE = {
    "Expected '=' after a key": '键和值之间要有等号，例如 code = "hunan-2023"',
    "Invalid value": "等号后面要有值：文字写在英文引号里，数字不加引号，列表写在方括号里",
    "Unterminated string": "引号没有配对",
    "Illegal character": "这里有不能用的字符，例如没有配对的引号或中文引号",
    "Expected newline": "一行只写一个键和值，后面不能再有别的内容",
    "Unclosed array": "方括号没有配对",
    "Cannot overwrite": "同一个键写了两次，请删去一个",
    "Cannot declare": "同一个表写了两次；要写多项的请用 [[两层方括号]]",
    "Expected ']": "方括号没有配对",
}


def decoded(content: bytes, name: str) -> str:
    """The file as text. Raises SchemeError for what is too large, empty or not UTF-8, with the line."""
    if len(content) > LARGEST:
        size = f"{len(content) / 1024:.0f} KB"
        raise SchemeError([Fault(name, "", size, f"不超过 {LARGEST // 1024} KB 的文件", "请确认选对了文件")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        remedy = "请用记事本或 WPS 打开，另存为 UTF-8 编码后重新选择"
        fault = Fault(f"{name} 第 {line} 行", "", "不是 UTF-8 编码的文字", "UTF-8 编码的 TOML 文件", remedy)
        raise SchemeError([fault]) from None
    if not text.strip():
        raise SchemeError([Fault(name, "", "空文件", "写好的指标体系（.toml）", "请确认选对了文件")])
    return text


def judged(text: str, name: str) -> Scheme:
    """The scheme in a text; raises SchemeError with all its faults, a broken file with the line that breaks it."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemeError([syntax_fault(text, name, str(error))]) from None
    except (RecursionError, ValueError):
        pass  # parse_scheme says it in its own words
    return parse_scheme(text, name)


def syntax_fault(text: str, name: str, message: str) -> Fault:
    """Where the file stops being TOML: the line, what stands there, and what to do."""
    lines, found = text.split("\n"), PLACE.search(message)
    number = int(found[1]) if found else len(lines)
    place = f"{name} 第 {number} 行" + (f"第 {found[2]} 列" if found else "（文件末尾）")
    remedy = next((advice for words, advice in ADVICE.items() if words in message), "请对照示例检查这一行和上一行")
    return Fault(place, "", shown(lines[min(number, len(lines)) - 1].strip()), "正确的 TOML 写法", remedy)


def load(scheme: Scheme, *, user: User | None, request: HttpRequest | None = None) -> tuple[models.Scheme, bool]:
    """The scheme as an unchangeable row, and whether it is new: the same content is kept once."""
    with transaction.atomic():
        row, new = models.Scheme.objects.get_or_create(
            digest=scheme.digest, defaults={"code": scheme.code, "title": scheme.title, "source": scheme.source}
        )
        if new:
            detail = {"code": scheme.code, "sha256": scheme.digest}
            events.record("load_scheme", user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN)
        return row, new
