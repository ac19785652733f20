"""A small sound scheme as text, for tests that change one thing."""

SMALL = """
[scheme]
code = "small"
title = "小方案"
years = [2020, 2022]
full_marks = 10
report_title = "{department}{year}年度报告"
lead = "得{total}分"

[[grades]]
label = "优"
from = 9

[[grades]]
label = "差"
from = 0

[[tables]]
code = "base"
title = "{year}年基础数据"

[[tables.columns]]
code = "last"
label = "{last_year}年决算数"
optional = true

[[tables.columns]]
code = "budget"
label = "{year}年预算数"
aliases = ["预算"]

[[tables.columns]]
code = "actual"
label = "{year}年决算数"
aliases = ["实际支出"]

[[tables.rows]]
group = "支出"

[[tables.rows]]
code = "whole"
label = "支出合计"
sum = ["basic", "project"]

[[tables.rows]]
code = "basic"
label = "基本支出"

[[tables.rows]]
code = "project"
label = "项目支出"

[[tables.rows]]
code = "travel"
label = "差旅费"
of_which = "basic"
optional = true

[[tables.rows]]
code = "posts"
label = "编制数"
unit = "人"
cells = { actual = "posts" }

[[rates]]
code = "project_rate"
label = "项目支出执行率"
formula = "project.actual / project.budget * 100"

[[indicators]]
code = "control"
label = "支出控制率"
level1 = "过程"
weight = 6
formula = "whole.actual / whole.budget * 100"
rule = { form = "points_over_limit", limit = 100, lose = 1 }

[[indicators]]
code = "change"
label = "基本支出变动率"
level1 = "过程"
weight = 4
formula = "(basic.budget - basic.last) / basic.last * 100"
not_applicable_flag = true
rule = { form = "bands_upper", bands = [[0, 4], [10, 2]] }

[[checks]]
number = 6
level = "error"
equation = "basic.budget + project.budget == whole.budget"
place = "whole.budget"
why = "基本支出加项目支出等于合计"
remedy = "请核对"

[[chapters]]
code = "main"
heading = "正文"

[[sections]]
code = "base"
label = "基础数据"
annex = 2
table = "base"

[[sections]]
code = "indicators"
label = "指标"
annex = 1
table = "indicators"

[[sections]]
code = "text"
label = "说明"
chapter = "main"
none_text = "无。"

[[sections.texts]]
code = "note"
label = "情况说明"

[[sections.body]]
sentence = "支出{whole.actual}万元，执行率{project_rate}，{change|change}。{text:note}"
"""
