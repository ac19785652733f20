"""The judge of all pages finds what it is there for, on each screen."""

from io import BytesIO

import pytest
from PIL import Image

from tests.barriers import LOW, NARROW, OF_LOOKS, PHONE, WIDE, barriers, judge

PAGE = '<html lang="zh-CN"><head><title>页</title></head><body><main><h1>页</h1>{}</main></body></html>'
ICONS = "<button style='all:unset;width:9px;height:9px;display:inline-block' aria-label='存'></button>" * 2
HIDDEN_LINK = "<p>一段文字里的<a href='/a' style='color:#333;text-decoration:none'>链接</a>看不出来</p>"
SMALL = "<p><a href='/a' style='font-size:8px'>甲</a><a href='/b' style='font-size:8px'>乙</a></p>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>一句话</p>", {}),
        ("<p style='color:#bbb'>看不清</p>", {WIDE: "color-contrast"}),
        ("<table class='sheet'><tr><td style='color:#bbb'>看不清</td></tr></table>", {WIDE: "color", NARROW: "color"}),
        ("<p>清楚</p><p>清楚</p><p style='color:#bbb'>看不清</p>", {WIDE: "color-contrast"}),
        ("<p>清楚</p><div style='background:#222'><p>看不清</p></div>", {WIDE: "color-contrast"}),
        ("<p>清楚</p><div style='opacity:.3'><p>看不清</p></div>", {WIDE: "color-contrast"}),
        (SMALL, {WIDE: "target-size", NARROW: "target-size"}),
        (ICONS, {WIDE: "target-size", NARROW: "target-size"}),
        (f"<p><a href='/'>清楚</a></p>{HIDDEN_LINK}", {WIDE: "link-in-text-block"}),
        ("<style>@media (max-width: 340px) { button span { display: none } }</style><button><span>存</span></button>",
         {NARROW: "button-name"}),
        ("<input type='text'>", {WIDE: "label", NARROW: "label"}),
        ("<div style='width:380px'>宽</div>", {NARROW: "scrolls sideways"}),
        ("<div style='width:500px'>宽</div>", {PHONE: "scrolls sideways", NARROW: "scrolls sideways"}),
    ],
)  # fmt: skip
def test_each_screen_is_judged_by_what_it_decides(page, body, found):
    page.set_content(PAGE.format(body))
    seen = barriers(page, narrow_rules=True)
    assert seen.keys() == found.keys(), seen
    assert all(any(rule in line for line in seen[width]) for width, rule in found.items()), seen


def looks_to_judge(page):
    """What axe is shown for its colours, after all that was clear before."""
    return judge(page, [], OF_LOOKS, [])["looks"]


def test_a_look_that_was_clear_on_one_page_is_not_judged_on_the_next_and_every_other_is(page):
    page.set_content(PAGE.format("<p>一句话</p>"))
    assert barriers(page) == {}
    page.set_content(PAGE.format("<p>另一句</p>"))
    assert looks_to_judge(page) == []
    for other in (
        "<p style='color:#333'>深</p>",
        "<div style='background:#eee'><p>深</p></div>",
        "<p class='a'>深</p>",
    ):
        page.set_content(PAGE.format(f"<p>另一句</p>{other}"))
        assert len(looks_to_judge(page)) == 1


COVER = "<div style='position:absolute;top:0;left:0;width:900px;height:900px;background:#fff'></div>"


@pytest.mark.parametrize(
    "before",
    ["<p hidden {}>看不清</p>", "<details><summary>开</summary><p {}>看不清</p></details>", "<p {}>看不清</p>" + COVER],
)
def test_a_look_that_nobody_could_judge_on_one_page_is_judged_on_the_next(page, before):
    pale = "style='color:#bbc'"
    page.set_content(PAGE.format(before.format(pale)))
    assert barriers(page) == {}
    page.set_content(PAGE.format(f"<p {pale}>看不清</p>"))
    assert "color-contrast" in barriers(page)[WIDE][0]


def test_a_look_that_is_wrong_is_wrong_on_every_page(page):
    for _ in range(2):
        page.set_content(PAGE.format("<p style='color:#bcb'>看不清</p>"))
        assert WIDE in barriers(page)


def test_a_name_that_two_elements_bear_is_found(page):
    page.set_content(PAGE.format("<p id='a'>一</p><p id='b'>二</p><p id='a'>三</p>"))
    assert barriers(page) == {WIDE: ["two are named a"]}


def test_a_picture_of_a_judged_page_has_the_width_of_its_screen(page, monkeypatch, tmp_path):
    monkeypatch.setenv("JIXIAO_PICTURES", str(tmp_path))
    page.set_viewport_size({"width": WIDE, "height": LOW})
    page.set_content(PAGE.format("<p>一句话</p>"))
    barriers(page, "页")
    sizes = {path.stem: Image.open(BytesIO(path.read_bytes())).size for path in tmp_path.iterdir()}
    assert sizes == {f"页-{width}": (width, LOW) for width in (WIDE, PHONE)}
