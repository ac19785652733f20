from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = "绩效评价"

    def ready(self) -> None:
        """Register the start checks of fonts, printer and seal, the log's ear for sign-ins, and the triggers of drafts."""
        from django.db.models.signals import post_migrate, pre_migrate

        from evaluations.audit import sign_ins
        from evaluations.fonts import private_fonts  # noqa: F401
        from evaluations.models.evaluation_stamp import after_migrating, before_migrating
        from evaluations.publication.printing import requirements_check  # noqa: F401
        from evaluations.publication.sealing import seal_check  # noqa: F401

        sign_ins.listen_for_sign_ins()
        pre_migrate.connect(before_migrating, sender=self, dispatch_uid="stamp.before_migrating")
        post_migrate.connect(after_migrating, sender=self, dispatch_uid="stamp.after_migrating")
