"""One field, list or line that a paper offers, in words: what stands there, what the paper says, and where it says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.forms import BooleanField, ChoiceField

from evaluations.filing.paper.paper_facts import OfferedPaper
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.parts.base import row_numbers, rows_apart
from evaluations.schemes.place_words import LIST_WORDS
from evaluations.schemes.report_place import PlaceKind

ENTRY_DOUBT = "按得分表的得分推出"
Texts = Mapping[str, str]


@dataclass(frozen=True)
class PaperProposal:
    """One field, list or line to be taken or left. `texts` are its inputs; `rows` a list in words; `long`: a text that may
    be mended on the page."""

    section: str
    unit: str
    label: str
    old: str
    new: str
    texts: Texts
    where: str = ""
    doubts: Sequence[str] = ()
    rows: Sequence[str] = ()
    long: bool = False
    chosen: bool = True

    @property
    def code(self) -> str:
        """Its name in the form of the page."""
        return f"{self.section}.{self.unit}"

    @property
    def kind(self) -> str:
        """新填 or 替换."""
        return "替换" if self.old else "新填"


def unit_proposal(
    unit: str, new: SectionForm, old: SectionForm, texts: Texts, held: Texts, paper: OfferedPaper
) -> PaperProposal:
    """One unit in words. `texts`: its inputs as the paper says, `held`: as they are stored."""
    if unit in new.lists:
        return list_proposal(unit, new, texts, held, paper)
    if unit in new.desk.scheme.figures:
        return figure_proposal(unit, new, texts, held, paper)
    if unit.startswith(f"{PlaceKind.ENTRY}-"):
        return entry_proposal(unit, new, old, texts, held)
    return text_proposal(unit, new, texts, held, paper)


def list_proposal(unit: str, new: SectionForm, texts: Texts, held: Texts, paper: OfferedPaper) -> PaperProposal:
    """A list as a whole, a line for each row."""
    rows, count = list(row_lines(new, unit, texts)), len(row_numbers(held, unit))
    return PaperProposal(
        section=new.desk.section.code,
        unit=unit,
        label=LIST_WORDS[unit],
        old=f"现有 {count} 个" if count else "",
        new=f"{len(rows)} 个",
        texts=texts,
        rows=rows,
        doubts=year_doubt(paper),
        chosen=not held,
    )


def entry_proposal(unit: str, new: SectionForm, old: SectionForm, texts: Texts, held: Texts) -> PaperProposal:
    """What is entered for an indicator."""
    indicator = new.desk.scheme.indicator(unit.removeprefix(f"{PlaceKind.ENTRY}-"))
    return PaperProposal(
        section=new.desk.section.code,
        unit=unit,
        label=new.desk.label(indicator.label),
        old="；".join(worded(old, held)),
        new="",
        texts=texts,
        rows=list(worded(new, texts)),
        doubts=[ENTRY_DOUBT],
        chosen=not held,
    )


def text_proposal(unit: str, new: SectionForm, texts: Texts, held: Texts, paper: OfferedPaper) -> PaperProposal:
    """A text; one of another year is ticked only where the form carries it over."""
    wanted = new.desk.scheme.texts.get(unit.removeprefix(f"{PlaceKind.TEXT}-"))
    return PaperProposal(
        section=new.desk.section.code,
        unit=unit,
        label=new.desk.label(wanted.label) if wanted else new.labels[unit][1],
        old=held.get(unit, ""),
        new=texts[unit],
        texts=texts,
        doubts=year_doubt(paper),
        long=wanted is not None,
        chosen=not held and (paper.this_year or bool(wanted and wanted.carry)),
    )


def figure_proposal(unit: str, new: SectionForm, texts: Texts, held: Texts, paper: OfferedPaper) -> PaperProposal:
    """A figure with the place where the paper prints it."""
    read, doubts = paper.figure(unit), paper.doubts(unit)
    where = read.where if read else ""
    quote = f"：{read.quote}" if read and read.quote else ""
    return PaperProposal(
        section=new.desk.section.code,
        unit=unit,
        label=new.labels[unit][1],
        old=held.get(unit, ""),
        new=texts[unit],
        texts=texts,
        where=where + quote,
        doubts=doubts,
        chosen=not held and not doubts,
    )


def year_doubt(paper: OfferedPaper) -> list[str]:
    """What is to be said of a text or list of another year."""
    return [paper.doubt] if paper.doubt else []


def row_lines(form: SectionForm, prefix: str, texts: Texts) -> Iterator[str]:
    """Each row of a list in one line, the lists inside it behind: 明细：网络租赁 60.00、机房维护 40.00."""
    for number, own in rows_apart(texts, prefix).items():
        start = f"{prefix}-{number}-"
        inner = dict.fromkeys(name.removeprefix(start).split("-")[0] for name in own if "-" in name.removeprefix(start))
        line = list(worded(form, {name: text for name, text in own.items() if "-" not in name.removeprefix(start)}))
        for kind in inner:
            rows = (" ".join(row.values()) for row in rows_apart(own, start + kind).values())
            line.append(f"{LIST_WORDS[f'{kind}s']}：{'、'.join(rows)}")
        yield "；".join(text.rstrip("。") for text in line)


def worded(form: SectionForm, texts: Texts) -> Iterator[str]:
    """Inputs as 名称：文字, choices in their words, a tick as the sentence that it agrees to."""
    fields = {
        one.add_prefix(name): field for part in form.parts for one in part.forms for name, field in one.fields.items()
    }
    for name, text in texts.items():
        control = fields.get(name)
        label = str(control.label) if control else name
        if isinstance(control, BooleanField):
            yield f"✓ {label}"
            continue
        if isinstance(control, ChoiceField):
            text = next((str(words) for code, words in control.widget.choices if code == text), text)
        yield f"{label}：{text}"
