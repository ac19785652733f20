"""The only number of a sentence that begins with a row's full name: how much of its budget was used, what was completed."""

import pytest

from tests.claims.corpus import told_of

TRUE = [
    "接待费预算完成率90.28%。",
    "接待费调整预算完成率92.08%。",
    "项目支出预算完成率目标值98%。",
    "一季度项目支出预算执行率26%。",
    "2022年9月末项目支出预算执行率66%。",
    "2021年度项目支出预算执行率为91.2%。",
    "上年政府采购预算执行率为91.2%。",
    "年内完成政府采购58.90万元。",
    "年内完成政府采购12.00万元办公设备的更新。",
    "年内完成政府采购48.90万元的项目招标。",
    "年内完成政府采购48.90万元办公设备的更新。",
]
WRONG = ["接待费预算完成率92.08%。", "年内完成政府采购85.90万元。"]


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_or_of_another_time_is_silent(text):
    assert told_of(text) == []


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told(text):
    assert len(told_of(text)) == 1
