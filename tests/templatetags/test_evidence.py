"""The link to the 佐证材料 of an indicator or a section, and the indicators that have none."""

from collections import Counter

from django.template import Context, Template

from departments.models import User
from evaluations.filing.desk.draft_desk import Desk
from evaluations.models import Evaluation
from evaluations.schemes.loading import SCHEMES_DIRECTORY, load_scheme, parse_scheme
from evaluations.schemes.place_lookup import entry_place
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import ScoringScheme

SCHEME = load_scheme("hunan-2013")
ASKED = [one for one in SCHEME.indicators if one.evidence]


def desk_with(scheme: ScoringScheme = SCHEME, **attached: int) -> Desk:
    """The desk of report 7 with so many files at each place, read already."""
    desk = Desk(Evaluation(pk=7), User())
    files = Counter({place.replace("__", "."): count for place, count in attached.items()})
    vars(desk).update(scheme=scheme, attached=files)
    return desk


def shown(source: str, **context) -> str:
    return Template("{% load evidence %}" + source).render(Context(context))


def link(desk: Desk, place: ReportPlace, label: str) -> str:
    return shown("{% evidence_link desk place label %}", desk=desk, place=place, label=label)


def bare(desk: Desk) -> list[str]:
    listed = shown("{% without_evidence desk as bare %}{% for one in bare %}{{ one }}|{% endfor %}", desk=desk)
    return listed.split("|")[:-1]


def test_the_link_of_an_indicator_leads_to_its_choice_and_counts_its_files():
    desk = desk_with(indicator__benefit=2, section__projects=5)
    assert link(desk, entry_place(SCHEME, "benefit"), "效益") == (
        '<a class="evidence-link" href="/filing/7/evidence/?place=indicator.benefit#add">佐证材料（2）'
        '<span class="visually-hidden">：效益</span></a>'
    )


def test_the_link_of_a_section_counts_those_of_the_section():
    found = link(desk_with(indicator__benefit=2, section__projects=5), ReportPlace("projects"), "项目")
    assert "?place=section.projects#add" in found and "佐证材料（5）" in found


def test_without_files_the_link_says_none_and_counts_nothing():
    desk = desk_with()
    assert "佐证材料（0）" in link(desk, ReportPlace("usage"), "应用")
    assert desk.attached == Counter()


def test_a_label_with_signs_of_markup_stays_text():
    found = link(desk_with(), ReportPlace("usage"), "甲<b>&乙")
    assert "：甲&lt;b&gt;&amp;乙</span>" in found


def test_every_indicator_for_which_the_form_names_evidence_is_told_until_it_has_some():
    assert bare(desk_with()) == [one.label for one in ASKED] and len(ASKED) == 16
    assert bare(desk_with(**{f"indicator__{one.code}": 1 for one in ASKED})) == []


def test_one_file_is_enough_and_one_elsewhere_is_not():
    code, label = ASKED[0].code, ASKED[0].label
    assert label not in bare(desk_with(**{f"indicator__{code}": 1}))
    assert label in bare(desk_with(section__indicators=3))


def test_an_indicator_for_which_the_form_names_nothing_is_not_told():
    source = (SCHEMES_DIRECTORY / "hunan-2013.toml").read_text()
    evidence = f'evidence = "{SCHEME.indicator("administrative_efficiency").evidence}"\n'
    scheme = parse_scheme(source.replace(evidence, "", 1), "silent.toml")
    assert bare(desk_with(scheme)) == [one.label for one in ASKED if one.code != "administrative_efficiency"]
