from django.db import models

from evaluations.models.publication import Publication


class PublicText(models.Model):
    """The words of a published report, for the public's search. Derived: made again whenever it lacks."""

    publication = models.OneToOneField(Publication, models.CASCADE, related_name="public_text", primary_key=True)
    words = models.TextField("文字")
    # The pairs of neighbouring letters (language/letter_pairs.py), each once, between blanks. PostgreSQL has an index on it.
    pairs = models.TextField("相邻的字", default="", db_default="")

    class Meta:
        verbose_name = "公开文字"

    def __str__(self) -> str:
        return str(self.publication)
