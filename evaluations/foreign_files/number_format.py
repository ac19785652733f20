"""What a cell shows for the number it stores: the number formats of ECMA-376 18.8.31, as Excel and WPS apply them.

Opens nothing and knows no Django; both sides of the child use it. Libraries that know these formats render text alone and
do not tell by how much a cell was scaled (docs/decisions/0029-shown-is-stored.md).
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from evaluations.language.rounding import half_up, plain_number

GENERAL_FORMAT = "General"
# Excel keeps no longer ones; what is read of a longer one costs the square of its length.
LONGEST_FORMAT = 255
TOKENS = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | \[(?P<bracket>[^\]]*)\] | _(?P<width>.) | \*(?P<fill>.)
    | (?P<general>General|G/通用格式) | (?P<exponent>[Ee][+-]) | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,)
    | (?P<percent>%) | (?P<at>@) | (?P<end>;) | (?P<date>AM/PM|A/P|上午/下午|[ymdhsYMDHS]+|e+|aaa+) | (?P<slash>/)
    | (?P<literal>.)
    """,
    re.VERBOSE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)$")
CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?$")
ELAPSED = re.compile(r"(h+|m+|s+)$", re.IGNORECASE)
COLOURS = re.compile(r"(red|black|blue|green|cyan|magenta|yellow|white|红色|颜色|color)", re.IGNORECASE)
COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
OPAQUE = ("exponent", "slash", "general")
THOUSAND, HUNDRED = Decimal(1000), Decimal(100)
FormatToken = tuple[str, str]


@dataclass(frozen=True)
class FormatSection:
    """One of the up to four parts of a format: its tokens, when it applies, whether it has a colour."""

    tokens: tuple[FormatToken, ...]
    condition: tuple[str, Decimal] | None = None
    coloured: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether a token of these kinds is in it."""
        return any(kind in kinds for kind, _ in self.tokens)

    @property
    def number_at(self) -> tuple[int, int]:
        """Where the placeholders of the number begin and end; (0, 0) where there are none."""
        places = [place for place, (kind, _) in enumerate(self.tokens) if kind in ("digit", "general")]
        return (places[0], places[-1] + 1) if places else (0, 0)

    @property
    def scale(self) -> Decimal:
        """By what the stored number is divided before it is shown: commas behind it, % and a point that is but drawn."""
        begin, end = self.number_at
        if begin == end:
            return Decimal(1)
        point = next((n for n in range(begin, end) if self.tokens[n][0] == "point"), end)
        last = max((n for n in range(begin, point) if self.tokens[n][0] == "digit"), default=begin)
        commas = sum(kind == "comma" for kind, _ in (*self.tokens[last:point], *self.tokens[end:]))
        percents = sum(kind == "percent" for kind, _ in self.tokens)
        return THOUSAND**commas * Decimal(10) ** self.drawn_decimals(begin, end) / HUNDRED**percents

    def drawn_decimals(self, begin: int, end: int) -> int:
        """Digits behind a point that is a mere letter (0!.0): the number is shown that much smaller."""
        inside = self.tokens[begin:end]
        drawn = [n for n, token in enumerate(inside) if token == ("literal", ".")]
        return sum(kind == "digit" for kind, _ in inside[drawn[-1] :]) if drawn and not self.has("point") else 0


@dataclass(frozen=True)
class ShownNumber:
    """A number as its cell shows it: `text` as a whole, `number` = stored ÷ `scale`, its `digits` ("" where
    the format has no place for any), the words before and behind it."""

    text: str
    digits: str
    number: Decimal
    scale: Decimal
    before: str
    behind: str
    sign_lost: bool
    scaled_elsewhere: bool


@lru_cache(maxsize=1024)
def format_sections(code: str) -> tuple[FormatSection, ...]:
    """The sections of a format, without the one for texts."""
    found: list[list[FormatToken]] = [[]]
    for match in TOKENS.finditer(code):
        kind = match.lastgroup or "literal"
        if kind == "end":
            found.append([])
        else:
            found[-1].append((kind, match[kind]))
    sections = [section_of(tokens) for tokens in found[:4]]
    numbers = [one for one in sections[:3] if not one.has("at")]
    return tuple(numbers) or (FormatSection((("general", ""),)),)


def section_of(tokens: list[FormatToken]) -> FormatSection:
    """Tokens without colours and conditions; what is drawn is a literal, whichever way it is written."""
    kept: list[FormatToken] = []
    condition, coloured = None, False
    for kind, text in tokens:
        if kind == "bracket":
            coloured = coloured or bool(COLOURS.match(text))
            if match := CONDITION.match(text):
                condition = match[1], Decimal(match[2])
            kept += bracket_tokens(text)
        elif kind in ("quoted", "escaped", "literal"):
            kept.append(("literal", text))
        elif kind not in ("width", "fill"):
            kept.append((kind, text))
    return FormatSection(tuple(kept), condition, coloured)


def bracket_tokens(text: str) -> Iterator[FormatToken]:
    """What is drawn for something in square brackets: a currency, or hours beyond 24."""
    if match := CURRENCY.match(text):
        yield from [("literal", match[1])] if match[1] else []
    elif ELAPSED.match(text):
        yield "date", text


def shows_date(code: str) -> bool:
    """Whether the format makes a date or a time of a number."""
    return code != GENERAL_FORMAT and format_sections(code)[0].has("date")


def shows_percent(code: str) -> bool:
    """Whether the format shows a number in percent."""
    return code != GENERAL_FORMAT and any(one.has("percent") for one in format_sections(code))


def shown_number(value: Decimal, code: str) -> ShownNumber:
    """The number as a person sees it."""
    sections = format_sections(code)
    place = chosen_place(value, sections)
    section = sections[place]
    dropped = value < 0 and drops_sign(place, sections)
    begin, end = section.number_at
    before, behind = drawn(section.tokens[:begin]), drawn(section.tokens[end:] if end else section.tokens)
    number = value / section.scale
    digits = digits_shown(abs(number), section) if end else ""
    sign = "-" if value < 0 and not dropped and half_up(number, 15) != 0 else ""
    signed = "-" in before or "(" in before + behind or "（" in before + behind or section.coloured
    others = [one for one in sections if one is not section and one.number_at != (0, 0)]
    return ShownNumber(
        text=f"{sign}{before}{digits}{behind}".strip(),
        digits=digits,
        number=number,
        scale=section.scale,
        before=before.strip(" -(（"),
        behind=behind.strip(" )）"),
        sign_lost=dropped and not signed,
        scaled_elsewhere=any(one.scale != section.scale for one in others),
    )


def chosen_place(value: Decimal, sections: tuple[FormatSection, ...]) -> int:
    """Which section applies: by its condition, else positive, negative, zero."""
    for place, section in enumerate(sections):
        if place == len(sections) - 1 or applies(value, place, section, len(sections)):
            return place
    return 0


def applies(value: Decimal, place: int, section: FormatSection, count: int) -> bool:
    """Whether a section that is not the last takes a value."""
    if section.condition:
        sign, bound = section.condition
        return COMPARISONS[sign](value, bound)
    return value < 0 if place else value > 0 or (count == 2 and value == 0)


def drops_sign(place: int, sections: tuple[FormatSection, ...]) -> bool:
    """Whether the section is one for negatives, which has to draw the sign itself."""
    condition = sections[place].condition
    if condition:
        return condition[0] in ("<", "<=") and condition[1] <= 0
    return place == 1 and not sections[0].condition


def drawn(tokens: tuple[FormatToken, ...]) -> str:
    """The literals among tokens; % and a sign belong to what is seen."""
    return "".join(text for kind, text in tokens if kind in ("literal", "percent"))


def digits_shown(number: Decimal, section: FormatSection) -> str:
    """The digits of a number, rounded and filled up as the placeholders say."""
    if section.has(*OPAQUE):
        return plain_number(number)
    begin, end = section.number_at
    inside = section.tokens[begin:end]
    point = next((n for n, (kind, _) in enumerate(inside) if kind == "point"), len(inside))
    # A drawn point is no point: its digits stand in the whole part.
    whole_number = number * Decimal(10) ** section.drawn_decimals(begin, end)
    places = [text for kind, text in inside[point:] if kind == "digit"]
    rounded = half_up(whole_number, len(places))
    whole, _, fraction = f"{rounded:f}".partition(".")
    least = next((n + 1 for n in reversed(range(len(places))) if places[n] == "0"), 0)
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    return whole_shown(whole, inside[:point]) + (f".{fraction}" if fraction or places and least else "")


def whole_shown(digits: str, tokens: tuple[FormatToken, ...]) -> str:
    """The whole part: at least as many digits as there are zeros, letters where they stand, thousands where asked."""
    zeros = sum(token == ("digit", "0") for token in tokens)
    digits = ("" if digits == "0" and not zeros else digits).rjust(zeros, "0")
    if not any(kind == "literal" for kind, _ in tokens):
        grouped = any(kind == "comma" for kind, _ in tokens[: last_digit(tokens)])
        return f"{int(digits):,}" if grouped and digits and len(digits) > zeros else digits
    shown = ""
    first = next(n for n, (kind, _) in enumerate(tokens) if kind == "digit")
    for place in reversed(range(len(tokens))):
        kind, text = tokens[place]
        if kind == "literal":
            shown = text + shown
        elif kind == "digit" and digits:
            taken = digits if place == first else digits[-1]
            digits, shown = digits[: -len(taken)], taken + shown
    return shown


def last_digit(tokens: tuple[FormatToken, ...]) -> int:
    """Where the last placeholder stands."""
    return max((n for n, (kind, _) in enumerate(tokens) if kind == "digit"), default=0)
