"""Small invented final accounts: sheets as lists of rows, read for the forms as they ship."""

from collections.abc import Sequence
from typing import Any

from evaluations.final_accounts.account_cells import AccountCell, AccountSheet, MergedArea
from evaluations.final_accounts.account_mapping import FigureMapping, shared_mapping
from evaluations.final_accounts.accounts_reading import AccountsAsked, AccountsReading, read_accounts
from evaluations.final_accounts.sheet_account import AccountFile

Row = Sequence[Any]
OWNER = "某县林业局"


def head(title: str, unit: str = "万元", year: str = "2024年度", owner: str = OWNER) -> list[Row]:
    """Title, number of the table (which says nothing), owner and unit."""
    return [[title], [None, None, "公开99表"], [f"部门：{owner}", year, f"金额单位：{unit}"]]


def spending(total: Any = 1857.98, basic: Any = 834.38, project: Any = "1,023.60", **other: Any) -> list[Row]:
    """支出决算表."""
    return [
        *head("支出决算表", **other),
        ["项目", None, "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
        ["功能分类科目编码", "科目名称"],
        ["栏次", None, "1", "2", "3", "4", "5", "6"],
        ["合计", None, total, basic, project],
        ["213", "农林水支出", total, basic, project],
        ["注：本表反映部门本年度各项支出情况。"],
    ]


def overview(revenue: Any = 100, spent: Any = 90, **other: Any) -> list[Row]:
    """收入支出决算总表, with the columns of the software."""
    return [
        *head("收入支出决算总表", **other),
        ["收入", None, None, None, None, "支出"],
        [
            "项目",
            "行次",
            "年初预算数",
            "全年预算数",
            "决算数",
            "项目（按支出性质）",
            "行次",
            "年初预算数",
            "全年预算数",
            "决算数",
        ],
        ["栏次", None, "1", "2", "3", "栏次", None, "4", "5", "6"],
        ["一、一般公共预算财政拨款收入", 1, 80, 95, revenue, "一、基本支出", 20, 50, 60, 55],
        ["二、政府性基金预算财政拨款收入", 2, None, None, None, "　　人员经费", 21, 40, 45, 44],
        ["三、国有资本经营预算财政拨款收入", 3, None, None, None, "　　日常公用经费", 22, 10, 15, 11],
        [None, 4, None, None, None, "二、项目支出", 23, 30, 45, 35],
        ["本年收入合计", 5, 80, 95, revenue, "本年支出合计", 24, 80, 105, spent],
        ["使用非财政拨款结余（含专用结余）", 6, "—", "—", None, "结余分配", 25, "—", "—", None],
        ["年初结转和结余", 7, None, 10, 10, "年末结转和结余", 26, "—", "—", 20],
        ["总计", 8, 80, 105, 110, "总计", 27, 80, 105, 110],
    ]


def basic_codes(**other: Any) -> list[Row]:
    """一般公共预算财政拨款基本支出决算明细表: three blocks, codes as numbers, as texts."""
    return [
        *head("一般公共预算财政拨款基本支出决算明细表", **other),
        ["人员经费", None, None, "公用经费"],
        ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
        [301, "工资福利支出", 44, "302", "商品和服务支出", 10, "310", "资本性支出", 1],
        [30101, "基本工资", 44, "30201", "办公费", 4],
        [303, "对个人和家庭的补助", None, "30205", "水费", 1],
        [None, None, None, "30206", "电费", 2],
        [None, None, None, "30211", "差旅费", 3],
        ["人　员 经费合计", None, 44, "公用经费合计", None, None, None, None, 11],
    ]


def sheet(
    name: str, rows: Sequence[Row], file: str = "甲.xlsx", *, merged: Sequence[MergedArea] = (), **seen: Any
) -> AccountSheet:
    """Rows as a sheet; a pair (text, fault) is a cell that cannot be read."""
    cells = {
        (r, c): AccountCell(r, c, *value) if isinstance(value, tuple) else AccountCell(r, c, str(value))
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value is not None
    }
    return AccountSheet(file, name, cells, merged, **seen)


def read(
    *sheets: AccountSheet,
    year: int | None = None,
    owners: Sequence[str] = (),
    mapping: dict[str, FigureMapping] | None = None,
    last: dict[str, str] | None = None,
) -> AccountsReading:
    """The sheets, each in the file that it names, read for every figure that is known."""
    names = dict.fromkeys(one.file for one in sheets)
    files = [AccountFile(name, [one for one in sheets if one.file == name]) for name in names]
    asked = AccountsAsked(mapping=mapping or shared_mapping(), last=last or {}, year=year, owners=owners)
    return read_accounts(files, asked)


def values(reading: AccountsReading) -> dict[str, str]:
    """Figure → value."""
    return {one.name: format(one.value.normalize(), "f") for one in reading.figures}


def figure(reading: AccountsReading, name: str) -> Any:
    """One figure."""
    return next(one for one in reading.figures if one.name == name)


def remarks(reading: AccountsReading) -> str:
    """All that is said of the sheets."""
    return " ".join(text for one in reading.sheets for text in one.remarks)
