"""No text crashes the reader, and a text twice as long takes twice the time."""

from itertools import cycle, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.both_readings import weigh_scenes
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.weighed_names import weighed_names
from evaluations.claims.scenes.weighed_scenes import scenes_of
from evaluations.claims.words.plain_prose import plain_prose
from tests.claims.corpus import SCHEME, claims_of, corpus_report
from tests.patience import cases, tries
from tests.quickness import least_seconds

LONG = tries(30_000, 100_000)
DENSE_LONG = tries(3_000, 100_000)  # the short one only shows that it is read
ENDLESS = 15_000
WORDS = (
    "公务接待费3.25万元，|三公经费|年初预算为|支出决算|完成预算的|占|比上年减少1万元，下降5%；|其中：|分别为|（|）|与上年持平|"
    "决算数大于预算数|无|百分之九十|一二三四五|1,234,|9%|=(|×100%|[|下属|全县|2020年|上半年|编制5名|自评得分|其中A1万元、|费1万元，两项合计2万元|。|\n|，|千万元|约|余|0|."
).split("|")

# Words that look back over their sentence or text for what was spoken of, and lists of numbers that are weighed together.
LOOKING_BACK = (
    "在编5人，|实有5人|追加5万元|拨付3万元|投入3万元|分别为|分别为1万元、2万元|两个项目合计5万元|群众满意度90%。|下降5%"
).split("|")
# Of these nothing is wrong, so that they are read and weighed to their end.
TO_THE_END = (
    "其他费3.25万元。",
    "印刷费支出3.33万元，比上年增加1.20万元，增长56.34%，占办公费的12.5%。",
    "费1万元，两项合计2万元，",
    "公务接待费支出3.25万元，比上年减少0.85万元，下降20.73%。",
)
DENSE = [
    "、".join(f"{name}{amount}.{place}7万元" for place, name in enumerate(names.split())) + end
    for amount in range(3, 18)
    for names in ("基本支出 项目支出 人员经费 公用经费 公务接待费", "其他费 培训费 会议费 印刷费")
    for end in ("，占3.21%，", "。")
]


def figures_of_corpus():
    facts, assessment = corpus_report()
    return KnownFigures(SCHEME, assessment.lookup, facts.projects)


BLANKS = cycle(" " * count for count in range(7))


def read_anew(text):
    """Read, and not remembered from the go before: blanks at the end say nothing, and make it another text."""
    return claims_of(text + next(BLANKS))


def solved(text):
    return weigh_scenes(read_anew(text), figures_of_corpus(), plain_prose(text), ())


def read_twice(text, figures, names, year):
    prose = plain_prose(text)
    return weigh_scenes(read_anew(text), figures, prose, tuple(scenes_of(prose, names, year)))


def read_and_weighed(text):
    names = weighed_names(SCHEME, tuple(one.name for one in corpus_report()[0].projects))
    return read_twice(text, figures_of_corpus(), names, corpus_report()[0].year)


def test_words_of_texts_are_not_kept_with_the_figures_that_outlive_them():
    figures, text = figures_of_corpus(), "印制材料费5万元，比上年增加1万元。"
    read_twice(text, figures, weighed_names(SCHEME, ()), 2020)
    assert not [key for key in figures.known if "印制材料" in str(key)]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_mixture_of_words_is_read(text):
    for found in solved(text).wrong:
        assert 0 <= found.claim.start < found.claim.end <= len(text)


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    solved(text)


@pytest.mark.parametrize("word", cases(WORDS[::4], WORDS))
def test_a_long_text_takes_no_time(word):
    text = (word * (LONG // len(word) + 1))[:LONG]
    # a third on an idle machine; a quadratic step would take ten and more
    assert least_seconds(lambda: solved(text), 3) < 3


@pytest.mark.parametrize(
    "ending", ["公务接待费，", "公务接待费，分别", "占", "满意度", "费支出决算3万元。", "（项）", "（3）"]
)
def test_ever_other_names_take_no_longer(ending):
    names = "".join("".join(name) + ending for name in product("甲乙丙丁戊己庚辛壬癸", repeat=4))[:DENSE_LONG]
    # a list of all names that is looked through at each of them takes three of 100,000 characters on an idle machine
    assert least_seconds(lambda: read_and_weighed(names), 2) < 2


@pytest.mark.parametrize("words", TO_THE_END)
def test_of_these_nothing_is_wrong(words):
    assert read_and_weighed(words * 5).wrong == ()


@pytest.mark.parametrize("words", ["总体", "同比实际", "占其中", "年初支出", "各股室", "9", "9月"])
def test_words_without_end_between_two_numbers_are_not_tried_again_and_again(words):
    text = f"会议费支出12万元，{words * (ENDLESS // len(words))}，3万元，减少1万元，下降20%。"
    # a pattern that is tried from each of its signs takes five to ten on an idle machine
    assert least_seconds(lambda: read_and_weighed(text), 3) < 3


@pytest.mark.parametrize(
    "text", ["公务接待费、" * 10_000, "甲" * 2 * ENDLESS + "在职人员3人。"], ids=lambda text: text[:6]
)
def test_lists_and_clauses_without_end_are_looked_at_once(text):
    # looked through again from each of its names or signs either takes more than ten on an idle machine
    assert least_seconds(lambda: read_and_weighed(text), 4) < 4


@pytest.mark.parametrize(
    "words", [*LOOKING_BACK, *TO_THE_END, "".join(DENSE), "".join(DENSE[::2])], ids=lambda words: words[:9]
)
def test_a_long_text_takes_no_time_in_either_reading(words):
    text = (words * (DENSE_LONG // len(words) + 1))[:DENSE_LONG]
    # of 100,000 characters the slowest takes two on a busy machine; a step over all that was read before takes twenty
    assert least_seconds(lambda: read_and_weighed(text), 6) < 6


def test_long_heads_are_not_read_again_with_every_row():
    text = "项目\t" + "预算数" * 1_000 + "\t决算数\n" + "接待\t3.25\t4.10\n" * 200
    assert len(plain_prose(text).text) < len(text)


@pytest.mark.parametrize("unit", ["批次", "人次", "次", "名", "个项目", "万元", "%", "年", "月", "项", "倍"])
def test_a_number_of_thousands_of_digits_is_read(unit):
    """Python reads no whole number of more than 4,300."""
    told = f"公务接待费7.25万元，接待{'9' * 5_000}{unit}，其中接待省局2{unit}，公务接待费开支0.31万元，占{'9' * 5_000}÷12=5%。"
    assert read_and_weighed(told).is_reached(0)


def test_thousands_of_sentences_that_go_on_with_the_one_before_are_read():
    """Each asks the one before what it is compared with: Python goes no thousand levels deep."""
    assert read_and_weighed("其中公务接待费减少1.11万元。" * 1_500).is_reached(0)


def test_what_changes_are_compared_with_is_said_in_one_of_the_last_sentences():
    text = "公务接待费比上年减少1万元。" + "其中公务接待费减少1.11万元。" * 60
    scenes = [*scenes_of(plain_prose(text), weighed_names(SCHEME, ()), 2020)]
    assert scenes[3].led_bases(0) == {"last"}
    assert scenes[-1].led_bases(0) == set()  # looked for to the beginning from each, it takes the square of the time
