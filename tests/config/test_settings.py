"""What the settings make of the environment: a trial, a test, and production with everything locked."""

import re
import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

from tests.sources import ROOT

READ = (
    "JIXIAO_MODE JIXIAO_DEBUG SECRET_KEY DATABASE_URL DATABASE_POOL DATABASE_STATEMENT_SECONDS ALLOWED_HOSTS MEDIA_ROOT"
    " CSRF_TRUSTED_ORIGINS SITE_URL TRUSTED_PROXIES STATIC_ROOT CELERY_BROKER_URL EVIDENCE_FILE_MB EVIDENCE_FILES"
    " EVIDENCE_MB EVIDENCE_OLD_FORMATS EVIDENCE_SCANNER SECOND_FACTOR OIDC_ISSUER OIDC_CLIENT_ID OIDC_CLIENT_SECRET"
    " OIDC_LABEL OIDC_SCOPE OIDC_USERNAME_CLAIM OIDC_SECOND_FACTOR"
    " EMAIL_HOST EMAIL_PORT EMAIL_HOST_USER EMAIL_HOST_PASSWORD"
    " EMAIL_USE_TLS EMAIL_USE_SSL EMAIL_FROM NOTICE_HOUR NOTICE_TEXT_COMMAND MANUAL_PICTURES PORTAL_THEME"
    " SEAL_CERTIFICATE SEAL_PASSWORD SEAL_TRUSTED PAPER_SEAL REPORT_FONTS"
    " DATABASE_ROLE_PREFIX RECORD_KEY_FILE RECORD_KEYS_BEFORE RECORD_HEAD_FOLDER RECORD_HEAD_SYSLOG RECORD_HEAD_MAIL"
    " RECORD_HEAD_MINUTES METRICS_TOKEN LOG_FORMAT RATE_LIMITS BACKUP_HOURS DRILL_DAYS"
    " FILES_BUCKET FILES_ENDPOINT FILES_ACCESS_KEY FILES_SECRET_KEY FILES_REGION FILES_FOLDER FILES_ADDRESSING"
    " BACKUP_RECIPIENT DATABASE_PASSWORD"
).split()
PRODUCTION = {
    "JIXIAO_MODE": "production",
    "SECRET_KEY": "k" * 50,
    "DATABASE_URL": "postgresql://jixiao@db/jixiao",
    "ALLOWED_HOSTS": "jixiao.example, www.jixiao.example",
}


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read the settings file anew in an environment that says this and nothing else."""

    def run(**environment: str) -> dict[str, Any]:
        for name in READ:
            monkeypatch.delenv(name, raising=False)
        trial = {"SECRET_KEY": "k" * 50, "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3"}
        for name, value in (trial | environment).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config" / "settings.py"))

    return run


def production(read, **changes: str) -> dict[str, Any]:
    """The settings of an installation in service."""
    return read(**PRODUCTION | changes)


def test_every_variable_that_the_settings_read_is_tried_here():
    source = "".join(
        (ROOT / "config" / name).read_text()
        for name in ("settings.py", "provider.py", "papers.py", "watching.py", "file_store.py")
    )
    assert set(re.findall(r'env\.\w+\(\s*"(\w+)"', source)) == set(READ)


@pytest.mark.parametrize(
    ("address", "origin", "path"),
    [
        ("https://jixiao.example", "https://jixiao.example", ""),
        ("https://jixiao.example:8443/", "https://jixiao.example:8443", ""),
        ("https://www.county.example:8443/jixiao/", "https://www.county.example:8443", "/jixiao"),
        ("http://10.1.2.3/a/b", "http://10.1.2.3", "/a/b"),
    ],
)
def test_the_address_that_people_type_is_the_sub_path_and_a_trusted_origin(read, address, origin, path):
    found = production(read, SITE_URL=address)
    assert (found["SITE_ORIGIN"], found["FORCE_SCRIPT_NAME"]) == (origin, path or None)
    assert found["CSRF_TRUSTED_ORIGINS"] == [origin] and found["STATIC_URL"] == f"{path}/static/"
    assert found["SESSION_COOKIE_PATH"] == found["CSRF_COOKIE_PATH"] == found["LOGIN_REDIRECT_URL"] == f"{path}/"
    assert found["SESSION_COOKIE_NAME"] == ("__Secure-" if path else "__Host-") + "jixiao_session"
    assert found["SECURE_SSL_HOST"] == (origin.removeprefix("https://") if origin.startswith("https:") else None)
    (exempt,) = found["SECURE_REDIRECT_EXEMPT"]
    assert re.match(exempt, f"{path}/healthz/".lstrip("/")) and not re.match(exempt, f"{path}/filing/".lstrip("/"))


@pytest.mark.parametrize(
    "address",
    [
        "jixiao.example",
        "ftp://jixiao.example",
        "https://",
        "https://a b/",
        "https://x.example/绩效",
        "https://x.example/?a=1",
        "https://x.example/../y",
        "https://x.example:99999",
        "https://me@x.example",
        "https://x.example//a",
    ],
)
def test_what_is_no_address_of_a_site_ends_the_start_with_the_reason(read, address):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        production(read, SITE_URL=address)


def test_an_empty_environment_is_a_trial_on_this_machine_alone(read):
    found = read()
    assert (found["MODE"], found["PRODUCTION"], found["DEBUG"]) == ("trial", False, False)
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert found["SITE_URL"] == "http://127.0.0.1:8000" and found["CELERY_BROKER_URL"] == ""
    assert not found["SECURE_SSL_REDIRECT"] and not found["SESSION_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] == 0 and found["SESSION_COOKIE_NAME"] == "jixiao_session"
    assert found["STATIC_ROOT"] is None and found["WHITENOISE_USE_FINDERS"]


@pytest.mark.parametrize("mode, debugs", [("trial", True), ("test", False), ("production", False)])
def test_tracebacks_are_shown_in_a_trial_only_whoever_asks_for_them(read, mode, debugs):
    assert read(**PRODUCTION | {"JIXIAO_MODE": mode, "JIXIAO_DEBUG": "true"})["DEBUG"] is debugs


def test_without_a_mail_server_there_is_no_mail_and_with_one_the_sender_is_of_the_site(read):
    bare = read()
    assert (bare["EMAIL_HOST"], bare["NOTICE_TEXT_COMMAND"], bare["DAILY_JOBS"]) == (
        "",
        [],
        {"daily_notices": 8, "cycle_medians": 0},
    )
    given = {"EMAIL_HOST": "mail.example", "EMAIL_PORT": "587", "EMAIL_USE_TLS": "1", "NOTICE_HOUR": "7"}
    found = production(read, SITE_URL="https://jixiao.example:8443/x", NOTICE_TEXT_COMMAND="send 'a b'", **given)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (587, True, False)
    assert found["DEFAULT_FROM_EMAIL"] == "jixiao@jixiao.example" and found["NOTICE_TEXT_COMMAND"] == ["send", "a b"]
    assert found["DAILY_JOBS"] == {"daily_notices": 7, "cycle_medians": 0}
    with pytest.raises(EnvError, match="NOTICE_HOUR"):
        read(NOTICE_HOUR="24")


def test_production_is_locked(read):
    found = production(read)
    assert found["SECURE_SSL_REDIRECT"] and found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-jixiao_session", "__Host-jixiao_csrf")
    assert found["SECURE_HSTS_SECONDS"] == 63_072_000
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] and found["SECURE_HSTS_PRELOAD"]
    assert found["STORAGES"]["staticfiles"]["BACKEND"] == "config.lean_files.LeanStaticFiles"
    assert not found["WHITENOISE_USE_FINDERS"]
    assert found["ALLOWED_HOSTS"] == ["jixiao.example", "www.jixiao.example"]
    assert found["LOGGING"]["root"]["level"] == "INFO" and found["CRISPY_FAIL_SILENTLY"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"])
def test_production_takes_nothing_for_granted(read, name):
    with pytest.raises(EnvError, match=f'"{name}" not set'):
        production(read, **{name: " "})


@pytest.mark.parametrize("hosts", ["*", "jixiao.example,*", "*.example"])
def test_production_serves_no_name_that_anybody_could_invent(read, hosts):
    with pytest.raises(ImproperlyConfigured, match="needs host names in ALLOWED_HOSTS"):
        production(read, ALLOWED_HOSTS=hosts)
    assert read(ALLOWED_HOSTS=hosts)["ALLOWED_HOSTS"][-1].startswith("*")


def test_production_keeps_no_reports_in_a_file(read):
    with pytest.raises(ImproperlyConfigured, match="needs PostgreSQL"):
        production(read, DATABASE_URL="sqlite:///x.sqlite3")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must begin with"),
        ({"JIXIAO_MODE": "live"}, "variable \"JIXIAO_MODE\" invalid: ['Must be one of: trial, test, production.']"),
        ({"TRUSTED_PROXIES": "two"}, 'variable "TRUSTED_PROXIES" invalid: Not a valid integer'),
        ({"EVIDENCE_OLD_FORMATS": "old"}, 'variable "EVIDENCE_OLD_FORMATS" invalid: Not a valid boolean'),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(read, change, sentence):
    with pytest.raises((ImproperlyConfigured, EnvError), match=re.escape(sentence) + "[^\n]*$"):
        production(read, **change)


@pytest.mark.parametrize("proxies, believed", [("0", False), ("1", True), ("2", True)])
def test_that_a_request_came_by_https_is_believed_of_own_proxies_only(read, proxies, believed):
    assert ("SECURE_PROXY_SSL_HEADER" in production(read, TRUSTED_PROXIES=proxies)) is believed


def test_limits_of_evidence_are_written_in_megabytes_and_kept_in_bytes(read):
    usual = read()
    assert (usual["EVIDENCE_FILE_BYTES"], usual["EVIDENCE_FILES"], usual["EVIDENCE_BYTES"]) == (
        20 << 20,
        100,
        200 << 20,
    )
    assert usual["EVIDENCE_SCANNER"] == [] and usual["EVIDENCE_OLD_FORMATS"] is True
    found = read(EVIDENCE_FILE_MB="5", EVIDENCE_FILES="7", EVIDENCE_MB="9", EVIDENCE_SCANNER="scan --quiet 'a b'")
    assert (found["EVIDENCE_FILE_BYTES"], found["EVIDENCE_FILES"], found["EVIDENCE_BYTES"]) == (5 << 20, 7, 9 << 20)
    assert found["EVIDENCE_SCANNER"] == ["scan", "--quiet", "a b"]


def test_the_time_a_question_may_take_and_the_pool_reach_the_database(read):
    options = production(read, DATABASE_POOL="8", DATABASE_STATEMENT_SECONDS="3")["DATABASES"]["default"]["OPTIONS"]
    assert options["pool"]["max_size"] == 8 and "-c statement_timeout=3000 " in options["options"]
    options = production(read)["DATABASES"]["default"]["OPTIONS"]
    assert "pool" not in options and "-c statement_timeout=15000 " in options["options"]


def test_addresses_in_mails_and_output_have_one_slash(read):
    assert read(SITE_URL="https://jixiao.example/")["SITE_URL"] == "https://jixiao.example"


def test_limits_of_a_sign_in_are_those_of_the_manual(settings):
    assert (settings.SESSION_COOKIE_AGE, settings.SESSION_ABSOLUTE_AGE) == (30 * 60, 12 * 60 * 60)
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE and settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"


def test_the_browser_runs_sends_and_frames_nothing_from_elsewhere(settings):
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert (
        policy["default-src"] == policy["object-src"] == policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    )
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == policy["connect-src"] == ["'self'"]
    assert settings.X_FRAME_OPTIONS == "DENY"


def test_a_second_factor_is_demanded_of_the_bureau_in_production_and_of_nobody_in_a_trial(read):
    assert (read()["SECOND_FACTOR"], production(read)["SECOND_FACTOR"]) == ("off", "bureau")
    assert production(read, SECOND_FACTOR="all")["SECOND_FACTOR"] == "all"
    with pytest.raises(EnvError):
        production(read, SECOND_FACTOR="sometimes")


PROVIDER = {"OIDC_ISSUER": "https://id.example/county", "OIDC_CLIENT_ID": "jixiao", "OIDC_CLIENT_SECRET": "s3cret"}


def test_a_provider_of_identities_is_there_when_it_is_named(read):
    assert production(read)["OIDC"] is None
    provider = production(read, **PROVIDER, OIDC_SCOPE="profile staff", OIDC_SECOND_FACTOR="1")["OIDC"]
    assert (provider.issuer, provider.scope) == ("https://id.example/county", "openid profile staff")
    assert provider.second_factor and "s3cret" not in repr(provider)
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        with pytest.raises(EnvError, match=name):
            production(read, **PROVIDER | {name: ""})


@pytest.mark.parametrize("issuer", ["id.example", "http://id.example", "https://id.example/?a=b", "https://"])
def test_what_cannot_be_a_provider_ends_the_start(read, issuer):
    with pytest.raises(ImproperlyConfigured, match="OIDC_ISSUER"):
        production(read, **PROVIDER | {"OIDC_ISSUER": issuer})


def test_a_provider_on_this_machine_needs_no_tls(read):
    for issuer in ("http://127.0.0.1:9000", "http://localhost:9000"):
        assert production(read, **PROVIDER | {"OIDC_ISSUER": issuer})["OIDC"].issuer == issuer
    assert read(**PROVIDER | {"OIDC_ISSUER": "http://id.example"})["OIDC"]


def test_papers_are_sealed_on_trial_and_in_service_with_a_certificate(read):
    assert read()["PAPER_SEAL"] and read()["TRIAL_SEAL"] and not read(JIXIAO_MODE="test")["PAPER_SEAL"]
    assert not production(read)["PAPER_SEAL"] and not production(read)["TRIAL_SEAL"]
    named = production(read, SEAL_CERTIFICATE="/x.p12", SEAL_PASSWORD="geheim")
    assert named["PAPER_SEAL"].endswith("CertificateSeal") and named["SEAL_PASSWORD"] == "geheim"
    assert production(read, PAPER_SEAL="county.sm2.Seal")["PAPER_SEAL"] == "county.sm2.Seal"


def test_secrets_come_from_files_and_a_file_that_is_not_there_ends_the_start(read, tmp_path, monkeypatch):
    for name in ("SECRET_KEY", "DATABASE_PASSWORD", "DATABASE_APP_PASSWORD"):
        (tmp_path / name).write_text(f"{name.lower()}/@:{'k' * 50}\n")
        monkeypatch.setenv(f"{name}_FILE", str(tmp_path / name))
    found = production(read)
    assert found["SECRET_KEY"].startswith("secret_key/@:") and found["SECRET_KEY"].endswith("k")
    assert found["DATABASES"]["default"]["PASSWORD"] == f"database_password/@:{'k' * 50}"
    assert found["DATABASE_ROLE_PASSWORDS"]["app"].startswith("database_app_password")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nothing"))
    with pytest.raises(ValueError, match="SECRET_KEY_FILE must be a readable file path"):
        production(read)


def test_files_lie_on_the_disk_unless_a_bucket_is_named_with_all_that_it_takes(read):
    assert read()["STORAGES"]["default"] == {"BACKEND": "evaluations.evidence.durable_files.DurableFiles"}
    named = {"FILES_BUCKET": "jixiao", "FILES_ENDPOINT": "https://s3.example", "FILES_ACCESS_KEY": "a"}
    with pytest.raises(EnvError, match="FILES_SECRET_KEY"):
        read(**named)
    found = read(**named, FILES_SECRET_KEY="geheim", FILES_ADDRESSING="virtual", DATABASE_OWNER_PASSWORD="owner's")
    assert {"geheim", "owner's"} <= set(found["LOGGING"]["formatters"]["json"]["secrets"])
    options = found["STORAGES"]["default"]["OPTIONS"]
    assert (options["bucket_name"], options["addressing_style"], options["location"]) == ("jixiao", "virtual", "")


def test_a_key_for_backups_that_is_none_ends_the_start(read):
    with pytest.raises(ImproperlyConfigured, match="BACKUP_RECIPIENT"):
        read(BACKUP_RECIPIENT="age1nonsense")


def test_figures_are_shown_for_a_long_word_only_and_lines_are_json_in_service(read):
    assert (
        production(read)["METRICS_TOKEN"] == ""
        and production(read, METRICS_TOKEN="m" * 16)["METRICS_TOKEN"] == "m" * 16
    )
    with pytest.raises(EnvError, match="METRICS_TOKEN"):
        production(read, METRICS_TOKEN="short")
    found = production(read, METRICS_TOKEN="m" * 16)["LOGGING"]
    assert found["handlers"]["stderr"]["formatter"] == "json" and "m" * 16 in found["formatters"]["json"]["secrets"]
    assert read()["LOGGING"]["handlers"]["stderr"]["formatter"] == "line"
    assert production(read)["RATE_LIMITS"] and not read(JIXIAO_MODE="test")["RATE_LIMITS"]
