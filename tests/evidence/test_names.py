"""File names are shown as given, but never mislead a reader or a file system."""

import pytest
import unicodedata2 as unicodedata
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.names import FORBIDDEN_IN_NAMES, LONGEST_FILE_NAME, UNNAMED_FILE, clean_name, extension_of


@pytest.mark.parametrize(
    "given_name, kept",
    [
        ("关于2020年决算的批复.pdf", "关于2020年决算的批复.pdf"),
        ("C:\\Users\\wang\\桌面\\批复.pdf", "批复.pdf"),
        ("../../etc/批复.pdf", "批复.pdf"),
        ("批复\u202efdp.exe", "批复fdp.exe"),
        ("批\x00复\r\n.pdf", "批复.pdf"),
        ('批"复"<1>?.pdf', "批_复__1__.pdf"),
        ("  . 批复 .pdf", "批复.pdf"),
        (".pdf", f"{UNNAMED_FILE}.pdf"),
        ("...", UNNAMED_FILE),
        ("", UNNAMED_FILE),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_names_are_cleaned(given_name, kept):
    assert clean_name(given_name) == kept


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_is_short_visible_and_no_path(text):
    name = clean_name(text)
    assert 0 < len(name) <= LONGEST_FILE_NAME and clean_name(name) == name
    assert not set(name) & {"/", "\\", *map(chr, FORBIDDEN_IN_NAMES)}
    assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn") for one in name)


def test_the_extension_is_what_follows_the_last_dot():
    assert [extension_of(name) for name in ("a.PDF", "a.pdf.exe", "无")] == ["pdf", "exe", ""]
