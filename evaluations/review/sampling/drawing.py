"""抽取: which reports are drawn. Anybody can do it again from the protocol with a sheet of paper and SHA-256.

Each code in the pool gets the hexadecimal SHA-256 of "SEED/CODE" (UTF-8); the smallest come first. Of every stratum
(or of the whole) the share is taken, a part of one rounded up.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

STRATIFIED_DRAW = "grades"


def drawn_how(method: str) -> str:
    """How draw_sample proceeds, in the words of the protocol."""
    return "按自评等级分层：各层分别抽取" if method == STRATIFIED_DRAW else "简单随机：全部单位一起抽取"


@dataclass(frozen=True)
class PoolEntry:
    """What can be drawn: a department's budget code and name, and the stratum it lies in."""

    code: str
    name: str
    stratum: str = ""


def draw_key(seed: str, code: str) -> str:
    """The number that orders the pool: SHA-256 of SEED/CODE in hexadecimal."""
    return hashlib.sha256(f"{seed}/{code}".encode()).hexdigest()


def sample_size(count: int, share: Decimal) -> int:
    """How many of `count` are drawn at `share` %; a part of one counts as one."""
    return int((count * share / 100).to_integral_value(rounding=ROUND_CEILING))


def draw_sample(pool: Sequence[PoolEntry], seed: str, share: Decimal, method: str) -> list[PoolEntry]:
    """The drawn entries in the order of their keys, stratum by stratum; `share` in %."""
    strata = sorted({one.stratum for one in pool}) if method == STRATIFIED_DRAW else [None]
    return [one for stratum in strata for one in _of(pool, stratum, seed, share)]


def _of(pool: Iterable[PoolEntry], stratum: str | None, seed: str, share: Decimal) -> list[PoolEntry]:
    inside = [one for one in pool if stratum is None or one.stratum == stratum]
    inside.sort(key=lambda one: draw_key(seed, one.code))
    return inside[: sample_size(len(inside), share)]
