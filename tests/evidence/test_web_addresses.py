"""A page on the web as evidence: what may be an address, and how its day may be written."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.web_addresses import AddressRefused, web_address

PAGE = "https://www.example.gov.cn/zwgk/2021/03/公告_1.html?id=7#top"


@pytest.mark.parametrize(
    "address", [PAGE, "http://10.1.2.3:8080/oa", "https://政务.例子.中国/a", "http://www.example.gov.cn", f"  {PAGE} "]
)
def test_an_address_is_taken_as_it_was_copied(address):
    assert web_address(address, "公告", "2021-03-05").address == address.strip()


@pytest.mark.parametrize(
    "address, said",
    [
        ("", "还没有填网址。请从浏览器的地址栏完整复制，以 http:// 或 https:// 开头。"),
        (
            "www.example.gov.cn",
            "读到“www.example.gov.cn”，应为网页的网址。请从浏览器的地址栏完整复制",
        ),
        ("javascript:alert(1)", "应为网页的网址"),
        ("ftp://example.gov.cn/a", "应为网页的网址"),
        ("file:///etc/passwd", "应为网页的网址"),
        ("data:text/html,<script>", "应为网页的网址"),
        ("https://", "应为网页的网址"),
        ("https://a b.gov.cn/", "应为网页的网址"),
        ("https://example.gov.cn/\njavascript:", "应为网页的网址"),
        ("https://[::1/", "应为网页的网址"),
        ("https://user:secret@example.gov.cn/", "网址里带有用户名或密码，没有登记。请去掉“@”和它前面的部分。"),
        ("https://example.gov.cn/" + "a" * 2000, "网址有 2023 个字符，最多 2000 个。请改用较短的网址，或截图后上传。"),
    ],
)
def test_what_is_no_address_is_refused_in_words(address, said):
    with pytest.raises(AddressRefused) as refused:
        web_address(address, "公告", "2021-03-05")
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["2021-03-05", "2021年3月5日", "2021/3/5", "2021.3.5", " 2021-3-5 "])
def test_a_day_is_read_however_it_is_written(text):
    assert web_address(PAGE, "公告", text).seen_on == date(2021, 3, 5)


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "还没有填查看日期。请填您看到这个网页的日期，例如 2021-03-05。"),
        ("去年", "读到“去年”，应为日期，例如 2021-03-05。请重新填写查看日期。"),
        ("2021-02-30", "读到“2021-02-30”，应为日期"),
        ("1999-12-31", "查看日期 1999-12-31 不对，应为 2000 年以后、今天以前（含今天）的一天。请核对。"),
    ],
)
def test_what_is_no_day_is_refused_in_words(text, said):
    with pytest.raises(AddressRefused) as refused:
        web_address(PAGE, "公告", text)
    assert said in str(refused.value)


def test_nobody_has_seen_a_page_tomorrow():
    today = timezone.localdate()
    assert web_address(PAGE, "", f"{today}").seen_on == today
    with pytest.raises(AddressRefused):
        web_address(PAGE, "", f"{today + timedelta(days=1)}")


def test_a_page_without_a_title_is_called_by_its_host():
    page = web_address(PAGE, " ", "2021-03-05")
    assert page.title == "www.example.gov.cn"
    assert page.note.decode() == f"www.example.gov.cn\n{PAGE}\n2021-03-05 查看\n"


@given(st.text(max_size=80))
def test_whatever_is_typed_is_an_address_or_refused(text):
    try:
        assert web_address(text, "", "2021-03-05").address.lower().startswith(("http://", "https://"))
    except AddressRefused as refused:
        assert str(refused).endswith("。")


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("https://www.yxx.gov.cn/\u200bx", "https://www.yxx.gov.cn/x"),
        ("http://a.cn/\u202egpj.exe", "http://a.cn/gpj.exe"),
        ("ｈｔｔｐｓ：//www.a.cn/ｂ", "https://www.a.cn/b"),
    ],
)
def test_nobody_reads_another_address_than_is_kept(typed, kept):
    assert web_address(typed, "公告", "2021-03-05").address == kept
