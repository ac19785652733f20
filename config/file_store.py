"""Where private files lie: on a disk below MEDIA_ROOT, or in a bucket of an S3-compatible server that all hosts share."""

from typing import Any

import pyrage
from django.core.exceptions import ImproperlyConfigured
from environs import validate

from config.environment import TrimmedEnv


def backup_recipient(text: str) -> str:
    """A public key of age, or "". Raises ImproperlyConfigured, so that nobody finds out at night that backups fail."""
    if not text:
        return ""
    try:
        return str(pyrage.x25519.Recipient.from_str(text))
    except pyrage.RecipientError:
        raise ImproperlyConfigured("BACKUP_RECIPIENT must be a public key of age (age1…).") from None


def file_stores(env: TrimmedEnv, production: bool) -> dict[str, Any]:
    """Django's STORAGES; outside production static files are read where they lie.

    What is collected is read by another user than the one who collects it (scripts/deploy/install, as root): the rights of
    private files, which Django would give it, are too narrow.
    """
    collected = "config.lean_files.LeanStaticFiles"
    static = collected if production else "django.contrib.staticfiles.storage.StaticFilesStorage"
    readable = {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755}
    return {"default": file_store(env), "staticfiles": {"BACKEND": static, "OPTIONS": readable}}


def file_store(env: TrimmedEnv) -> dict[str, Any]:
    """Django's STORAGES["default"]. Raises EnvError when a bucket is named and its address or keys are not."""
    bucket = env.str("FILES_BUCKET", "")
    if not bucket:
        return {"BACKEND": "evaluations.evidence.durable_files.DurableFiles"}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("FILES_ENDPOINT"),
        "access_key": env.str("FILES_ACCESS_KEY"),
        "secret_key": env.str("FILES_SECRET_KEY"),
        "region_name": env.str("FILES_REGION", "us-east-1"),
        "location": env.str("FILES_FOLDER", ""),
        # endpoint/bucket/name, as servers of one's own want it, or bucket.endpoint/name, as public clouds do
        "addressing_style": env.str("FILES_ADDRESSING", "path", validate=validate.OneOf(["path", "virtual"])),
    }
    return {"BACKEND": "evaluations.evidence.bucket_files.BucketFiles", "OPTIONS": options}
