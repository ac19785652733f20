"""A whole production site for each test that asks for one."""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.whole_site import WholeSite
from tests.services import private_directory
from tests.sources import ROOT


@pytest.fixture
def production_environment(child_environment, redis_url, settings, tmp_path) -> dict[str, str]:
    """A production process beside the test's database, files and Redis; secrets come from files."""
    settings.SECRET_KEY = secrets.token_urlsafe(50)
    (tmp_path / "secret_key").write_text(f"{settings.SECRET_KEY}\n")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text(static_manifest())
    inherited = {name: value for name, value in child_environment.items() if name != "SECRET_KEY"}
    return inherited | {
        "JIXIAO_MODE": "production",
        "SECRET_KEY_FILE": str(tmp_path / "secret_key"),
        "ALLOWED_HOSTS": "localhost",
        "TRUSTED_PROXIES": "1",
        "SECOND_FACTOR": "off",
        "CELERY_BROKER_URL": redis_url,
        "STATIC_ROOT": str(tmp_path / "static"),
        "PYTHONUTF8": "1",
    }


def static_manifest() -> str:
    """What collectstatic would leave, each file under its own name: to pack all of them takes five seconds."""
    names = [path.relative_to(ROOT / "static").as_posix() for path in (ROOT / "static").rglob("*") if path.is_file()]
    return json.dumps({"version": "1.1", "hash": "", "paths": {name: name for name in names}})


@pytest.fixture
def whole_site(production_environment) -> Iterator[WholeSite]:
    """Nothing of it runs yet; what still does at the end is ended."""
    site = WholeSite(production_environment, Path(private_directory("jixiao-site-")))
    yield site
    site.close()
