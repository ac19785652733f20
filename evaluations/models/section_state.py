from django.conf import settings
from django.db import models

from evaluations.language.words import NOTHING_LABEL
from evaluations.models.evaluation import Evaluation


class SectionState(models.Model):
    """One section of a draft: its version (optimistic lock), whether it is done, and raw text that is not valid yet."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="section_states")
    section = models.SlugField("部分", max_length=40)
    version = models.PositiveIntegerField("版本", default=0)
    done = models.BooleanField("填完了", default=False)
    # Whether the person has gone on from it once: until then its findings wait, and nothing there calls for mending.
    left = models.BooleanField("离开过", default=False)
    none = models.BooleanField(NOTHING_LABEL, default=False)
    # What was typed but could not be stored as a value: field name → text. Never lost, shown again as typed.
    raw = models.JSONField("未通过检查的原文", default=dict, blank=True)
    # The year of the approved report from which something here was carried forward; null: nothing was.
    carried_year = models.PositiveSmallIntegerField("带入自年度", null=True, blank=True)
    saved_at = models.DateTimeField("保存时间", null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保存人"
    )

    class Meta:
        verbose_name = "填报进度"
        constraints = [models.UniqueConstraint(fields=["evaluation", "section"], name="section_state_unique")]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.section} v{self.version}"

    def copied(self) -> "SectionState":
        """The same as an object of its own, with the person who saved it."""
        columns = [field.attname for field in self._meta.concrete_fields]
        other = SectionState.from_db(self._state.db, columns, [getattr(self, name) for name in columns])
        other.saved_by = self.saved_by
        return other
