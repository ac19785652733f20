"""Money as stored: 万元 with six decimals, which is exactly 1 分."""

from decimal import Decimal

from django.db.models import DecimalField, Q

from evaluations.language.amounts import AMOUNT_LIMIT


def amount_field(verbose_name: str) -> DecimalField:
    """A nullable amount in 万元 (or 人, ㎡): null means 未填, which is not zero."""
    return DecimalField(verbose_name, max_digits=18, decimal_places=6, null=True, blank=True)


def within_limit(*names: str, signed: bool = False) -> Q:
    """Each named amount is null or within the limit; never NaN, which compares false with everything."""
    condition = Q()
    for name in names:
        lowest = -AMOUNT_LIMIT if signed else Decimal(0)
        condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": lowest, f"{name}__lt": AMOUNT_LIMIT})
    return condition
