"""What the seed's accountant has on disk before the site is opened: the report in Word and the export of the final accounts.

The paper is worded as the county's papers are, not as ours; annex 2 is left out, for its figures stand in the accounts.
"""

from pathlib import Path

from docx import Document
from openpyxl import Workbook

from tests.journeys.papers import NUMERALS
from tests.journeys.people import SEED

FIGURES, SAID = SEED["figures"], SEED["narratives"]
TITLE = "永兴县政务服务中心2020年度部门整体支出绩效评价报告"
# Annex 1 as the county prints it: indicator, points, own score, reason.
SCORES = (
    ("在职人员控制率", "5", "0", "staff_control_rate"),
    ("“三公经费”变动率", "8", "8", ""),
    ("预算完成率", "5", "0", "budget_completion_rate"),
    ("预算控制率", "5", "5", ""),
    ("公用经费控制率", "8", "0", "operating_control_rate"),
    ("“三公经费”控制率", "7", "7", ""),
    ("政府采购执行率", "6", "6", "procurement_execution_rate"),
    ("管理制度健全性", "8", "8", ""),
    ("资金使用合规性", "6", "6", ""),
    ("预决算信息公开性", "6", "6", ""),
    ("重点工作实际完成率", "8", "8", ""),
    ("经济效益、社会效益、生态效益", "6", "6", ""),
    ("行政效能", "6", "6", ""),
    ("社会公众或服务对象满意度", "6", "6", ""),
)


def report_in_word(path: Path) -> Path:
    """The whole report but for annex 2."""
    paper = Document()
    for line in [TITLE, *paragraphs()]:
        paper.add_paragraph(line)
    paper.add_paragraph("附件1　部门整体支出绩效评价指标评分表")
    table = paper.add_table(rows=0, cols=4)
    for cells in [("指标", "分值", "自评得分", "扣分原因"), *map(scored, SCORES)]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    paper.save(str(path))
    return path


def scored(line: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
    """A line of annex 1 with the reason in place of the indicator's code."""
    *printed, code = line
    return *printed, SEED["entries"][code]["reason"] if code else ""  # type: ignore[return-value]


def paragraphs() -> list[str]:
    """The chapters, figures in prose."""
    return [
        "根据《永兴县财政局关于做好2020年度财政支出绩效评价工作的通知》要求，现将自评情况报告如下：",
        "一、部门、单位基本情况",
        "（一）主要职能",
        *numbered("duties"),
        "（二）机构情况",
        SAID["organisation"],
        "二、一般公共预算支出情况",
        "（一）基本支出情况",
        "2020年度基本支出预算539.26万元，实际支出499.98万元。",
        f"人员经费预算438万元，实际支出362.72万元，主要包括：{SAID['personnel_use']}",
        f"公用经费预算101.26万元，实际支出137.26万元，主要包括：{SAID['operating_use']}",
        "（二）项目支出情况",
        "2020年度项目支出预算167.74万元，实际支出50.57万元。",
        *(project(n, one) for n, one in enumerate(SEED["projects"], 1)),
        SAID["projects_note"],
        "三、政府性基金预算支出情况",
        "无。",
        "四、国有资本经营预算支出情况",
        "无。",
        "五、社会保险基金预算支出情况",
        "无。",
        "六、部门整体支出绩效情况",
        "（一）预算配置",
        "截至2020年12月31日，编制部门核定编制25名，年末在职35人，在职人员控制率140%。",
        SAID["staff_note"],
        "2020年度收入预算707万元，其中财政拨款收入707万元；支出预算707万元。",
        "2020年度“三公经费”预算2.2万元，2019年度预算7.08万元，比上年减少68.93%。"
        f"主要原因：{SAID['three_public_reason']}",
        "（二）预算执行",
        "2020年度上年结转304.08万元，实际收入666.29万元，总支出550.55万元，年末结余419.82万元。",
        SAID["execution_note"],
        "（三）预算管理",
        "公用经费预算101.26万元，实际支出137.26万元，控制率135.55%。",
        SAID["operating_note"],
        "“三公经费”预算2.2万元，实际支出1.369万元，控制率62.23%。其中：公务用车运行维护费预算0.58万元，实际支出0万元；"
        "公务接待费预算1.62万元，实际支出1.369万元，控制率84.51%。",
        SAID["management_note"],
        "（四）预算支出绩效",
        *(f"{NUMERALS[n]}是{one['title']}。{one['body']}" for n, one in enumerate(SEED["achievements"])),
        "七、存在的主要问题及下一步改进措施",
        "（一）存在的主要问题",
        *numbered("problems"),
        "（二）下一步改进措施",
        *numbered("measures"),
        "八、绩效自评结果拟应用和公开情况",
        SAID["usage"],
        "九、其他需要说明的情况",
        "无。",
    ]


def numbered(code: str) -> list[str]:
    """A text whose lines are numbered by hand."""
    return [f"{n}.{line}" for n, line in enumerate(SAID[code].splitlines(), 1)]


def project(number: int, one: dict) -> str:
    """A project in prose."""
    items = "、".join(f"{item['name']}{item['amount']}万元" for item in one["items"])
    kind = {"earmarked": "（专项资金）", "other": ""}[one["kind"]]
    return (
        f"{number}.{one['name']}{kind}。预算{one['budget']}万元，到位资金{one['in_place']}万元，"
        f"实际支出{one['actual']}万元。其中：{items}。{one['note']}"
    )


def yuan(name: str) -> float | None:
    """A figure of the seed in 元; None for what the accounts leave empty."""
    text = FIGURES.get(name, "n/a")
    return None if text == "n/a" else round(float(text) * 10_000, 2)


def export_of_accounts(path: Path) -> Path:
    """财决01表, 附02表 and 附03表 of the seed's department, in 元."""
    book = Workbook()
    book.remove(book.active)
    for name, title, unit, rows in (
        ("Z01", "收入支出决算总表", "元", overview()),
        ("F02", "基本数字表", "人", persons()),
        ("F03", "机构运行信息表", "元", running()),
    ):
        page = book.create_sheet(name)
        for row in ([title], ["编制单位：永兴县政务服务中心", "2020年度", f"金额单位：{unit}"], *rows):
            page.append(row)
    book.save(path)
    return path


def overview() -> list[list]:
    columns = ["年初预算数", "全年预算数", "决算数"]
    left = [("一、一般公共预算财政拨款收入", "fiscal_appropriation"), ("本年收入合计", "revenue")]
    right = [
        ("一、基本支出", "basic"),
        ("人员经费", "personnel"),
        ("公用经费", "operating"),
        ("二、项目支出", "project"),
        ("三、上缴上级支出", "remitted"),
        ("本年支出合计", "expenditure"),
    ]
    rows: list[list] = [["项目", *columns, "项目（按支出性质和经济分类）", *columns]]
    for n, (label, name) in enumerate(right):
        own = left[n] if n < len(left) else None
        first = [own[0], *three(own[1])] if own else [None] * 4
        rows.append([*first, label, *three(name)])
    rows.append(
        ["年初结转和结余", "—", "—", yuan("carryover_in"), "年末结转和结余", "—", "—", yuan("year_end_balance")]
    )
    return rows


def three(name: str) -> list[float | None]:
    """年初预算, 全年预算 and 决算: nothing was added in the seed's year."""
    return [yuan(f"{name}.budget"), yuan(f"{name}.budget"), yuan(f"{name}.actual")]


def persons() -> list[list]:
    return [
        ["项目", "行次", "年末数"],
        ["一、编制人数（人）", 1, int(FIGURES["establishment_posts"])],
        ["（一）在职人员", 2, int(FIGURES["staff_in_post"])],
    ]


def running() -> list[list]:
    items = [
        ("一、“三公”经费支出合计", ("overseas_travel", "vehicle_purchase", "vehicle_operation", "reception")),
        ("1.因公出国（境）费", ("overseas_travel",)),
        ("2.公务用车购置及运行维护费", ("vehicle_purchase", "vehicle_operation")),
        ("（1）公务用车购置费", ("vehicle_purchase",)),
        ("（2）公务用车运行维护费", ("vehicle_operation",)),
        ("3.公务接待费", ("reception",)),
    ]
    rows: list[list] = [["项目", "行次", "预算数", "统计数"]]
    for n, (label, names) in enumerate(items, 1):
        rows.append(
            [label, n, *(sum(yuan(f"{name}.{column}") or 0 for name in names) for column in ("budget", "actual"))]
        )
    return rows
