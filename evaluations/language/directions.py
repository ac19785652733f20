"""Which way a target points: one word each (ge, le, eq, qualitative), and what files and papers write instead."""

QUALITATIVE_DIRECTION = "qualitative"
DIRECTION_OPERATORS = {"ge": ">=", "le": "<=", "eq": "=="}
DIRECTION_KINDS = (*DIRECTION_OPERATORS, QUALITATIVE_DIRECTION)
# Signs as printed: several that look alike are in use.
DIRECTION_SPELLINGS = {
    "ge": (">=", "≥", "≧", "⩾", "＞=", "大于等于", "不低于"),
    "le": ("<=", "≤", "≦", "⩽", "＜=", "小于等于", "不高于"),
    "eq": ("==", "=", "＝", "═", "﹦", "等于"),
    QUALITATIVE_DIRECTION: ("定性",),
}
DIRECTION_BY_SIGN = {sign: kind for kind, signs in DIRECTION_SPELLINGS.items() for sign in signs}
# The same for a rule, which keeps the operator.
OPERATOR_BY_SIGN = {
    **DIRECTION_OPERATORS,
    **{sign: DIRECTION_OPERATORS[kind] for sign, kind in DIRECTION_BY_SIGN.items() if kind in DIRECTION_OPERATORS},
}
DIRECTIONS_EXPECTED = "ge（≥）、le（≤）、eq（=）"
