"""What the checks read in the texts of a report, number by number; and in any sentence that somebody wants to try."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.checks.case import CheckCase
from evaluations.checks.passages import Passage
from evaluations.checks.text_readings import ReadingStanding, TextReading, text_readings
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.section.place_address import place_address
from evaluations.schemes.report_place import PlaceKind, ReportPlace

SELDOM = (ReadingStanding.NOT_REACHED,)  # not told where there is none
LONGEST_SENTENCE = 300  # characters; it travels in the address of the page


@allow_roles(*FILING_READERS)
@reads_only
def text_readings_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every text with its numbers marked and explained; `sentence` is read beside them and kept nowhere."""
    desk = showing_desk(evaluation_of(request, pk), request.user)
    sentence = request.GET.get("sentence", "")[:LONGEST_SENTENCE]
    found = text_readings(CheckCase(desk.scheme, desk.facts, desk.assessment))
    counts = Counter(number.standing for one in found for number in one.numbers)
    context = {
        "sentence": sentence,
        "longest": LONGEST_SENTENCE,
        "tried": sentence_reading(desk, sentence) if sentence.strip() else None,
        "texts": [(one, place_address(desk, one.passage.place)) for one in found],
        "counts": [(one, counts[one]) for one in ReadingStanding if one in counts or one not in SELDOM],
    }
    return render(request, "filing/checking/readings.html", filing_frame(desk, "check") | context)


def sentence_reading(desk: Desk, sentence: str) -> TextReading | None:
    """How one sentence would be read in this report; None where no number was found."""
    passage = Passage(ReportPlace(kind=PlaceKind.TEXT, field="sentence"), "试读的句子", sentence)
    found = text_readings(CheckCase(desk.scheme, desk.facts, desk.assessment, (passage,)))
    return found[0] if found else None
