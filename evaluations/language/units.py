"""The units in which the form counts. Money is kept in 万元 everywhere; a scheme or a target may name other units."""

MONEY_UNIT = "万元"
YUAN_UNIT = "元"
AREA_UNIT = "㎡"
PERSON_UNIT = "人"
PERCENT_UNIT = "%"
POINT_UNIT = "分"
COUNT_UNIT = "个"
MEASURED_UNITS = ("", PERCENT_UNIT, POINT_UNIT)


def beyond_word(unit: str, *, above: bool) -> str:
    """比100%高, 比25人多: a rate or a number without a unit is higher or lower, people and money are more or fewer."""
    return ("高" if above else "低") if unit in MEASURED_UNITS else ("多" if above else "少")
