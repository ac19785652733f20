"""What lies in the accountant's own Excel and Word files of the seed year, as Office puts it on the clipboard."""

from evaluations.language.words import PROJECT_KINDS
from tests.journeys.people import SEED

FIGURES, NUMERALS = SEED["figures"], "一二三四五六七八九十"
COLUMNS = ("last_budget", "last_actual", "budget", "actual")
# The department's annex 2 as it kept it: own numbering, sums, accounting format.
BASE = {
    "一、财政供养人员情况": "",
    "编制数（人）": "actual:establishment_posts",
    "年末在职人数（在编）（人）": "actual:staff_in_post",
    "二、“三公经费”": "three_public",
    "1.公务用车购置和维护经费": "",
    "其中：公务用车购置": "vehicle_purchase",
    "公务用车运行维护费": "vehicle_operation",
    "2.因公出国(境)经费": "overseas_travel",
    "3.公务接待费": "reception",
    "三、项目支出合计": "project",
    "四、公用经费": "operating",
    "五、政府采购金额": "procurement",
    "年初预算数": "budget:budget_begin",
    "本年追加（减）预算数": "budget:budget_added",
}
ACCOUNTS = {
    "上年结转": "actual:carryover_in",
    "收入合计": "revenue",
    "其中：财政拨款收入": "fiscal_appropriation",
    "支出合计": "expenditure",
    "一、基本支出": "basic",
    "1.人员经费": "personnel",
    "三、上缴上级支出": "remitted",
    "年末结转和结余": "actual:year_end_balance",
}
ACCOUNTING = {"0": " -   ", "n/a": "不适用", None: ""}


def figure(spec: str, column: str) -> str:
    """The text of a cell as the accounting format shows it."""
    place, _, name = spec.rpartition(":")
    value = FIGURES.get(name if place == column else f"{spec}.{column}")
    return ACCOUNTING.get(value, f" {value} ")


def table(title: str, rows: dict[str, str], columns: tuple[str, ...]) -> str:
    """A marked block with its title, its heads and its names."""
    years = {
        "last_budget": "2019年预算数",
        "last_actual": "2019年决算数",
        "budget": "2020年预算数",
        "actual": "2020年决算数",
    }
    lines = [[title, *[""] * len(columns)], ["项目", *(years[column] for column in columns)]]
    lines += [[name, *(figure(spec, column) if spec else "" for column in columns)] for name, spec in rows.items()]
    return "".join("\t".join(line) + "\n" for line in lines)


def projects() -> str:
    """The list of projects as its own table, with its heads."""
    lines = [["项目名称", "类别", "预算数", "到位资金", "实际支出"]]
    lines += [
        [one["name"], PROJECT_KINDS[one["kind"]], *(f" {one[name]} " for name in ("budget", "in_place", "actual"))]
        for one in SEED["projects"]
    ]
    return "".join("\t".join(line) + "\n" for line in lines)


def items(project: dict) -> str:
    return "".join(f"{item['name']}\t{item['amount']}\n" for item in project["items"])


def listed(code: str) -> str:
    """A text whose lines Word has numbered: a copy carries the numbers along."""
    return "\n".join(f"{n}.\t{line}" for n, line in enumerate(SEED["narratives"][code].splitlines(), 1))


def chapter(*parts: tuple[str, str]) -> str:
    """Texts under their headings （一）（二）."""
    return "\n".join(f"（{NUMERALS[n]}）{title}\n{text}" for n, (title, text) in enumerate(parts))


def achievements() -> str:
    lines = (f"{NUMERALS[n]}是{one['title']}。{one['body']}" for n, one in enumerate(SEED["achievements"]))
    return "\n".join(["（四）预算支出绩效", *(f"\u3000\u3000{line}" for line in lines)])
