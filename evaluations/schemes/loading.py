"""The way in of a scheme: a TOML file or its text becomes a ScoringScheme, or an error with every fault."""

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from evaluations.language.faults import FileFault, did_you_mean
from evaluations.language.toml_faults import toml_fault
from evaluations.schemes.consistency import cross_check
from evaluations.schemes.reading import SchemeReader
from evaluations.schemes.scheme import SchemeError, ScoringScheme, Section

SCHEMES_DIRECTORY = Path(__file__).resolve().parent / "shipped"
OTHER_KINDS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf"  # how files of other programs begin
SCHEME_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", re.ASCII)


def load_scheme(name_or_path: str | Path) -> ScoringScheme:
    """Load evaluations/schemes/shipped/<name>.toml, or a .toml file. Raises SchemeError, also when there is none."""
    path = Path(name_or_path)
    if isinstance(name_or_path, str) and SCHEME_NAME.fullmatch(name_or_path):
        path = SCHEMES_DIRECTORY / f"{name_or_path}.toml"
        if not path.is_file():
            known = sorted(file.stem for file in SCHEMES_DIRECTORY.glob("*.toml"))
            remedy = did_you_mean(name_or_path, known) or f"已有的方案：{'、'.join(known)}；也可以写 .toml 文件的路径"
            raise SchemeError(
                [FileFault(where="方案", read=f"“{name_or_path}”", expected="已有方案的名称", remedy=remedy)]
            )
    try:
        content = path.read_bytes()
    except (OSError, ValueError):
        read = f"“{str(name_or_path)[:100]}”"
        raise SchemeError(
            [FileFault(where="方案", read=read, expected="能够打开的 .toml 文件", remedy="请核对路径")]
        ) from None
    return parse_scheme(scheme_text(content, path.name), path.name)


def scheme_text(content: bytes, name: str) -> str:
    """The file as text. Raises SchemeError for what is empty, another kind of file, or not UTF-8, with the line."""
    where, read, expected, remedy = name, "空文件", "写好的指标体系（.toml）", "请确认选对了文件"
    if content.startswith(OTHER_KINDS):
        read, expected = "Word、Excel、PDF 或压缩文件", "用记事本写的文字文件（.toml）"
        raise SchemeError([FileFault(where=where, read=read, expected=expected, remedy=remedy)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        where, read, expected = f"{name} 第 {line} 行", "不是 UTF-8 编码的文字", "UTF-8 编码的 TOML 文件"
        remedy = "请用记事本或 WPS 打开，另存为 UTF-8 编码后重新选择"
        raise SchemeError([FileFault(where=where, read=read, expected=expected, remedy=remedy)]) from None
    if not text.strip():
        raise SchemeError([FileFault(where=where, read=read, expected=expected, remedy=remedy)])
    return text


def newest_shipped_schemes() -> list[ScoringScheme]:
    """The forms that come with the program, the one of the latest years first."""
    forms = [load_scheme(path.stem) for path in SCHEMES_DIRECTORY.glob("*.toml")]
    return sorted(forms, key=lambda one: (one.years, one.code), reverse=True)


def parse_scheme(text: str, origin: str) -> ScoringScheme:
    """Read a scheme's text; `origin` is the file's name for messages. Raises SchemeError with all faults."""
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise SchemeError([toml_fault(text, error)], origin) from None
    faults: list[FileFault] = []
    reader = SchemeReader(data, "", faults)
    scheme = reader.scheme(text)
    reader.close()
    cross_check(scheme, faults)
    if faults:
        raise SchemeError(faults, origin)
    return replace(scheme, sections=_sections_with_figures(scheme))


def _sections_with_figures(scheme: ScoringScheme) -> tuple[Section, ...]:
    """The sections, each with the figures entered there."""
    return tuple(
        replace(section, figures=tuple(f for f in scheme.figures.values() if f.section == section.code))
        for section in scheme.sections
    )
