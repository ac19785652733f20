"""每 100 元支出的去向: the shares are those of the parts and make up exactly 100."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.report.hundred_yuan import hundred_yuan_chart, hundred_yuan_shares

ROWS = ("personnel", "operating", "project", "business")
AMOUNTS = st.decimals(Decimal(0), Decimal("99999.99"), places=2)


def spent(total, **parts):
    return {"expenditure.actual": total} | {f"{row}.actual": value for row, value in parts.items()}


@given(st.lists(AMOUNTS, min_size=1, max_size=4).filter(any))
def test_the_shares_make_up_a_hundred_and_each_is_its_part_within_a_tenth(values):
    total = sum(values)
    shares = hundred_yuan_shares(spent(total, **dict(zip(ROWS, values, strict=False))))
    assert sum(yuan for _, yuan in shares) == 100
    for (_, yuan), value in zip(shares, [value for value in values if value], strict=True):
        assert abs(yuan - value / total * 100) < Decimal("0.1")


def test_thirds_lose_nothing():
    shares = hundred_yuan_shares(spent(Decimal(3), personnel=Decimal(1), operating=Decimal(1), project=Decimal(1)))
    assert shares == (("人员经费", Decimal("33.4")), ("公用经费", Decimal("33.3")), ("项目支出", Decimal("33.3")))


def test_what_is_not_the_whole_is_not_drawn():
    parts = {"personnel": Decimal(60), "project": Decimal(30)}
    assert hundred_yuan_shares(spent(Decimal(100), **parts)) == () and hundred_yuan_shares(spent(Decimal(0))) == ()
    assert hundred_yuan_shares(spent(Decimal(30), personnel=Decimal(60), project=Decimal(-30))) == ()
    assert hundred_yuan_chart(spent(NOT_APPLICABLE, **parts)) is None
    chart = hundred_yuan_chart({"funds.actual": Decimal(90)} | spent(None, **parts))
    assert [bar.value for bar in chart.bars] == ["66.7", "33.3"]
    even = hundred_yuan_chart({"funds.actual": Decimal(100)} | spent(None, operating=Decimal(3), project=Decimal(97)))
    assert [bar.value for bar in even.bars] == ["3.0", "97.0"], "as exact as the others"
