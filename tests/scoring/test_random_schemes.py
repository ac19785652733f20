"""Random schemes, random facts: whatever the notice, the arithmetic holds. The oracle computes in fractions."""

import re
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.facts.reading import read_facts
from evaluations.language.rounding import half_up
from evaluations.schemes.loading import parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.patience import tries
from tests.schemes.forms import bands_oracle, steps_oracle
from tests.schemes.small import SMALL

HEAD = SMALL.partition("[[indicators]]")[0]
TAIL = '[[chapters]]\ncode = "main"' + SMALL.partition('[[chapters]]\ncode = "main"')[2]
SENTENCE = "支出{whole.actual}万元，执行率{project_rate}，{change|change}。{text:note}"
NAMES, COLUMNS = ("basic", "project", "travel"), ("budget", "actual")
money = st.decimals(0, 9999, places=6)
weights = st.sampled_from(["1", "2.5", "3", "6", "8", "10"])


@st.composite
def steps(draw):
    form, side = draw(
        st.sampled_from(
            [
                ("points_over_limit", "limit"),
                ("steps_over_limit", "limit"),
                ("steps_below_target", "target"),
                ("steps_either_side", "target"),
            ]
        )
    )
    limit, lose = draw(st.sampled_from([0, 90, 100])), draw(st.sampled_from(["0.1", "0.5", "0.8", "2"]))
    step, policy = draw(st.sampled_from([1, 3, 5])), draw(st.sampled_from(["whole", "started", "pro_rata"]))
    over, under = form != "steps_below_target", form in ("steps_below_target", "steps_either_side")

    def oracle(value, weight):
        beyond = value - limit if value > limit and over else limit - value if value < limit and under else Fraction(0)
        return steps_oracle(beyond, step, lose, weight, policy)

    return (
        f'{{ form = "{form}", {side} = {limit}, lose = {lose}, step = {step} }}\npolicies = {{ steps = "{policy}" }}',
        oracle,
    )


@st.composite
def bands(draw):
    rising = draw(st.booleans())
    bounds = sorted(draw(st.sets(st.integers(1, 200), min_size=2, max_size=4)), reverse=not rising)
    form = "bands_upper" if rising else "bands_lower"

    def points(weight):
        return [(bound, weight * (len(bounds) - place) / len(bounds)) for place, bound in enumerate(bounds)]

    def text(weight):
        written = ", ".join(f"[{bound}, {float(share):.6f}]" for bound, share in points(weight))
        return f'{{ form = "{form}", bands = [{written}] }}'

    def oracle(value, weight):
        shares = [(bound, Fraction(f"{float(share):.6f}")) for bound, share in points(weight)]
        return bands_oracle(shares, 0, weight, (lambda b: value <= b) if rising else (lambda b: value >= b))

    return text, oracle


@st.composite
def proportional(draw):
    target, sign = draw(st.integers(1, 200)), draw(st.sampled_from([">=", "<=", "=="]))

    def oracle(value, weight):
        met = {">=": value >= target, "<=": value <= target, "==": value == target}[sign]
        if met or sign == "==":
            return weight * met
        return weight * (Fraction(value) / target if sign == ">=" else target / Fraction(value))

    return f'{{ form = "proportional", target = {target}, direction = "{sign}" }}', oracle


def linear():
    return st.integers(50, 120).map(
        lambda full: (
            f'{{ form = "linear", full_at = {full} }}',
            lambda value, weight: weight * min(value / full, Fraction(1)),
        )
    )


@st.composite
def cases(draw):
    """A scheme's text with its indicators: (code, numerator, denominator, weight, oracle)."""
    rules = draw(st.lists(st.one_of(steps(), bands(), proportional(), linear()), min_size=1, max_size=6))
    parts, indicators = [], []
    for number, (rule, oracle) in enumerate(rules):
        weight, above, below = draw(weights), draw(st.sampled_from(NAMES)), draw(st.sampled_from(NAMES))
        text = rule(Fraction(weight)) if callable(rule) else rule
        parts.append(
            f'[[indicators]]\ncode = "i{number}"\nlabel = "指标{number}"\nlevel1 = "过程"\nweight = {weight}\n'
            f'formula = "{above}.actual / {below}.budget * 100"\nrule = {text}\n'
        )
        indicators.append((f"i{number}", above, below, Fraction(weight), oracle))
    total = sum((weight for *_, weight, _ in indicators), Fraction(0))
    head = HEAD.replace("full_marks = 10", f"full_marks = {float(total)}").replace(
        "from = 9", f"from = {float(total) / 2}"
    )
    cap = draw(st.none() | st.integers(1, 20))
    caps = f'[[caps]]\nwhen = "basic.actual > basic.budget"\nat_most = {cap}\nreason = "超支"\n' if cap else ""
    return head + "\n".join(parts) + caps + TAIL.replace(SENTENCE, "{text:note}"), indicators, cap


@settings(max_examples=tries(40, 150))
@given(case=cases(), amounts=st.fixed_dictionaries({f"{name}.{column}": money for name in NAMES for column in COLUMNS}))
def test_scores_agree_with_fractions_and_add_up(case, amounts):
    text, indicators, cap = case
    result = assess_facts(
        parse_scheme(text, "random"), read_facts({"figures": {k: str(v) for k, v in amounts.items()}})
    )
    exact = []
    for code, above, below, weight, oracle in indicators:
        found, denominator = result.results[code], Fraction(amounts[f"{below}.budget"])
        assert 0 <= found.score <= found.weight == Decimal(str(float(weight)))
        if denominator:
            value = Fraction(amounts[f"{above}.actual"]) / denominator * 100
            exact.append((found, oracle(value, weight)))
            assert close(found.exact, value)
    total = sum(one.score for one in result.indicators)
    over = cap and amounts["basic.actual"] > amounts["basic.budget"]
    assert result.total == (min(total, cap) if over else total) and result.complete
    for found, score in exact:
        assert close(found.score, score, Fraction(1, 190)), found.explanation
        recomputes(found, score)


def close(value, exact, by=Fraction(1, 10**15)):
    """A Decimal against a fraction: 28 digits, or half a hundredth where it is rounded for show."""
    return abs(Fraction(value) - exact) <= by * max(1, abs(exact) if by < Fraction(1, 1000) else 1)


def recomputes(found, exact):
    """The numbers in the sentence give the score: points lost and got, and what is full."""
    got = re.findall(r"得(\d+(?:\.\d+)?)分", found.explanation)
    assert got and close(Decimal(got[0]), exact, Fraction(1, 10_000)), found.explanation
    taken = re.findall(r"，扣(?:完)?(\d+(?:\.\d+)?)分", found.explanation)
    if taken:
        assert close(Decimal(taken[-1]), Fraction(found.weight) - exact, Fraction(1, 10_000)), found.explanation
    equation = re.search(r"：([\d.]+) × ([\d.]+) = ([\d.]+)分", found.explanation)
    if equation and "." not in equation[1]:
        assert Decimal(equation[1]) * Decimal(equation[2]) == Decimal(equation[3]), found.explanation
    ratio = re.search(r" ([\d.]+) ÷ .* ([\d.]+) = (-?[\d.]+)%", found.explanation)
    if ratio and Decimal(ratio[2]):
        assert half_up(Decimal(ratio[1]) * 100 / Decimal(ratio[2]), 2) == Decimal(ratio[3]), found.explanation


@given(
    st.lists(st.tuples(st.sampled_from(["ge", "le", "eq"]), money, money, st.integers(1, 20)), min_size=1, max_size=5)
)
def test_random_targets_stay_within_their_weight_and_add_up(rows):
    slot = f'[[slots]]\ncode = "own"\nlabel = "产出"\nlevel1 = "产出"\nweight = {sum(row[3] for row in rows)}\n'
    section = '[[sections]]\ncode = "own"\nlabel = "指标"\nchapter = "main"\ntable = "targets"\n'
    text = SMALL.replace("full_marks = 10", f"full_marks = {10 + sum(row[3] for row in rows)}") + slot + section
    targets = [
        {
            "slot": "own",
            "name": f"指标{n}",
            "direction": way,
            "target": str(goal),
            "attained": str(done),
            "weight": weight,
        }
        for n, (way, goal, done, weight) in enumerate(rows)
    ]
    result = assess_facts(parse_scheme(text, "slots"), read_facts({"figures": {"posts": "1"}, "targets": targets}))
    scored = [one for one in result.indicators if one.code.startswith("target:")]
    assert all(0 <= one.score <= one.weight for one in scored)
    assert result.total == sum(one.score for one in scored)
    for one, (way, goal, done, weight) in zip(scored, rows, strict=True):
        met = {"ge": done >= goal, "le": done <= goal, "eq": done == goal}[way]
        share = Fraction(1) if met else Fraction(0)
        if not met and way != "eq" and goal > 0:
            share = Fraction(done) / Fraction(goal) if way == "ge" else Fraction(goal) / Fraction(done)
        assert close(one.score, share * weight, Fraction(1, 190))
