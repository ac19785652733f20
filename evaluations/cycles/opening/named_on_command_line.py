"""What the command line names: a county, a year's cycle, a scheme, a person."""

from django.db.models import Q

from departments.forms import login_name
from departments.models import County, User
from evaluations.audit.refusals import Incomplete
from evaluations.language.character_table import named_spelling, plain_spelling
from evaluations.models import Cycle, Scheme
from evaluations.models.scheme import load_into_database


def named_county(name: str) -> County:
    """By name or 行政区划代码; raises Incomplete with those that exist."""
    name = named_spelling(name)
    found = County.objects.filter(Q(name=name) | Q(code=plain_spelling(name))).first()
    if found is None:
        known = "、".join(f"{one.name}（{one.code}）" for one in County.objects.all()[:20])
        raise Incomplete(f"没有“{name}”这个县（市、区）。已有：{known or '（无）'}。")
    return found


def named_cycle(county: County, year: int) -> Cycle:
    """The county's cycle of a year; raises Incomplete."""
    found = Cycle.objects.filter(county=county, year=year).select_related("county").first()
    if found is None:
        known = "、".join(str(year) for year in county.cycles.values_list("year", flat=True))
        raise Incomplete(f"{county}没有 {year} 年度的任务。已有年度：{known or '（无）'}。")
    return found


def named_scheme(name: str) -> Scheme:
    """A loaded scheme by its number, or a shipped name or .toml file, loaded now. Raises SchemeError, Incomplete."""
    name = named_spelling(name)
    if not (name.isascii() and name.isdecimal()):
        return load_into_database(name)
    found = Scheme.objects.filter(pk=int(name)).first()
    if found is None:
        raise Incomplete(f"没有编号为 {name} 的指标体系。编号见 manage.py load_scheme 的输出。")
    return found


def named_person(username: str | None) -> User | None:
    """Who answers for the act; raises Incomplete for a name that is not in use."""
    if not username:
        return None
    found = User.objects.filter(username=login_name(username), is_active=True).first()
    if found is None:
        raise Incomplete(f"没有用户名为“{username}”的在用用户。")
    return found
