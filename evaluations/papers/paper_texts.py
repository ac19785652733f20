"""The texts of a paper in the places of the form: every paragraph a passage of its own, so that nothing is carried over
from one to the next that no reader would carry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluations.checks.passages import Passage
from evaluations.facts.document import AchievementFacts
from evaluations.language.faults import quoted_label
from evaluations.papers.paper_blocks import PaperParagraph
from evaluations.papers.paper_headings import usual_text
from evaluations.papers.paper_sections import PaperLayout, PaperPart, says_nothing
from evaluations.papers.splitting import LONGEST_ITEM_TITLE, split_items
from evaluations.schemes.place_lookup import text_place
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import ScoringScheme


@dataclass(frozen=True)
class PaperTexts:
    """Narratives by code, achievements, the sections that say 无, and all paragraphs as passages; `figures` are those
    in which the form's figures stand."""

    narratives: dict[str, str]
    achievements: tuple[AchievementFacts, ...]
    none_sections: tuple[str, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Passage, ...]


def paper_texts(layout: PaperLayout, scheme: ScoringScheme, without: Iterable[int] = ()) -> PaperTexts:
    """Put every paragraph where it belongs, but for those with these numbers, which are read as something else."""
    left_out = frozenset(without)
    texts, achieved = dict[str, list[str]](), list[str]()
    passages, figures = list[Passage](), list[Passage]()
    none = tuple(none_sections(layout, scheme))
    for part, paragraph in paragraphs_of(layout):
        code = narrative_code(part, scheme)
        listed = is_list_of_achievements(part, scheme)
        if paragraph.number in left_out or (code and scheme.texts[code].section in none):
            continue
        place = text_place(scheme, code) if code else ReportPlace(part.section or None)
        passage = Passage(place, paper_place(part, paragraph), paragraph.text)
        passages.append(passage)
        if listed:
            achieved.append(paragraph.text)
        else:
            if code:
                texts.setdefault(code, []).append(paragraph.text)
            figures.append(passage)
    narratives = {code: "\n".join(lines) for code, lines in texts.items()}
    achievements = tuple(achievements_of("\n".join(achieved))) if achieved else ()
    return PaperTexts(narratives, achievements, none, tuple(passages), tuple(figures))


def paragraphs_of(layout: PaperLayout) -> Iterator[tuple[PaperPart, PaperParagraph]]:
    """Every paragraph with the part it stands in."""
    return ((part, paragraph) for part in layout.parts for paragraph in part.paragraphs)


def paper_place(part: PaperPart, paragraph: PaperParagraph) -> str:
    """“预算管理”部分，全文第36段."""
    return f"{quoted_label(part.heading)}部分，全文第{paragraph.number}段"


def is_list_of_achievements(part: PaperPart, scheme: ScoringScheme) -> bool:
    """Whether the form keeps what stands here as a list of achievements."""
    return bool(part.section) and scheme.section(part.section).table == "achievements" and not part.code


def narrative_code(part: PaperPart, scheme: ScoringScheme) -> str:
    """The text that takes a part: its own, else the widest of its section, else the last of the form; "" for a list."""
    if is_list_of_achievements(part, scheme):
        return ""
    own = usual_text(scheme.section(part.section)) if part.section else ""
    return part.code or own or next(reversed(list(scheme.texts)), "")


def none_sections(layout: PaperLayout, scheme: ScoringScheme) -> Iterator[str]:
    """Sections that may be ticked 无此项 and hold nothing else than 无."""
    for section in scheme.sections:
        said = [one.text for one in layout.parts if one.section == section.code and one.text.strip()]
        if section.none_text and said and all(map(says_nothing, said)):
            yield section.code


def achievements_of(text: str) -> Iterator[AchievementFacts]:
    """一是…… 二是…… as a list; an item without a short first sentence keeps its first words as title."""
    for item in split_items(text).items:
        title = item.title or item.body[:LONGEST_ITEM_TITLE]
        if title.strip():
            yield AchievementFacts(title=title, body=item.body if item.title else item.body[LONGEST_ITEM_TITLE:])
