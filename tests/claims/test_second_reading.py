"""The second reading (weighed_numbers.py): a wrong number that only it understands is told, what an honest clerk writes near it
is not."""

import pytest

from evaluations.claims import report_reading
from evaluations.claims.words.plain_prose import plain_prose
from tests.claims.test_sentences import told

RESOURCES, MEDIA, TRANSPORT = "unseen gz_resources", "unseen hn_media", "unseen cs_transport"
ONLY_SECOND = [
    (RESOURCES, "公用部分实际使用231.77万元，人员部分实际使用2412.08万元。", "2412.08", "2142.08"),
    (RESOURCES, "基本支出2643.85万元，更新执法用车支出17.85万元。", "17.85", "71.85"),
    (RESOURCES, "局机关及所属事业单位基本支出2643.85万元，更新执法用车支出17.85万元。", "17.85", "71.85"),
    (MEDIA, "应急广播预算320.00万元，已执行264.80万元，执行进度82.75%。", "264.80", "246.80"),
]
HONEST = [  # each was told once: by the second reading, or by the first while the second did not take it back
    (RESOURCES, "截至12月20日，项目支出执行率为85.60%，年末达到87.87%。"),
    (RESOURCES, "年初结转305.90万元，当年已使用280.00万元，占结转资金的91.53%。"),
    (RESOURCES, "公用经费231.77万元，比预算节约22.23万元，节约资金中10.00万元用于弥补车辆运行费。"),
    (RESOURCES, "项目支出1744.27万元，其中上年结转安排支出280.00万元，当年预算安排支出1464.27万元。"),
    (RESOURCES, "国土空间规划编制实际支出406.00万元，累计支付986.00万元，占合同总价1160.00万元的85%。"),
    (MEDIA, "政府采购预算330.00万元，三次公开招标分别节约15.20万元、9.13万元和4.10万元，共节约28.43万元。"),
    (MEDIA, "调整后预算1625.00万元，其中基本支出预算1042.00万元、项目支出预算583.00万元。"),
    (MEDIA, "因疫情压减一般性支出5%，压减公用经费5.60万元后，公用经费预算为106.40万元。"),
    (MEDIA, "年中追加40.00万元，当年支出36.40万元，执行率91.00%。\n追加的县庆直播25.00万元，实际支出23.80万元。"),
    (TRANSPORT, "现有在职在编人员137名。公路养护中心编制58名，在职55名。"),
    (TRANSPORT, "现有在职在编人员137名，党员96人，占在职人数的70.07%。"),
    (TRANSPORT, "决算支出8285.55万元。预算执行率=8285.55÷9860.00×100%=84.03%。"),
    (TRANSPORT, "公务用车运行维护费30.74万元，公务接待费6.27万元。执法车维修费9.36万元。"),
    (TRANSPORT, "项目支出6246.96万元。前三个项目合计支出5775.90万元。"),
    (TRANSPORT, "项目支出6246.96万元，比预算少153.04万元。年初预算安排支出8400.00万元。"),
    (TRANSPORT, "公交乘客满意度88.6%，出租车乘客满意度85.2%。"),
    (TRANSPORT, "公务接待费由2019年的12.40万元降到2023年的6.27万元。"),
]


@pytest.fixture
def without_second(monkeypatch):
    """The first reading alone."""
    monkeypatch.setattr(report_reading, "text_scenes", lambda *given: (plain_prose(given[-1]), ()))


@pytest.mark.parametrize(("name", "text", "right_number", "wrong_number"), ONLY_SECOND)
def test_a_wrong_number_is_told(name, text, right_number, wrong_number):
    wrong = text.replace(right_number, wrong_number)
    assert not told(name, text)
    assert wrong.index(wrong_number) in [one.spot.start for one in told(name, wrong) if one.spot]


@pytest.mark.parametrize(("name", "text", "right_number", "wrong_number"), ONLY_SECOND)
def test_the_first_reading_alone_would_not_tell_it(name, text, right_number, wrong_number, without_second):
    wrong = text.replace(right_number, wrong_number)
    assert wrong.index(wrong_number) not in [one.spot.start for one in told(name, wrong) if one.spot]


@pytest.mark.parametrize(("name", "text"), HONEST)
def test_an_honest_sentence_is_silent(name, text):
    assert not told(name, text)
