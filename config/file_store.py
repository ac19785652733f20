"""Where private files lie: on a disk below MEDIA_ROOT, or in a bucket of an S3-compatible server that all hosts share."""

from typing import Any

from environs import validate

from config.environment import TrimmedEnv


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
