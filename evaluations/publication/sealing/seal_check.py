"""A system check at every start: a seal that is configured and cannot be used is said before a paper waits for it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, register

from evaluations.publication.sealing.paper_seal import SealRefused, configured_seal


@register
def sealing_possible(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """An error with the reason; where no certificate is named there is nothing to check."""
    if not settings.SEAL_CERTIFICATE:
        return []
    try:
        if seal := configured_seal():
            seal.trusted_certificates()
    except (SealRefused, ImportError) as refusal:
        return [Error(f"不能给公开的报告签名：{refusal}", hint="SEAL_CERTIFICATE", id="publication.E002")]
    return []
