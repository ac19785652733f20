"""manage.py read_accounts FILE… [--scheme NAME|FILE.toml] [--json]: final accounts in, figures with their cells out."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from evaluations.final_accounts.account_figures import AccountFigure
from evaluations.final_accounts.accounts_json import accounts_as_json, source_as_json
from evaluations.final_accounts.accounts_reading import AccountsReading, read_accounts
from evaluations.final_accounts.sheet_account import AccountFile
from evaluations.foreign_files.accounts_file import accounts_file
from evaluations.foreign_files.file_refusals import LARGEST_WORKBOOK
from evaluations.language.rounding import plain_number
from evaluations.schemes.accounts_wanted import accounts_wanted
from evaluations.schemes.loading import load_scheme, newest_shipped_schemes
from evaluations.schemes.scheme import SchemeError, ScoringScheme

UNUSABLE = 2


class Command(BaseCommand):
    help = (
        "Read final accounts (.xls, .et, .xlsx, .xlsm); no database. Exit 0 when all were opened, 2 when one was not."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="a workbook: 决算公开表 or an export of the software"
        )
        parser.add_argument("--scheme", help="name of a shipped scheme or a .toml file; default: that of the year")
        parser.add_argument("--year", type=int, help="year of the report; default: the latest year in the files")
        parser.add_argument("--department", action="append", default=[], help="name of the department; may be repeated")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        """A file that cannot be opened does not keep the others from being read."""
        files = [opened_file(name) for name in options["files"]]
        try:
            reading = read_for(files, options["scheme"], options["year"], options["department"])
        except SchemeError as error:
            self.stderr.write(str(error))
            sys.exit(UNUSABLE)
        if options["as_json"]:
            self.stdout.write(json.dumps(accounts_as_json(reading), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(account_lines(reading)))
        if refused := [file for file in files if file.refused]:
            self.stderr.write("\n".join(f"{file.name}：{file.refused}" for file in refused))
            sys.exit(UNUSABLE)


def opened_file(name: str) -> AccountFile:
    """A file by its own name, opened in the limited child."""
    path = Path(name)
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_WORKBOOK else b"?" * (LARGEST_WORKBOOK + 1)
    except (OSError, ValueError):
        return AccountFile(path.name, refused="文件无法打开。请核对路径。")
    return accounts_file(path.name, content)


def read_for(files: list[AccountFile], scheme: str | None, year: int | None, owners: list[str]) -> AccountsReading:
    """What the files say for this form, or for the form of their year; raises SchemeError."""
    if scheme:
        return read_accounts(files, accounts_wanted(load_scheme(scheme), year, owners))
    shipped = newest_shipped_schemes()
    found = read_accounts(files, accounts_wanted(shipped[0], year, owners)).year
    return read_accounts(files, accounts_wanted(form_of_year(shipped, found), year, owners))


def form_of_year(shipped: list[ScoringScheme], year: int | None) -> ScoringScheme:
    """Of the forms that were in use in that year the one that asks for most; the newest of all for none."""
    in_use = [one for one in shipped if year and one.years[0] <= year <= one.years[-1]]
    return max(in_use, key=lambda one: len(one.figures), default=shipped[0])


def account_lines(reading: AccountsReading) -> list[str]:
    """A readable account in Chinese."""
    lines = [f"{reading.year} 年度：" if reading.year else "没有读到年度："]
    lines += [figure_line(figure) for figure in reading.figures]
    for conflict in reading.conflicts:
        lines.append(f"  × {conflict.name}：{conflict.why}")
        lines += [f"      {plain_number(one.value)}  {place_words(source_as_json(one))}" for one in conflict.sources]
    lines.append("各张表：")
    lines += [
        f"  {one.sheet.file} · {one.sheet.name}：{one.answer_words}{''.join(f' {text}' for text in one.remarks)}"
        for one in reading.sheets
    ]
    return [*lines, *(f"  {' · '.join(filter(None, refused))}" for refused in reading.refused)]


def figure_line(figure: AccountFigure) -> str:
    """One figure in one line."""
    source = source_as_json(figure.source)
    doubts = f"（请确认：{'；'.join(figure.doubts)}）" if figure.doubts else ""
    mark = "✔" if figure.certain else "?"
    return f"  {mark} {figure.name} = {plain_number(figure.value)} {figure.unit}  {place_words(source)}{doubts}"


def place_words(source: dict[str, Any]) -> str:
    """File, sheet, formula, labels and scope of a figure."""
    return f"{source['file']} · {source['sheet']} · {source['formula']}（{source['label']}，{source['scope']}）"
