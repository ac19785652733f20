"""The labels of the report's fields, each declared once: the rows of the facts document, field by field.

Pages, workbooks, the printed report, checks and comparisons take their words from here; a scheme file may name its own
figures, tables and texts otherwise. Units stand in units.py, directions, severities and states in files of their names.
"""

from evaluations.language.units import AREA_UNIT, MONEY_UNIT

# The lists of a report, and what is entered beside its indicators.
COLLECTION_LABELS = {"projects": "项目", "targets": "绩效指标", "buildings": "楼堂馆所", "achievements": "预算支出绩效"}
ENTRIES_LABEL = "指标自评"
# A section that has nothing to report says so.
NOTHING_LABEL = "无此项"
# Who reads what a department says on a warning: everybody, beside the report, or the bureau alone.
PUBLIC_AUDIENCE, BUREAU_AUDIENCE = "public", "bureau"
AUDIENCE_LABELS = {PUBLIC_AUDIENCE: "公开", BUREAU_AUDIENCE: "仅财政局"}

PROJECT_LABELS = {
    "name": "项目名称",
    "kind": "类别",
    "budget": "预算数",
    "full_year": "全年预算数",
    "in_place": "到位资金",
    "actual": "实际支出",
    "goal": "年度目标",
    "note": "项目内容和完成情况",
    "items": "明细",
    "targets": COLLECTION_LABELS["targets"],
}
# The two kinds of project: money under a notice of its own, and the rest.
EARMARKED_KIND, OTHER_KIND = "earmarked", "other"
PROJECT_KINDS = {EARMARKED_KIND: "专项资金", OTHER_KIND: "其他项目"}
ITEM_LABELS = {"name": "明细名称", "amount": PROJECT_LABELS["budget"]}
TARGET_LABELS = {
    "slot": "指标类别",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "direction": "指标方向",
    "begin_target": "年初指标值",
    "target": "年度指标值",
    "unit": "计量单位",
    "attained": "实际完成值",
    "weight": "分值",
    "grade": "完成情况",
    "score": "得分",
    "deviation_reason": "偏差原因",
}
# The same column where there is room for the whole of its name.
DEVIATION_LABEL = f"{TARGET_LABELS['deviation_reason']}分析及改进措施"
BUILDING_LABELS = {
    "approved_area": "批复规模",
    "actual_area": "实际规模",
    "approved_investment": "预算投资",
    "actual_investment": "实际投资",
}
BUILDING_UNITS = {
    "approved_area": AREA_UNIT,
    "actual_area": AREA_UNIT,
    "approved_investment": MONEY_UNIT,
    "actual_investment": MONEY_UNIT,
}
# The answer 不适用, the flag of an indicator, and what stands in a cell without a number.
NOT_APPLICABLE_LABEL = "不适用"
ACHIEVEMENT_LABELS = {"title": "小标题", "body": "正文"}
ENTRY_LABELS = {
    "checked": "逐项勾选",
    "cases": "发现问题（处）",
    "grade": "评定等次",
    "score": "考核得分",
    "maximum": "考核满分",
    "choice": "选择",
    "not_applicable": NOT_APPLICABLE_LABEL,
    "reason": "扣分原因或说明",
    "self_score": "自评得分",
}
PEOPLE_LABELS = {"preparer": "填表人", "head": "单位负责人", "phone": "联系电话"}
SCORES_LABEL = TARGET_LABELS["score"]
# What the result of a report is called as a whole.
RESULT_LABELS = {"total": "自评总分", "grade": "等级"}


def label_with_unit(label: str, unit: str) -> str:
    """A column's heading: 批复规模（㎡）."""
    return f"{label}（{unit}）"


BUILDING_HEADINGS = {name: label_with_unit(label, BUILDING_UNITS[name]) for name, label in BUILDING_LABELS.items()}
