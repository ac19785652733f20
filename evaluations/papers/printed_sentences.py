"""Sentences that the form makes of its figures, known again in a paper: they are not typed, but what follows them may be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from evaluations.papers.paper_headings import usual_text
from evaluations.schemes.scheme import Section

PLACEHOLDER = re.compile(r"\{[^{}]*\}|[\[\]|]")
TEXT_AT = re.compile(r"\{text:(\w+)\}")
VALUE = re.compile(r"[\d.,，:：、\s%％‰+-]")
SENTENCE_END = re.compile(r"(?<=。)")
# So much of a sentence must stand in the form's, in pieces of two characters or more.
LEAST_COVERED, SHORTEST_PIECE = 0.75, 2
LEAD_LENGTH = 3  # characters right before a text within a sentence: 包括：
CLAUSE_END = re.compile(r"[。；;](?!.*[。；;])", re.DOTALL)
WRAPPED = re.compile(r"[（(]([^（()）]*)[）)][。；;]?")


@dataclass(frozen=True)
class PrintedSentence:
    """A sentence of the form at its place in the body; `lead` are the characters after which `code` is told."""

    place: int
    words: str
    before: str = ""  # the sentences of the section before it, which papers often run together with it
    code: str = ""
    lead: str = ""

    def covers(self, text: str) -> float:
        """Which part of a text stands in this sentence, whatever the numbers are: from 0 to 1."""
        return covered_part(self.words, text)

    def ends(self, text: str) -> bool:
        """Whether a text is made of this sentence and those before it."""
        return covered_part(self.before + self.words, text) >= LEAST_COVERED

    @property
    def opening(self) -> re.Pattern[str]:
        """Its lead with the colon of either width."""
        return re.compile(re.escape(self.lead.rstrip(":：")) + "[:：]")


class SectionSentences:
    """The sentences and texts of one section, in the order in which it prints them; keeps where the paper has come to."""

    def __init__(self, section: Section) -> None:
        self.usual, self.at = usual_text(section), -1
        self.texts = [(place, part.text) for place, part in enumerate(section.body) if part.text]
        self.sentences: list[PrintedSentence] = []
        for place, part in enumerate(section.body):
            if part.sentence:
                before = "".join(one.words for one in self.sentences)
                self.sentences.append(printed_sentence(place, part.sentence, before))

    def placed(self, paragraph: str, own: str = "") -> Iterator[tuple[str, str]]:
        """(code, text) of what a person has to type of a paragraph; nothing of one that the form makes itself.

        `own`: the text whose heading stands above. Without any text in the section, the paragraph is not placed.
        """
        kept = ""
        for piece in self.pieces(paragraph):
            if found := self.with_text(piece):
                yield found
            else:
                kept += "".join(one for one in SENTENCE_END.split(piece) if one.strip() and not self.passes(one))
        code = own or self.next_text()
        if kept and code:
            yield code, kept.strip()

    def pieces(self, paragraph: str) -> Iterator[str]:
        """The paragraph cut before each clause that tells one more text: …包括：……；公用经费……包括：……"""
        openings = {one.opening for one in self.sentences if one.lead}
        starts = sorted({found.start() for opening in openings for found in opening.finditer(paragraph)})
        begin = 0
        for start in starts[1:]:
            if end := CLAUSE_END.search(paragraph[begin:start]):
                yield paragraph[begin : begin + end.end()]
                begin += end.end()
        yield paragraph[begin:]

    def with_text(self, piece: str) -> tuple[str, str] | None:
        """人员经费……包括：基本工资…… → its text."""
        told = [(one, found) for one in self.sentences if one.lead and (found := one.opening.search(piece))]
        fitting = [(one.covers(piece[: at.end()]), one, at) for one, at in told if one.ends(piece[: at.end()])]
        _, best, at = max(fitting, key=lambda triple: triple[0], default=(0, None, None))
        if best is None or at is None or not (rest := piece[at.end() :].strip()):
            return None
        self.at = best.place
        return best.code, unwrapped(rest)

    def passes(self, text: str) -> bool:
        """Whether a sentence is one that the form makes; then the paper has come to its place."""
        covered, _, place = max(
            ((one.covers(text), one.place > self.at, one.place) for one in self.sentences), default=(0, False, -1)
        )
        if covered >= LEAST_COVERED:
            self.at = place
        return covered >= LEAST_COVERED

    def next_text(self) -> str:
        """The text that the form prints next; before any sentence of the form, the widest."""
        return next((code for place, code in self.texts if 0 <= self.at < place), self.usual)


def unwrapped(text: str) -> str:
    """（基本工资、津贴补贴）； → 基本工资、津贴补贴。"""
    inside = WRAPPED.fullmatch(text)
    return f"{inside[1]}。" if inside else text


def covered_part(words: str, text: str) -> float:
    """Which part of a text stands in these words, in their order, in pieces of two characters or more."""
    bare = VALUE.sub("", text)
    blocks = SequenceMatcher(None, words, bare, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= SHORTEST_PIECE) / len(bare) if bare else 0


def printed_sentence(place: int, sentence: str, before: str = "") -> PrintedSentence:
    """A sentence of the form without its figures; the alternatives stand one after the other."""
    found = TEXT_AT.search(sentence)
    head = PLACEHOLDER.sub("\n", sentence[: found.start()] if found else sentence)
    lead = head[-LEAD_LENGTH:].rpartition("\n")[2] if found else ""
    return PrintedSentence(place, VALUE.sub("", head), before, found[1] if found else "", lead)
