"""The small sound scheme with everything about own targets: slots, their grades, both self-evaluation tables."""

from tests.schemes.small import SMALL

PARTS = """
[[slots]]
code = "output"
label = "产出指标"
level1 = "产出"
level2 = ["数量指标", "质量指标"]
weight = 50
prompt = "尽量用数量。"

[[slots]]
code = "effect"
label = "效益指标"
level1 = "效益"
weight = 40
kinds = [">=", "定性"]

[targets]
ranges = [["好", 100, 70], ["差", 70, 0]]
execution = "project_rate"
little = 55
partial = true

[self_evaluation]
title = "整体自评表"
funds = "base"
total = "whole"
execution = "control"
goal = "goal"
result = "result"

[[project_columns]]
code = "budget"
label = "批复数"

[[project_columns]]
code = "actual"
label = "支出数"
optional = true

[project_self_evaluation]
title = "项目自评表"
annex = 3

[project_self_evaluation.execution]
label = "项目执行率"
weight = 20
formula = "actual / budget * 100"
rule = { form = "linear" }

[[project_self_evaluation.slots]]
code = "done"
label = "完成情况"
level1 = "产出"
weight = 80

[[sections]]
code = "targets"
label = "绩效指标"
chapter = "main"
table = "targets"

[[sections.texts]]
code = "goal"
label = "年度目标"

[[sections.texts]]
code = "result"
label = "目标完成情况"

[[sections]]
code = "projects"
label = "项目"
chapter = "main"
table = "projects"
minimum = 1
"""
SMALL_WITH_TARGETS = SMALL.replace("full_marks = 10", "full_marks = 100") + PARTS
