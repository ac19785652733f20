"""Texts that are last year's, and texts that another department has, too."""

from collections.abc import Iterator, Mapping

from evaluations.checks.review_hints.hint import HintCase, ReviewHint
from evaluations.checks.review_hints.text_prints import SentencePrint, shared_lengths, text_prints
from evaluations.schemes.scheme import ScoringScheme

SAME_AS_LAST_YEAR, SAME_AS_ANOTHER = 80, 60  # % of a text's characters


def copied_from_last_year(case: HintCase) -> Iterator[ReviewHint]:
    """Texts that say what last year's said; not those that the form itself takes over from year to year."""
    own = {code: text for code, text in case.facts.narratives.items() if code in case.scheme.texts}
    carried = {code for code, text in case.scheme.texts.items() if text.carry}
    before = {one.digest for one in text_prints(case.last_texts, case.facts.department)}
    prints = text_prints({code: text for code, text in own.items() if code not in carried}, case.facts.department)
    for code, (shared, total) in shared_lengths(prints, before).items():
        if shared * 100 >= SAME_AS_LAST_YEAR * total:
            words = f"“{text_label(case.scheme, code, case.facts.year)}”{total} 字中有 {shared} 字"
            yield ReviewHint("copied_from_last_year", f"{words}与上年报告相同（数字除外）。", code)


def same_as_others(
    scheme: ScoringScheme, year: int | None, own: list[SentencePrint], others: Mapping[str, set[int]]
) -> Iterator[ReviewHint]:
    """Texts that other departments (name → their prints among ours) say in the same sentences; the nearest first."""
    near: dict[str, list[tuple[int, int, str]]] = {}
    for name, prints in others.items():
        for code, (shared, total) in shared_lengths(own, prints).items():
            if shared * 100 >= SAME_AS_ANOTHER * total:
                near.setdefault(code, []).append((shared, total, name))
    for code, found in near.items():
        found.sort(key=lambda one: (-one[0], one[2]))
        shared, total, _ = found[0]
        names = "、".join(name for _, _, name in found[:3])
        names += f"等 {len(found)} 个单位" if len(found) > 3 else ""
        words = f"“{text_label(scheme, code, year)}”{total} 字中有 {shared} 字"
        yield ReviewHint("same_as_another", f"{words}与{names}的报告相同（数字、单位名称除外）。", code)


def text_label(scheme: ScoringScheme, code: str, year: int | None) -> str:
    """How the form calls a text."""
    return scheme.label(scheme.texts[code].label, year) if code in scheme.texts else code
