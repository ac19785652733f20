"""Searching the manual: every word must stand in the section; titles first."""

from dataclasses import dataclass

from evaluations.language.texts import searched_words
from evaluations.manual.manual_chapters import ManualChapter, ManualSection, manual_chapters

BEFORE, AFTER = 16, 60  # characters of the excerpt on both sides of the first word


@dataclass(frozen=True, kw_only=True)
class ManualHit:
    """A section that was found, with the words around the place."""

    chapter: ManualChapter
    section: ManualSection
    excerpt: str


def search_manual(text: str) -> list[ManualHit]:
    """Sections that hold every word of the text, those with a word in their title first; no words, no hits."""
    words = tuple("".join(searched_words(text)[:1]).lower().split())
    if not words:
        return []
    hits = [
        (not any(word in section.title.lower() for word in words), hit_of(chapter, section, words))
        for chapter in manual_chapters().values()
        for section in chapter.sections
        if all(word in f"{section.title} {section.text}".lower() for word in words)
    ]
    return [hit for _, hit in sorted(hits, key=lambda pair: pair[0])]


def hit_of(chapter: ManualChapter, section: ManualSection, words: tuple[str, ...]) -> ManualHit:
    """The excerpt begins a little before the first of the words in the text, or with the text."""
    places = [place for word in words if (place := section.text.lower().find(word)) >= 0]
    start = max(0, min(places, default=0) - BEFORE)
    end = start + BEFORE + AFTER
    cut = section.text[start:end]
    excerpt = f"{'…' if start else ''}{cut}{'…' if end < len(section.text) else ''}"
    return ManualHit(chapter=chapter, section=section, excerpt=excerpt)
