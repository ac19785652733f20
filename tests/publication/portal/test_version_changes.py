"""What a new version changed, as readers of the portal are told."""

from dataclasses import replace
from decimal import Decimal

from evaluations.publication.portal.public_figures import UNKNOWN_FIGURES
from evaluations.publication.portal.version_changes import figure_changes


def test_figures_read_apart_or_are_left_out():
    before = replace(UNKNOWN_FIGURES, spent=Decimal("1234.5012"), budget=Decimal(7), rate=Decimal("99.991"))
    now = replace(before, spent=Decimal("1234.5034"), budget=Decimal("7.126"), rate=Decimal("99.992"))
    assert figure_changes(before, before) == ()
    assert figure_changes(before, now) == (
        "预算由 7.00 万元改为 7.13 万元",
        "支出由 1,234.5012 万元改为 1,234.5034 万元",
    )
    assert figure_changes(UNKNOWN_FIGURES, replace(UNKNOWN_FIGURES, grade="优")) == ("评价等级由 —改为 优",)
