"""Names in pinyin: first letters for a search box (wjj for 卫健局), a whole spelling for a sign-in name.

pypinyin is loaded with the first name: its dictionary is a fifth of what a command pays before it begins.
"""

import unicodedata

LONGEST_INITIALS = 200


def pinyin_initials(name: str, short_name: str = "") -> str:
    """The first letters of each name, with blanks between them: 县卫生健康局, 卫健 → "xwsjkj wj wjj".

    A short name is also known with the last character of the full one, since people say 卫健局 for 卫健.
    Characters with several readings are read by the words they stand in (会计 kuaiji, 银行 yinhang).
    """
    spoken = [name, short_name]
    if short_name and name and not short_name.endswith(name[-1]):
        spoken.append(short_name + name[-1])
    return " ".join(dict.fromkeys(filter(None, map(_letters, spoken))))[:LONGEST_INITIALS]


def _letters(text: str) -> str:
    from pypinyin import Style, lazy_pinyin

    plain = unicodedata.normalize("NFKC", text)
    # One letter for each Chinese character; what stands between them comes as it is.
    read = "".join(lazy_pinyin(plain, style=Style.FIRST_LETTER))
    return "".join(one for one in read if one.isalnum() and one.isascii()).lower()


def pinyin_spelling(name: str) -> str:
    """A person's name as a sign-in name: 王芳 → wangfang; letters and digits only."""
    from pypinyin import lazy_pinyin

    spelt = "".join(lazy_pinyin(unicodedata.normalize("NFKC", name), v_to_u=False))
    return "".join(one for one in spelt if one.isalnum() and one.isascii()).lower()
