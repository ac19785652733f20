"""报告预检: send papers to be checked, and see what was sent in the last days."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_and_writes
from departments.requests import SignedInRequest
from departments.taking_files import takes_many_files
from evaluations.models.paper_batch import KEPT_DAYS
from evaluations.precheck.batch_access import PRECHECK_ROLES, batches_of, sender_of, waiting_papers
from evaluations.precheck.uploading.receiving import receive_papers
from evaluations.precheck.uploading.upload_form import MOST_OWN_PAPERS, MOST_PAPERS, PaperUploadForm

BATCHES_A_PAGE = 20


@allow_roles(*PRECHECK_ROLES)
@takes_many_files
@reads_and_writes
def precheck_page(request: SignedInRequest) -> HttpResponse:
    """The form above what was sent; POST takes papers in and leads to their table."""
    sender = sender_of(request.user)
    most = MOST_OWN_PAPERS if sender.department else MOST_PAPERS
    form, status = PaperUploadForm(most=most), 200
    if request.method == "POST":
        data = request.POST, {"papers": request.FILES.getlist("papers")}
        too_large = getattr(request, "too_large", ())  # noted while the files are read
        waiting = waiting_papers(request.user)
        form, status = PaperUploadForm(*data, most=most, waiting=waiting, too_large=too_large), 422
        if form.is_valid():
            scheme = form.cleaned_data["scheme"]
            batch = receive_papers(sender, form.sent_papers(), scheme, request.user, request)
            return redirect("precheck:batch", batch.pk)
    counted = (
        batches_of(request.user)
        .annotate(
            count=Count("papers"),
            waiting=Count("papers", filter=Q(papers__content__isnull=False)),
            errors=Sum("papers__errors"),
            warnings=Sum("papers__warnings"),
        )
        .order_by("-pk")
    )
    context = {
        "form": form,
        "sender": sender,
        "kept_days": KEPT_DAYS,
        "page": Paginator(counted, BATCHES_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "precheck/uploading/home.html", context, status=status)
