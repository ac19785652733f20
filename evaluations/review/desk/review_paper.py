"""The left side of the desk and what its marks point to: the paper, its figures with their neighbours, findings with ways."""

from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from departments.kept_last import KeptLast
from evaluations.checks.review_hints.hint import ReviewHint
from evaluations.language.rounding import plain_number
from evaluations.models import Comment, ReviewScore, ReviewSheet
from evaluations.review.comments.discussion import Discussion
from evaluations.review.desk.figure_values import FigureBoard, FigureValue
from evaluations.review.desk.marked_paper import MarkedPaper
from evaluations.review.desk.place_marks import PlaceMarks
from evaluations.review.desk.report_page import ExplainedFinding, ReviewReading
from evaluations.review.desk.score_table import score_table
from evaluations.schemes.place_lookup import place_at_path, text_place
from evaluations.scoring.kept_review import review_from_json

MOST_PAPERS = 32  # a hundred kilobytes each


@dataclass(frozen=True)
class FindingLine:
    """A finding in its tab: the way to its place on the paper, by the name of its figure or by the place's address."""

    remark: ExplainedFinding
    figure: str
    address: str


class ReviewPaper:
    """One submission with its discussion, as the desk lays it out; every part is made when the page asks for it."""

    def __init__(
        self,
        reading: ReviewReading,
        discussion: Discussion,
        score: ReviewScore | None = None,
        sheet: ReviewSheet | None = None,
        *,
        commenting: bool = False,
    ) -> None:
        """`score`: what the bureau's scores were frozen with, `sheet`: where they are written until then."""
        self.reading, self.discussion, self.score, self.sheet = reading, discussion, score, sheet
        self.commenting = commenting

    @cached_property
    def board(self) -> FigureBoard:
        """The figures beside last year, approval and county."""
        return FigureBoard.of(self.reading.submission, self.reading.medians)

    @cached_property
    def marks(self) -> PlaceMarks:
        """What is marked where."""
        return PlaceMarks(
            self.reading.submission.pk,
            self.discussion.scheme,
            self.reading.facts,
            (one.finding for one in self.reading.remarks),
            (one.comment for one in self.discussion.threads),
            self.board.values,
        )

    @cached_property
    def paper(self) -> MarkedPaper:
        """Chapters and annexes."""
        review = review_from_json(self.score.content) if self.score else None
        scores = score_table(self.board, self.marks, self.reading.facts, review)
        return MarkedPaper(self.reading.report, self.marks, scores, self.reading.facts.year)

    @property
    def drawn_paper(self) -> SafeString:
        """The chapters and annexes as HTML, drawn anew when a mark, a comparison or the bureau's score has changed."""
        said, sheet, score = self.marks.said, self.sheet, self.score
        written = sheet and (sheet.pk, sheet.saved_at, str(sheet.saved_by))
        frozen = score and (score.pk, score.total, score.grade, score.own_total)
        key = (self.board.key, tuple(sorted(said.items())), self.commenting, written, frozen)
        told = {"submission": self.reading.submission, "score": score, "sheet": sheet, "commenting": self.commenting}
        return _papers.of(key, lambda: render_to_string("review/desk/paper.html", told | {"paper": self.paper}))

    @property
    def drawn_evidence(self) -> SafeString:
        """The panel 佐证: what was handed in, beside the submission before."""
        reading, earlier = self.reading, self.reading.earlier
        key = ("evidence", reading.frozen.mark, earlier and earlier.mark)
        told = {"reading": reading, "submission": reading.submission}
        return _papers.of(key, lambda: render_to_string("review/desk/evidence.html", told))

    @property
    def figures(self) -> dict[str, list[str]]:
        """For the browser: figure → its name, this year, last year, approved, median, and its cells where it has some."""
        cells = {one.figure: [f"{one.sheet} {one.formula}"] for one in self.reading.frozen.sources}
        return {name: [*lines, *cells.get(name, ())] for name, lines in self.board.told.items()}

    @property
    def moved(self) -> list[tuple[FigureValue, str]]:
        """(what moved much, where it is commented on)."""
        return [(one, self.marks.address(self.marks.place_of(one.name))) for one in self.board.moved]

    @property
    def copied(self) -> list[tuple[str, str]]:
        """(label, where it is commented on) of texts that are last year's."""
        scheme = self.discussion.scheme
        return [(label, self.marks.address(text_place(scheme, code))) for _, code, label in self.board.copied_texts]

    @property
    def last_year_count(self) -> int:
        """How many things the tab 上年 lists."""
        return len(self.board.moved) + len(self.board.copied_texts)

    @cached_property
    def findings(self) -> list[FindingLine]:
        """The findings with their ways."""
        facts = self.reading.facts
        return [
            FindingLine(one, one.finding.place.path, self.marks.address(one.finding.place.named(facts)))
            for one in self.reading.remarks
        ]

    @cached_property
    def hints(self) -> list[tuple[ReviewHint, str]]:
        """The hints, each with the address of the place that it is about, or ""."""
        scheme = self.discussion.scheme
        places = [place_at_path(scheme, one.path) if one.path else None for one in self.reading.hints]
        return [
            (one, self.marks.address(place) if place else "")
            for one, place in zip(self.reading.hints, places, strict=True)
        ]

    @property
    def first_tab(self) -> int:
        """Which tab is open at first: the comments, while answers to them wait for a word; else the findings."""
        answered = any(one.comment.state == Comment.State.ANSWERED for one in self.discussion.threads)
        return 5 if answered else 1

    @property
    def median_words(self) -> str:
        """Over how many departments the medians are, and as of when; "" where none are kept."""
        kept = self.board.medians
        return f"{kept.departments} 个已报送单位的中位数，{kept.computed_at:%Y-%m-%d} 计算" if kept else ""

    @property
    def last_total(self) -> str:
        """Last year's score in points; "" where there is none."""
        last = self.board.last_assessment
        return plain_number(last.total) if last and last.complete else ""

    @property
    def source_words(self) -> str:
        """Which report stands for last year; "" where none does."""
        source = self.board.source
        if source is None:
            return ""
        return f"{source.scheme.title}，第{source.submission.number}次报送"


_papers: KeptLast[SafeString] = KeptLast(MOST_PAPERS)


def forget_papers() -> None:
    """Forget everything: each test begins with nothing kept."""
    _papers.forget()
