"""Further forgeries of our own: what the public reads, what is due, what was drawn, what happens by itself."""

from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone

from evaluations.models import Correction, Cycle, Draw, DrawnReport, Evaluation, Publication
from tests.factories import make_department
from tests.proof.forgeries import DAY, erase, live, newest, stranger


def of_live(**columns) -> None:
    Publication.objects.filter(pk=live().pk).update(**columns)


def release_set() -> None:
    Publication.objects.filter(state="ready").update(release_at=timezone.now() + DAY, release_by=stranger())


def correction_invented() -> None:
    asked = {"reason": "无此事", "asked_by": stranger(), "asked_at": timezone.now(), "publicly": True}
    Correction.objects.create(evaluation=newest().evaluation, submission=newest(), **asked)


def drawn_exchanged() -> None:
    with connection.cursor() as cursor:
        # Two were drawn: they change their places, by way of one that nobody has.
        for old, new in ((1, 9), (2, 1), (9, 2)):
            cursor.execute("UPDATE evaluations_drawnreport SET place = %s WHERE place = %s", [new, old])


def draw_erased() -> None:
    erase(DrawnReport.objects.all())
    erase(Draw.objects.all())


def of_public(**columns) -> None:
    Evaluation.objects.filter(status="published").update(**columns)


OWN_FORGERIES = {
    "own 9: a paper set to go public by itself": (release_set, "的定时公开时间、定时公开设定人与日志登记的不符"),
    "own 10: a paper moved into another year": (lambda: of_live(year=2019), "挂在别的单位或年度名下"),
    "own 11: a paper moved to another department": (
        lambda: of_live(department=make_department(live().department.county)),
        "挂在别的单位或年度名下",
    ),
    "own 12: another digest called an original": (lambda: of_live(printed_digest="ab" * 32), "的印出的摘要与日志"),
    "own 23: what the public reads of a correction": (
        lambda: of_live(correction_note="更正了错别字"),
        "的更正说明（公开）与日志登记的不符",
    ),
    "own 24: who signed a paper": (lambda: of_live(sealed_by="某局电子签章"), "的电子签名与日志登记的不符"),
    "own 13: a correction invented": (correction_invented, "更正 "),
    "own 14: the answer to a correction rewritten": (
        lambda: Correction.objects.update(answer="同意，原报告有误"),
        "的财政局意见与日志登记的不符",
    ),
    "own 15: a request for correction erased": (lambda: erase(Correction.objects.all()), "的更正"),
    "own 16: a year's last day moved": (
        lambda: Cycle.objects.update(due_on=F("due_on") + timedelta(days=30)),
        "的任务要求（起止日期、指标体系、签批、转报或复核办法）与日志登记的不符",
    ),
    "own 17: a year closed": (
        lambda: Cycle.objects.update(closed_at=timezone.now(), closed_by=stranger(), closing_reason="无"),
        "的归档时间、归档人、归档说明与日志登记的不符",
    ),
    "own 18: what was drawn exchanged": (drawn_exchanged, "次抽取的结果与日志登记的不符"),
    "own 19: a draw's seed changed": (lambda: Draw.objects.update(seed="2"), "次抽取的随机种子与日志登记的不符"),
    "own 20: a draw erased": (draw_erased, "次抽取，数据库中没有：已被删除"),
    "own 21: who passed a report replaced": (lambda: of_public(approved_by=stranger()), "的审核人与日志登记的不符"),
    "own 22: the day on which a report went public": (
        lambda: of_public(published_at=F("published_at") + DAY),
        "与日志登记的不符：已被改动",
    ),
}
