"""A list of the loaded schemes in a form: how each is called, for every desk that lets one be chosen."""

from django import forms
from django.utils import timezone

from evaluations.models import Scheme


class LoadedSchemeChoice(forms.ModelChoiceField):
    """A loaded scheme; versions of one code are told apart by day and hash."""

    def label_from_instance(self, scheme: Scheme) -> str:
        """Title, day of loading, beginning of the hash."""
        return f"{scheme.title}（{timezone.localdate(scheme.loaded_at)}，{scheme.digest[:8]}）"
