"""Texts of 114 departments, written before the reader was taught their manners: what is true is silent, and a wrong number
of each manner that is read since is told."""

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
    ("cs_township_hospital", "患者满意度", "94.2%", "92.4%"),
    ("cs_township_hospital", "上年", "23.77万元", "27.37万元"),
    ("cs_stone_town", "等原因追加", "215.50万元", "251.50万元"),
    ("cs_stone_town", "比年初的", "42.18万元", "48.12万元"),
    ("cs_transport", "核定编制共", "142名", "124名"),
    ("cs_transport", "控制率", "96.48%", "69.48%"),
    ("cs_transport", "控制在", "910.00万元", "190.00万元"),
    ("cs_third_school", "相当于预算的", "37.0%", "73.0%"),
    ("cs_emergency", "实施采购", "112.84万元", "121.84万元"),
    ("cs_letters", "÷采购预算8.00万元＝", "92.00%", "29.00%"),
    ("cs_letters", "上年12,000元的", "70.00%", "77.00%"),
    ("cs_market_n", "来源于财政拨款", "2318.40万元", "2381.40万元"),
    ("p_water_admin", "编制数", "140人", "104人"),
    ("p_party_school", "变为", "352.91万元", "325.91万元"),
    ("q_annex_table_words", "落实编制数", "143人", "134人"),
    ("q_women_score", "实支", "15.93万元", "19.53万元"),
    ("q_grain_talk", "成交", "17.13万元", "13.17万元"),
    ("l_writers", "2022年年初预算", "218.46万元", "281.46万元"),
]
# True sentences of these texts that were accused at first contact.
ACCUSED = [
    ("p_audit_style", "公务接待费上年支出5.39万元，本年支出5.82万元。"),
    ("q_cdc", "公务用车8辆，运行维护费12.47万元，较上年增加0.53万元，车均1.56万元。"),
    ("q_chongqing_rates", "根据决算数据，2020年度“三公”经费总支出为2.47万元。"),
    (
        "q_court_report",
        "项目支出862.83万元，较上年增加11.91万元；基本支出1435.80万元，较上年增加111.45万元；两项合计2298.63万元。",
    ),
    ("q_data_centre", "网络安全保障经费批复预算136.46万元，实际支付135.01万元。未支付的46.79万元主要是合同尾款。"),
    ("p_party_school", "与2020年相比，基本支出由362.15万元变为352.91万元，下降2.55%。"),
]
# Honest sentences that a reviewer wrote near the rules of version 1.6, all of gz_resources.
HONEST = [
    "年中追加的420.00万元中，用于人员的96.30万元，用于项目的323.70万元。",
    "离退休人员72人，退休65人、离休7人。",
    "目标群众满意度95.00%。",
    "窗口群众满意度98.60%。",
    "企业对矿业权审批服务满意度94.20%。",
    "与年初预算2639.60万元相比，基本支出增加4.25万元，增长0.16%。",
    "项目支出1744.27万元，与年初预算1985.00万元相比，支出减少240.73万元，下降12.13%。",
    "差旅费、会议费、公务接待费分别为12.00万元、5.20万元、1.12万元。",
    "人员、公用、项目支出依次为2412.08万元、231.77万元、1744.27万元。",
    "培训方面，全年举办12期。预算总额15.00万元，支出12.60万元。",
    "节约部分主要是公用经费22.23万元。",
    "年初预算4624.60万元，追加预算520.00万元，调减预算100.00万元，净追加420.00万元。",
    "行政编制62名，在职60人；事业编制86名，在职81人，聘用36人。",
    "机关编制62名，实有60人；事业编制86名，实有81人。",
    "年中压减预算100.00万元、追加520.00万元，调整后预算5044.60万元。",
    "三个项目支出依次为406.00万元、1198.35万元、139.92万元。",
    "在职141人，劳务派遣12人，聘用24人。",
]


def texts(name: str) -> dict[str, str]:
    """The texts of a report, by their names."""
    return dict(json.loads(UNSEEN[f"unseen {name}"].read_text(encoding="utf-8"))["narratives"])


@pytest.mark.parametrize("name, text", ACCUSED)
def test_what_was_accused_at_first_contact_is_silent(name, text):
    assert not told(f"unseen {name}", text)


def test_true_texts_are_silent():
    found = [(name, text, told(name, text)) for name in UNSEEN for text in texts(name.removeprefix("unseen ")).values()]
    assert len(found) == 391 and not [one for one in found if one[2]]


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_sentence_is_silent(text):
    assert not told("unseen gz_resources", text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("总支出中，用于人员的2421.08万元，用于项目的1744.27万元。", "2421.08"),
        ("离退休72人，聘用63人。", "63"),
        ("与年初预算4264.60万元相比，总支出减少236.48万元。", "4264.60"),
        ("行政编制62名、事业编制86名，在职114人。", "114"),
    ],
)
def test_its_dishonest_neighbour_is_told(text, wrong):
    assert [one.spot.start for one in told("unseen gz_resources", text) if one.spot] == [text.index(wrong)]


@pytest.mark.parametrize(("name", "behind", "right", "wrong"), WRONG, ids=[f"{one[0]} {one[1]}" for one in WRONG])
def test_a_wrong_number_is_told(name, behind, right, wrong):
    text = next(one for one in texts(name).values() if behind in one and right in one.partition(behind)[2])
    head, _, tail = text.partition(behind)
    start = len(head) + len(behind) + tail.index(right)
    changed = text[:start] + wrong + text[start + len(right) :]
    assert start in [one.spot.start for one in told(f"unseen {name}", changed) if one.spot]
