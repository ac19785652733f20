"""The letters by which a department is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.models import Department
from departments.pinyin_initials import LONGEST_INITIALS, pinyin_initials
from tests.factories import make_department


@pytest.mark.parametrize(
    "name, short_name, letters",
    [
        ("县卫生健康局", "卫健", "xwsjkj wj wjj"),
        ("县人力资源和社会保障局", "人社局", "xrlzyhshbzj rsj"),
        ("重庆市会计核算中心", "", "cqskjhszx"),  # read by the words: Chongqing, kuaiji
        ("中国人民银行", "", "zgrmyh"),
        ("ＡＢ区第３中学", "", "abqd3zx"),
        ("", "", ""),
    ],
)
def test_names_are_known_by_their_letters(name, short_name, letters):
    assert pinyin_initials(name, short_name) == letters


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_name_has_letters_that_fit_the_column(name, short_name):
    letters = pinyin_initials(name, short_name)
    assert len(letters) <= LONGEST_INITIALS and letters == letters.lower() and letters.isascii()


@pytest.mark.django_db
def test_the_letters_follow_the_name_whoever_stores_it():
    department = make_department(name="县教育局")
    department.short_name = "教体"
    department.save()
    assert Department.objects.get().initials == "xjyj jt jtj"
