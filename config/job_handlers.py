"""Which function does a job, by the job's kind, who is told when it has failed for good, and what is done beside the jobs."""

JOB_HANDLERS = {
    "render": "evaluations.publication.printing.rendering.render_publication",
    "cycle_medians": "evaluations.submissions.county_medians.cycle_medians",
    "tidy_evidence": "evaluations.evidence.tidying.tidy_evidence",
    "daily_notices": "evaluations.notices.daily.daily_notices",
    "notice_mail": "evaluations.notices.mailing.mail_notice",
    "notice_digest": "evaluations.notices.mailing.mail_digest",
    "notice_text": "evaluations.notices.texting.text_notice",
    "send_head": "evaluations.proof.sending_head.send_head",
    "check_papers": "evaluations.precheck.running.check_papers",
    "export_list": "evaluations.review.export.exporting.export_list",
    "print_circular": "evaluations.publication.printing.circular_printing.print_circular",
    "forget_list": "evaluations.review.export.exporting.forget_list",
    "find_hints": "evaluations.submissions.report_hints.find_hints",
    "forget_papers": "evaluations.precheck.running.forget_papers",
    "timed_release": "evaluations.publication.release_queue.timed_release.release_at_time",
    "release_batch": "evaluations.publication.release_queue.batch.batch_running.run_batch",
}
# Who is told, with (payload, error), when a job of this kind has failed for good.
JOB_FAILURES = {
    "render": "evaluations.publication.printing.failing.tell_failed_paper",
    "timed_release": "evaluations.publication.release_queue.timed_release.tell_failed_release",
}
# Every SWEEP_SECONDS, after the jobs were looked for. The bell comes first: it must not depend on the rest.
BESIDE_JOBS = (
    "evaluations.notices.alarms.ring_alarms",
    "evaluations.publication.portal.text_search.keep_missing_texts",
)
