"""Which way a target points: one word each (ge, le, eq, qualitative), and what files and papers write instead."""

QUALITATIVE = "qualitative"
OPERATORS = {"ge": ">=", "le": "<=", "eq": "=="}
KINDS = (*OPERATORS, QUALITATIVE)
# Signs as printed: several that look alike are in use.
SIGNS = {"ge": (">=", "≥", "≧", "⩾", "＞=", "大于等于", "不低于"), "le": ("<=", "≤", "≦", "⩽", "＜=", "小于等于", "不高于"),
         "eq": ("==", "=", "＝", "═", "﹦", "等于"), QUALITATIVE: ("定性",)}  # fmt: skip
WRITTEN = {sign: kind for kind, signs in SIGNS.items() for sign in signs}
# The same for a rule, which keeps the operator.
IN_RULES = {**OPERATORS, **{sign: OPERATORS[kind] for sign, kind in WRITTEN.items() if kind in OPERATORS}}
EXPECTED = "ge（≥）、le（≤）、eq（=）"
