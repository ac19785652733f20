"""Numbering and punctuation of a typed text put in order: GB/T 15834 marks, one kind of number, no stray blanks.

Only marks, blanks and the numbers that lines begin with change: never a word, an amount or a date.
"""

import re

HAN = r"[\u3400-\u9fff]"
CLOSED = r"[\u3400-\u9fff）》”」]"
WIDE_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
# A mark belongs to Chinese when Chinese stands beside it: 1,234 and 10:30 stay.
NARROW_MARK = re.compile(rf"(?<={CLOSED})[ ]*([,;:?!])[ ]*|(?<=[0-9%A-Za-z])[ ]*([,;:?!])[ ]*(?={HAN})")
FULL_STOP = re.compile(rf"(?<={CLOSED})\.(?=\s|$|{HAN})")
BRACKETS = re.compile(rf"\(([^()\n]*{HAN}[^()\n]*)\)|(?<={HAN})\(([^()\n]*)\)")
QUOTES = re.compile(r'"([^"\n]*)"')
BLANKS = re.compile(rf"(?<={HAN})[ \u3000]+(?={HAN})|(?<={HAN})[ ]+(?=\d)|(?<=[\d%])[ ]+(?={HAN})")
AROUND_MARKS = re.compile(r"[ \u3000]*([，。；：？！、])[ \u3000]*")
# A full stop ends all that stands open before it, however many marks that are.
DOUBLED = re.compile(r"[，；：、]+(?=。)|([，。；：、？！])\1+")
# What a line begins with: 1、 1． 1) (1) （1） ⑴; a decimal such as 1.5 is none.
LINE_NUMBER = re.compile(r"(?m)^(?:(\d{1,2})(?:[、．)）]|\.(?!\d))|[(（](\d{1,2})[)）]|([⑴-⒇]))[ \u3000]*")
FIRST_BRACKETED = ord("⑴") - 1
# A shorter line without a mark at its end is a heading.
SHORTEST_SENTENCE = 16
# Of brackets in brackets one pass mends the innermost: a text of nothing else would take a pass for each.
MOST_PASSES = 9
UNENDED = re.compile(rf"(?m)^(.{{{SHORTEST_SENTENCE - 1},}}[\u3400-\u9fff）%元个件人次])$")


def tidied_prose(text: str) -> str:
    """The text with its marks, blanks and line numbers in order; the same text where nothing is to be done."""
    # What was mended may bring together what was apart (。、。): nothing is left for a second press of the button.
    for _ in range(MOST_PASSES):
        if (mended := _tidied_once(text)) == text:
            break
        text = mended
    return text


def _tidied_once(text: str) -> str:
    lines = "\n".join(_tidied_line(line) for line in text.split("\n"))
    return UNENDED.sub(r"\1。", _renumbered(lines))


def _tidied_line(line: str) -> str:
    line = QUOTES.sub(r"“\1”", line)
    line = BRACKETS.sub(lambda found: f"（{found[1] if found[1] is not None else found[2]}）", line)
    line = NARROW_MARK.sub(lambda found: WIDE_MARKS[found[1] or found[2]], line)
    line = FULL_STOP.sub("。", line)
    line = AROUND_MARKS.sub(r"\1", BLANKS.sub("", line))
    return DOUBLED.sub(lambda found: found[1] or "", line)


def _renumbered(text: str) -> str:
    """Line numbers in one spelling, 1. and （1）; a run that begins with 1 counts on without gaps and repetitions."""
    count = {"1.": 0, "（1）": 0}

    def mended(found: re.Match[str]) -> str:
        bracketed = found[1] is None
        typed = int(found[1] or found[2] or ord(found[3]) - FIRST_BRACKETED)
        style = "（1）" if bracketed else "1."
        count[style] = 1 if typed == 1 else count[style] + 1 if count[style] else 0
        if not bracketed:
            count["（1）"] = 0
        number = count[style] or typed
        return f"（{number}）" if bracketed else f"{number}. "

    return LINE_NUMBER.sub(mended, text)
