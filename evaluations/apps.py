from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = "绩效评价"

    def ready(self) -> None:
        """Register the start checks of fonts, printer and seal, and let the log hear of every sign-in."""
        from evaluations.audit import sign_ins
        from evaluations.fonts import private_fonts  # noqa: F401
        from evaluations.publication.printing import requirements_check  # noqa: F401
        from evaluations.publication.sealing import seal_check  # noqa: F401

        sign_ins.listen_for_sign_ins()
