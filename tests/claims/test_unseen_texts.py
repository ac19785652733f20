"""A hundred and forty texts of 31 departments, written before the reader was taught their manners: what is true is silent, and a
wrong number of each manner that is read since is told."""

import json

import pytest

from tests.claims.test_sentences import UNSEEN, told

WRONG = [
    ("water", "控制率", "82.94%", "28.94%"),
    ("water", "执行率分别为", "97.48%", "79.48%"),
    ("health", "上述两项合计", "18.55万元", "15.88万元"),
    ("health", "三个项目合计安排", "2945.50万元", "2495.50万元"),
    ("health", "控制数", "22.50万元", "25.20万元"),
    ("health", "同比少支", "1.18万元", "1.81万元"),
    ("henan_town", "财政拨款到位", "1722.50万元", "1272.50万元"),
    ("urban", "调整预算数", "7,418.80万元", "7,481.80万元"),
    ("urban", "执行率", "98.85%", "89.85%"),
    ("procuratorate", "②公务用车运行维护费：预算", "34.00万元", "43.00万元"),
    ("procuratorate", "预算调整情况：年初", "1787.80万元", "1778.80万元"),
    ("forestry", "国土绿化投入", "874.65万元", "847.65万元"),
    ("industry", "执行率分别为", "101.90%", "110.90%"),
    ("museum", "观众满意度", "96.1%", "91.6%"),
    ("gd_street", "所占比重分别为", "4.13%", "41.3%"),
    ("sd_town", "依次为", "4.49%", "44.9%"),
    ("sd_town", "与年初预算", "4615.20万元", "4165.20万元"),
    ("hn_justice", "控制在预算", "20.60万元", "26.00万元"),
    ("zj_culture", "实际列支数比预算数", "55.13%", "51.53%"),
    ("gx_market", "总体支出率", "93.2%", "92.3%"),
    ("gz_resources", "调整率", "9.08%", "8.09%"),
    ("gz_resources", "机关运行经费（公用经费）支出", "231.77万元", "213.77万元"),
    ("gz_resources", "整个项目支出预算数", "1985万元", "1895万元"),
    ("hb_school", "学生及家长满意度", "97.3%", "93.7%"),
    ("gs_rural", "各占", "70.10%", "71.70%"),
    ("hub_transport", "公众出行满意度", "88.9%", "89.8%"),
]


def texts(name: str) -> dict[str, str]:
    """The texts of a report, by their names."""
    return dict(json.loads(UNSEEN[f"unseen {name}"].read_text(encoding="utf-8"))["narratives"])


def test_true_texts_are_silent():
    found = [(name, text, told(name, text)) for name in UNSEEN for text in texts(name.removeprefix("unseen ")).values()]
    assert len(found) == 140 and not [one for one in found if one[2]]


@pytest.mark.parametrize(("name", "behind", "right", "wrong"), WRONG, ids=[f"{one[0]} {one[1]}" for one in WRONG])
def test_a_wrong_number_is_told(name, behind, right, wrong):
    text = next(one for one in texts(name).values() if behind in one and right in one.partition(behind)[2])
    head, _, tail = text.partition(behind)
    start = len(head) + len(behind) + tail.index(right)
    changed = text[:start] + wrong + text[start + len(right) :]
    assert start in [one.spot.start for one in told(f"unseen {name}", changed) if one.spot]
