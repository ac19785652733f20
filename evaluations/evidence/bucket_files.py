"""A bucket of an S3-compatible server as the store of private files: what several hosts share without a common disk.

The server answers a PUT only when the object is whole and stored, and replaces it in one step. The largest file is that of
an upload (EVIDENCE_FILE_MB), so that one request each way does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

from evaluations.evidence.private_files import FilesAway

NOT_FOUND = 404
# Seconds: a person waits for the answer. One more try for a connection that was lost.
PATIENCE = {"connect_timeout": 2, "read_timeout": 10, "retries": {"total_max_attempts": 2}}


@contextmanager
def answered(name: str) -> Iterator[None]:
    """Turn faults of server and network into those of files: callers know no buckets."""
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        status = getattr(error, "response", {}).get("ResponseMetadata", {}).get("HTTPStatusCode")
        code = getattr(error, "response", {}).get("Error", {}).get("Code")
        if status == NOT_FOUND and code != "NoSuchBucket":
            raise FileNotFoundError(name) from error
        raise FilesAway(f"the bucket does not answer for {name}: {error}") from error


class BucketFiles(S3Storage):
    """What STORAGES names where FILES_BUCKET is set (config/file_store.py)."""

    def __init__(self, *, addressing_style: str, **options: Any) -> None:
        client = Config(s3={"addressing_style": addressing_style}, **PATIENCE)
        super().__init__(client_config=client, **options)

    def _open(self, name: str, mode: str = "rb") -> File:
        """The whole content, in memory. Raises FileNotFoundError and FilesAway."""
        with answered(name):
            found = self.bucket.Object(self._normalize_name(name)).get()["Body"].read()
        return ContentFile(found, name)

    def _save(self, name: str, content: File) -> str:
        """One PUT. Raises FilesAway, and then nothing stands under the name that did not before."""
        content.seek(0)
        with answered(name):
            self.bucket.Object(self._normalize_name(name)).put(Body=content.read())
        return name

    def exists(self, name: str) -> bool:
        """Whether there is such an object. Raises FilesAway."""
        with answered(name):
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        """Take the object away; one that is not there is no fault. Raises FilesAway."""
        with answered(name):
            super().delete(name)

    def dated_files(self, folder: str) -> list[tuple[str, datetime]]:
        """The name of each object of a folder with the moment when it was written: a request for each thousand."""
        prefix = f"{self._normalize_name(folder)}/"
        with answered(folder):
            return [(one.key[len(prefix) :], one.last_modified) for one in self.bucket.objects.filter(Prefix=prefix)]
