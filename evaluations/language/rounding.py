"""The one rounding of the whole project: commercial, half up (四舍五入), away from zero."""

from decimal import ROUND_HALF_UP, Context, Decimal


def half_up(value: Decimal, places: int) -> Decimal:
    """Round to that many decimals, 0.5 away from zero; the result carries exactly these decimals."""
    return at_places(value, places, ROUND_HALF_UP)


def at_places(value: Decimal, places: int, rounding: str) -> Decimal:
    """Exactly that many decimals, however large the value: the usual 28 digits would refuse some."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=roomy_context(value, places))


USUAL_CONTEXT = Context(prec=28)


def roomy_context(value: Decimal, places: int = 28) -> Context:
    """A context with room for all digits of a value and that many decimals."""
    digits = value.adjusted() + places + 3
    return USUAL_CONTEXT if digits <= 28 else Context(prec=digits)


def decimals_used(value: Decimal) -> int:
    """How many decimals are really used: 2.20 uses one, 707 none."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain_number(value: Decimal) -> str:
    """Shortest plain spelling, without exponent and trailing zeros: 2.20 -> "2.2", 7E+2 -> "700"."""
    if not value:
        return "0"
    return format(value.normalize(), "f")
