"""A sentence that is not weighed because nothing could come of it: nothing comes of it when it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.bonds.bound_numbers import bonds_of
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.weighed_names import weighed_names
from evaluations.claims.figures.weighed_values import WideNet
from evaluations.claims.scenes.weighed_scenes import ProseScene, scenes_of
from evaluations.claims.weighing.closed_sums import ClosedSums
from evaluations.claims.weighing.silent_scenes import is_silent
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.weighing.weighed_strays import Strays
from evaluations.claims.words.plain_prose import plain_prose
from tests.claims.corpus import SCHEME, corpus_report

FACTS, ASSESSMENT = corpus_report()
NET = WideNet(KnownFigures(SCHEME, ASSESSMENT.lookup, FACTS.projects))
NAMES = weighed_names(SCHEME, tuple(one.name for one in FACTS.projects))
WORDS = (
    "公务接待费|基本支出|三公经费|项目支出|印刷费|其他费|年初预算|支出|决算|比上年减少|比预算节约|下降|占|占基本支出的|完成预算的|其中|，|、|。|（|）|"
    "追加|合计|两项合计|年末结余|年初|收入|上年|3.25万元|551.16万元|150.57万元|701.73万元|5.17万元|81.89%|0.46%|12.34%|1.3万元|40人|12345.67万元|0万元|100%"
).split("|")


def scenes(text: str) -> list[ProseScene]:
    return [one for one in scenes_of(plain_prose(text), NAMES, FACTS.year) if not one.is_endless]


def says_something(scene: ProseScene) -> bool:
    weighed = WeighedScene(NET, scene)
    places = range(len(weighed.meanings))
    return any(bond.wrong(lambda _: False) for bond in bonds_of(scene)) or any(
        weighed.agrees(at) or weighed.is_wrong(at) or ClosedSums(weighed).missing(at) or Strays(weighed).is_stray(at)
        for at in places
    )


@given(st.lists(st.sampled_from(WORDS), max_size=24).map("".join))
def test_nothing_comes_of_a_sentence_that_is_left_out(text):
    assert not [one.text for one in scenes(text) if is_silent(one, NET) and says_something(one)]


@pytest.mark.parametrize("text", ["印刷费3.33万元。", "印刷费3.33万元，培训班8.88万元。", "印刷费增长77.77%。"])
def test_what_the_form_does_not_know_is_left_out(text):
    assert all(is_silent(one, NET) for one in scenes(text))


@pytest.mark.parametrize(
    "text",
    [
        "基本支出551.16万元，公务接待费3.33万元。",
        "两项合计3.33万元。",
        "工作人员40人。",
        "印刷费88.80万元，比上年66.60万元增加22.20万元，增长44.44%。",
        "基本支出551.16万元，项目支出150.57万元。另有8.88万元。",
    ],
)
def test_what_has_to_do_with_the_figures_is_weighed(text):
    assert not is_silent(scenes(text)[-1], NET)
