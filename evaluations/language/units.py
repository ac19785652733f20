"""The units in which the form counts. Money is kept in 万元 everywhere; a scheme or a target may name other units."""

MONEY_UNIT = "万元"
YUAN_UNIT = "元"
AREA_UNIT = "㎡"
PERSON_UNIT = "人"
PERCENT_UNIT = "%"
POINT_UNIT = "分"
COUNT_UNIT = "个"
