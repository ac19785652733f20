"""The same file handed in for several things."""

from collections import defaultdict
from collections.abc import Iterator

from evaluations.checks.review_hints.hint import EvidenceFile, HintCase, ReviewHint, some_names


def same_file(case: HintCase) -> Iterator[ReviewHint]:
    """Files of the same content, whatever they are called."""
    found: dict[str, list[EvidenceFile]] = defaultdict(list)
    for one in case.files:
        found[one.sha256].append(one)
    for same in (files for files in found.values() if len(files) > 1):
        names = some_names(list(dict.fromkeys(f"“{one.name}”" for one in same)))
        places = len({one.place for one in same})
        yield ReviewHint("same_file", f"{names}内容完全相同，共 {len(same)} 份，用于 {places} 处。")
