"""Sections that are made of the same parts: what one of them does, another of its make does with other words."""

from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import ScoringScheme, Section

FIRST_FORM = "hunan-2013"
OWN_IN_EACH_FORM = "indicators"  # other ways to score, and other questions
SectionMake = tuple[str, bool, bool, bool]


def make_of(section: Section) -> SectionMake:
    """Its table or texts, how often it asks, whether it may be said to have nothing."""
    return section.table, bool(section.texts), section.first, bool(section.none_text)


def sections_of_new_makes(scheme: ScoringScheme) -> list[Section]:
    """One section of each make; of another form than the first only those that the first has not, and the indicators."""
    makes = {make_of(one): one for one in scheme.sections}
    before = {make_of(one) for one in load_scheme(FIRST_FORM).sections} if scheme.code != FIRST_FORM else set()
    return [one for make, one in makes.items() if make not in before or one.table == OWN_IN_EACH_FORM]
