"""汇总通报: the county's year in official words, composed of the same blocks as a report; each sentence as the numbers stand."""

from decimal import Decimal

from evaluations.language.amounts import printed_amount
from evaluations.language.rounding import half_up, plain_number
from evaluations.report.blocks import Annex, Block, Heading, Paragraph, Report, ReportMeta, TableBlock
from evaluations.report.county_statistics import FindingCount, MoneyTotal, YearStatistics
from evaluations.report.statistics_tables import (
    StatisticsTable,
    bands_table,
    departments_table,
    findings_table,
    grades_table,
    levels_table,
    money_table,
    ranking_table,
)

NUMERALS = "一二三四五六七八九十"
LOW_RATE = Decimal(70)  # % of the points: a first-level indicator below it is named as weak
MOST_BEST, MOST_FINDINGS = 5, 5


def compose_circular(year: YearStatistics, *, draft: bool = False) -> Report:
    """The whole paper; with draft=True it carries the watermark of what nobody has issued."""
    title_lines = (f"关于{year.year}年度部门整体支出", "绩效评价情况的通报")
    chapters = [
        ("总体情况", overall_blocks(year)),
        ("评价结果", result_blocks(year)),
        ("预算执行和“三公”经费", money_blocks(year)),
        ("财政复核", review_blocks(year)),
        ("存在的主要问题", problem_blocks(year)),
        ("下一步工作要求", demand_blocks(year)),
    ]
    blocks: list[Block] = []
    for number, (name, found) in enumerate([one for one in chapters if one[1]]):
        blocks.append(Heading(f"{NUMERALS[number]}、{name}", 1, f"chapter-{number + 1}"))
        blocks.extend(found)
    meta = ReportMeta("".join(title_lines), year.bureau, year.county, str(year.year), "", "", "", "", "", draft)
    lines = (year.bureau, *title_lines)
    return Report(lines, lead_sentence(year), tuple(blocks), annexes(year), meta, addressee="各预算单位：")


def lead_sentence(year: YearStatistics) -> str:
    """What was done, and that this tells of it."""
    return (
        f"根据预算绩效管理有关规定，{year.bureau}组织开展了{year.year}年度部门整体支出绩效评价。现将有关情况通报如下。"
    )


def overall_blocks(year: YearStatistics) -> list[Block]:
    """Who owed and who filed."""
    text = f"{year.year}年度应开展部门整体支出绩效自评的单位{year.owed}个"
    missing = year.owed - year.filed
    text += f"，已报送{year.filed}个" if missing else "，全部报送"
    text += f"，尚未报送{missing}个" if missing else ""
    if year.passed:
        text += "，全部审核通过" if year.passed == year.owed else f"，审核通过{year.passed}个"
    text += f"；另有{year.exempted}个单位经批准免报" if year.exempted else ""
    found = [Paragraph(f"{text}。")]
    if year.rectifications:
        found.append(Paragraph(rectification_sentence(year)))
    return list(found)


def rectification_sentence(year: YearStatistics) -> str:
    """发现 n · 已整改 n · 正在整改 n."""
    rest = year.rectifications - year.rectified
    text = f"评价发现并要求整改的问题{year.rectifications}个"
    if not rest:
        return f"{text}，已全部整改到位。"
    done = f"已整改{year.rectified}个，" if year.rectified else ""
    return f"{text}，{done}正在整改{rest}个。"


def result_blocks(year: YearStatistics) -> list[Block]:
    """Scores, grades, first-level indicators, the best."""
    if not year.counted or year.mean is None or year.highest is None or year.lowest is None:
        return []
    text = f"本次汇总{'审核通过的' if year.passed_only else '已报送的'}报告{year.counted}份，"
    mean, highest, lowest = alike(year.mean, year.highest, year.lowest)
    text += (
        f"平均得分{mean}分，最高{highest}分，最低{lowest}分。" if year.counted > 1 else f"得分{points(year.mean)}分。"
    )
    graded = [f"“{one.label}”{one.count}个" for one in year.grades if one.count]
    if graded:
        text += f"按等级分：{'，'.join(graded)}。"
    found: list[Block] = [Paragraph(text), *table_blocks(grades_table(year))]
    if year.levels:
        said = alike(*(one.rate for one in year.levels))
        rates = "，".join(f"{one.label}{rate}%" for one, rate in zip(year.levels, said, strict=True))
        found += [Paragraph(f"从一级指标看，平均得分率为：{rates}。"), *table_blocks(levels_table(year))]
    best = year.ranking[:MOST_BEST]
    if year.first_place == 1 and len(best) == MOST_BEST and year.counted > MOST_BEST:
        totals = alike(*(one.total for one in best))
        named = "、".join(f"{one.name}（{total}分）" for one, total in zip(best, totals, strict=True))
        found.append(Paragraph(f"得分居前的单位是：{named}。"))
    return found


def money_blocks(year: YearStatistics) -> list[Block]:
    """How much of the budget went out, and what became of the three public expenses."""
    found: list[Block] = []
    if year.execution_mean is not None:
        text = f"各单位预算执行率平均为{percent(year.execution_mean)}"
        bands = [f"{one.label}的{one.count}个" for one in year.bands if one.count]
        found += [Paragraph(f"{text}。其中：{'，'.join(bands)}。" if bands else f"{text}。")]
        found += table_blocks(bands_table(year))
    against = {one.code: one for one in year.against_last_year}
    budget = {one.code: one for one in year.against_budget}
    if "three_public" in against:
        found.append(Paragraph(three_public_sentence(against["three_public"], budget.get("three_public"))))
        title = "“三公”经费等支出与上年比较"
        found += table_blocks(money_table("last-year", title, "上年决算数", "变动率", year.against_last_year))
    return found


def three_public_sentence(total: MoneyTotal, budget: MoneyTotal | None) -> str:
    """The sum, its movement against last year, and its budget."""
    text = f"“三公”经费决算数合计{printed_amount(total.now)}万元，{movement(total)}"
    if budget and budget.base:
        text += f"；预算数合计{printed_amount(budget.base)}万元，{within_budget(budget)}"
    return f"{text}。"


def movement(total: MoneyTotal) -> str:
    """比上年减少12.30万元，下降5.00%."""
    if total.now == total.base:
        return "与上年持平"
    more = total.now > total.base
    text = f"比上年{'增加' if more else '减少'}{printed_amount(abs(total.now - total.base))}万元"
    if total.change is None:
        return f"上年为0，{text.removeprefix('比上年')}"
    return f"{text}，{'增长' if more else '下降'}{percent(abs(total.change))}"


def within_budget(total: MoneyTotal) -> str:
    """Whether the sum kept within its budget."""
    if total.now > total.base:
        return f"超出预算{printed_amount(total.now - total.base)}万元"
    return (
        "与预算数一致"
        if total.now == total.base
        else f"控制在预算以内，结余{printed_amount(total.base - total.now)}万元"
    )


def review_blocks(year: YearStatistics) -> list[Block]:
    """What the bureau's own scoring said."""
    if not year.reviewed or year.own_mean is None or year.review_mean is None:
        return []
    change = half_up(year.review_mean - year.own_mean, 2)
    review, own, apart = alike(year.review_mean, year.own_mean, abs(change))
    means = f"复核平均得分{review}分，自评平均得分{own}分"
    text = f"财政部门复核评分{year.reviewed}个单位，{means}"
    text += f"，复核比自评{'高' if change > 0 else '低'}{apart}分。" if change else "，两者一致。"
    moved = tuple(one for one in year.differences if one.change)
    if not moved:
        return [Paragraph(text)]
    table = departments_table("differences", "复核得分与自评得分相差较大的单位", moved)
    return [Paragraph(f"{text}复核得分与自评得分相差较大的单位见下表。"), *table_blocks(table)]


def problem_blocks(year: YearStatistics) -> list[Block]:
    """What was found most often, and which first-level indicators earned little."""
    found = [finding_paragraph(place, one) for place, one in enumerate(year.findings[:MOST_FINDINGS])]
    weak = [one.label for one in year.levels if one.full and one.rate < LOW_RATE]
    if weak:
        number = f"{NUMERALS[len(found)]}是"
        found.append(Paragraph(f"{'、'.join(weak)}平均得分率低于{plain_number(LOW_RATE)}%。", number))
    return list(found)


def finding_paragraph(place: int, finding: FindingCount) -> Paragraph:
    """一是…，涉及 n 个单位 m 处."""
    times = f"{finding.times}处" if finding.times > finding.departments else ""
    return Paragraph(f"{finding.label.rstrip('。')}，涉及{finding.departments}个单位{times}。", f"{NUMERALS[place]}是")


def demand_blocks(year: YearStatistics) -> list[Block]:
    """What follows, as the numbers ask for it."""
    demands = []
    if year.owed > year.filed:
        demands.append("抓紧报送。尚未报送的单位要抓紧完成自评，按要求报送绩效自评报告。")
    if year.rectifications > year.rectified:
        demands.append("抓紧整改。有整改任务的单位要逐项落实，按期报送整改情况。")
    if year.findings:
        demands.append("核实数据。各单位要对照部门决算核实填报数据，数据和文字前后一致，扣分和偏差写明原因。")
    demands.append("用好结果。评价结果按规定与下一年度预算安排挂钩，各单位要据此改进预算编制和执行。")
    return [
        Paragraph(rest, f"{NUMERALS[place]}是{first}。")
        for place, (first, _, rest) in enumerate(one.partition("。") for one in demands)
    ]


def annexes(year: YearStatistics) -> tuple[Annex, ...]:
    """The ranking, and what was found most often."""
    tables = [table for table in (ranking_table(year), findings_table(year)) if table.rows]
    return tuple(
        Annex(
            number,
            f"{year.year}年度{table.title}",
            (table.block, *([Paragraph(table.note)] if table.note else [])),
            alone=len(tables) == 1,
        )
        for number, table in enumerate(tables, 1)
    )


def table_blocks(table: StatisticsTable) -> tuple[TableBlock, ...]:
    """A table in the text, if it has a line."""
    return (table.block,) if table.rows else ()


def alike(*values: Decimal) -> list[str]:
    """Numbers that are read side by side: all whole, or all with two decimals."""
    rounded = [half_up(one, 2) for one in values]
    whole = all(one == one.to_integral_value() for one in rounded)
    return [plain_number(one) if whole else f"{one:.2f}" for one in rounded]


def points(value: Decimal) -> str:
    """Points with two decimals at most."""
    return plain_number(half_up(value, 2))


def percent(value: Decimal) -> str:
    """A rate with two decimals at most."""
    return f"{plain_number(half_up(value, 2))}%"
