"""All settings, read from the environment.

JIXIAO_MODE is trial (default: SQLite, no broker, plain http on this machine), test or production.
Production refuses what is only good for a trial. Every variable is listed in docs/operations.md.
"""

import re
import shlex
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import validate

from config.environment import TrimmedEnv, database_settings, kept_secret, site_address, syslog_address
from config.file_store import backup_recipient, file_stores
from config.headers import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from config.headers import static_headers
from config.job_handlers import BESIDE_JOBS as BESIDE_JOBS
from config.job_handlers import JOB_FAILURES as JOB_FAILURES
from config.job_handlers import JOB_HANDLERS as JOB_HANDLERS
from config.logs import logging_settings
from config.middleware_order import MIDDLEWARE_ORDER
from config.papers import paper_settings
from config.provider import provider_settings
from config.watching import watching_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = TrimmedEnv()
MODE = env.str("JIXIAO_MODE", "trial", validate=validate.OneOf(["trial", "test", "production"]))
PRODUCTION = MODE == "production"

# --- identity -----------------------------------------------------------------------------------

DEBUG = MODE == "trial" and env.bool("JIXIAO_DEBUG", False)
if PRODUCTION:
    for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"):
        env.str(name)  # no default: refuses to start without it
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret(VAR_DIR / "secret")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
if PRODUCTION and any("*" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("Production mode needs host names in ALLOWED_HOSTS, not *.")
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
_site = site_address(SITE_URL)
# What addresses begin with on this host; links in print and on screen put a path behind it.
SITE_ORIGIN = _site.origin
# https://host/jixiao: every link, cookie and static file lies below /jixiao (config/wsgi.py takes it off again).
FORCE_SCRIPT_NAME = _site.path or None
# A proxy that passes the host on without its port makes us take our own forms for foreign ones: SITE_URL knows better.
CSRF_TRUSTED_ORIGINS = list(dict.fromkeys([*env.words("CSRF_TRUSTED_ORIGINS"), SITE_ORIGIN]))
# How many reverse proxies of our own stand in front; their X-Forwarded-* entries are believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

# --- applications -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "axes",
    "departments",
    "evaluations",
]

MIDDLEWARE = MIDDLEWARE_ORDER
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "departments.access.navigation",
                "evaluations.manual.page_help.help_link",
                "evaluations.notices.own_notices.notice_count",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = PRODUCTION

# --- data ---------------------------------------------------------------------------------------

_address = env.dj_db_url("DATABASE_URL", "sqlite:///var/trial.sqlite3")
if PRODUCTION and _address["ENGINE"] == "django.db.backends.sqlite3":
    raise ImproperlyConfigured("Production mode needs PostgreSQL in DATABASE_URL; SQLite is for trials.")
_address["PASSWORD"] = env.str("DATABASE_PASSWORD", "") or _address["PASSWORD"]
DATABASES = {
    "default": database_settings(
        _address,
        BASE_DIR,
        pool=env.int("DATABASE_POOL", 0),
        statement_seconds=env.int("DATABASE_STATEMENT_SECONDS", 15),
    )
}
# Roles of PostgreSQL: PREFIX_owner, PREFIX_app, PREFIX_reader (manage.py database_roles).
DATABASE_ROLE_PREFIX = env.str("DATABASE_ROLE_PREFIX", "jixiao")
DATABASE_ROLE_PASSWORDS = {one: env.str(f"DATABASE_{one.upper()}_PASSWORD", "") for one in ("owner", "app", "reader")}
# Evidence and finished PDFs, or only uploads under way where FILES_BUCKET is set. Private: no address leads here.
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "files")
BACKUP_RECIPIENT = backup_recipient(env.str("BACKUP_RECIPIENT", ""))  # whose key opens the backups (age1…)
# The colours of the public pages (static/publication/portal/portal.css).
PORTAL_THEME = env.str("PORTAL_THEME", "blue", validate=validate.OneOf(["blue", "red", "green"]))
MANUAL_PICTURES = env.path("MANUAL_PICTURES", VAR_DIR / "manual")  # what scripts/manual_pictures.py makes
_papers = paper_settings(env, MODE, VAR_DIR, SECRET_KEY)
REPORT_FONTS, PAPER_SEAL, TRIAL_SEAL = _papers.report_fonts, _papers.paper_seal, _papers.trial_seal
SEAL_CERTIFICATE, SEAL_PASSWORD, SEAL_TRUSTED = _papers.certificate, _papers.password, _papers.trusted
FILE_UPLOAD_PERMISSIONS = 0o640
# 佐证材料: bytes of one file, files and bytes of one report; formats of before 2007 and OFD; the virus scanner's command.
EVIDENCE_FILE_BYTES = env.int("EVIDENCE_FILE_MB", 20) * 2**20
EVIDENCE_FILES = env.int("EVIDENCE_FILES", 100)
EVIDENCE_BYTES = env.int("EVIDENCE_MB", 200) * 2**20
# All files of one request, where several may come at once (departments/taking_files.py).
REQUEST_FILES_BYTES = 105 * 2**20
EVIDENCE_OLD_FORMATS = env.bool("EVIDENCE_OLD_FORMATS", True)
EVIDENCE_SCANNER = shlex.split(env.str("EVIDENCE_SCANNER", ""))
EVIDENCE_SCANNER_SECONDS = 60
FILE_UPLOAD_HANDLERS = [
    "config.uploads.NameKeepingFiles",
    "config.uploads.LimitedFiles",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
# The yearly form has tables of 120 rows by 9 columns; Django's 1000 would refuse it, text and all.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A bureau has all papers of its county checked at once; the page takes 200 and says so.
DATA_UPLOAD_MAX_NUMBER_FILES = 300

STATIC_URL = f"{_site.path}/static/"
# Resolved: behind a link that an upgrade moves, a process of before would no longer find its files.
STATIC_ROOT = str(env.path("STATIC_ROOT", VAR_DIR / "static").resolve()) if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # no page uses what lies in packages
STORAGES = file_stores(env, PRODUCTION)
WHITENOISE_USE_FINDERS = not PRODUCTION  # elsewhere nothing needs collecting
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers

# --- language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- people and sessions ------------------------------------------------------------------------

AUTH_USER_MODEL = "departments.User"
LOGIN_URL = "departments:login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = f"{_site.path}/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "departments.provider_backend.ProviderBackend",
]
# Who must enrol a 动态码: nobody, the bureau and the administrators, or everybody. Who has one is always asked for it.
SECOND_FACTOR = env.str(
    "SECOND_FACTOR", "bureau" if PRODUCTION else "off", validate=validate.OneOf(["off", "bureau", "all"])
)
OIDC = provider_settings(env, PRODUCTION)
PASSWORD_HASHERS = ["config.hashers.CountyArgon2"]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
    {"NAME": "departments.passwords.CountyRules"},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
    {"NAME": f"{_validation}.NumericPasswordValidator"},
    {"NAME": "evaluations.audit.sign_ins.PasswordChanges"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
# The pair, so that a stranger cannot lock a colleague out from somewhere else.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# All names from one address, one name from all addresses.
AXES_HANDLER = "departments.address_lockout.AddressHandler"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "departments.address_lockout.counted_name"
AXES_LOCKOUT_CALLABLE = "departments.address_lockout.lockout_page"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
# Axes keeps the fields of a failed form; of these it keeps stars.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "old_password", "new_password1", "new_password2"]

# Rows in the database, so that signing out, blocking a person and an administrator can end them.
SESSION_ENGINE = "departments.kept_sessions"
SESSION_COOKIE_AGE = 30 * 60
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_RENEW_AFTER = 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "departments.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- transport and browser ----------------------------------------------------------------------

# Browsers accept the prefixes only over https, which a trial on this machine has not, and __Host- only for a whole host.
_prefix = ("__Secure-" if _site.path else "__Host-") if PRODUCTION else ""
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{_site.path}/"
SESSION_COOKIE_NAME = f"{_prefix}jixiao_session"
CSRF_COOKIE_NAME = f"{_prefix}jixiao_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_SSL_HOST = _site.host if PRODUCTION and SITE_ORIGIN.startswith("https:") else None
SECURE_REDIRECT_EXEMPT = [rf"^{re.escape(f'{_site.path}/'.lstrip('/'))}(?:healthz|readyz|metrics|signed-in)/$"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- background work ----------------------------------------------------------------------------

# Done once a day: the job → from which hour on.
DAILY_JOBS = {"daily_notices": env.int("NOTICE_HOUR", 8, validate=validate.Range(0, 23)), "cycle_medians": 0}
# A job at work renews its lease; one whose worker was killed is free after the lease, and the next sweep finds it.
JOB_LEASE_SECONDS, JOB_PULSE_SECONDS = 25, 8
SWEEP_SECONDS = 20
JOB_MAX_ATTEMPTS = 5
JOB_BACKOFF_SECONDS: float = 10

# Empty: no broker; `manage.py work` does the work instead.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300  # below visibility_timeout, otherwise a second copy would start
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # kB; a render settles at 140 MB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "evaluations.tasks.sweep", "schedule": float(SWEEP_SECONDS)}}

# --- notices ------------------------------------------------------------------------------------

# Without a server there is no e-mail; notices stand on everybody's desk all the same.
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_USER", ""), env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = env.bool("EMAIL_USE_TLS", False), env.bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "") or f"jixiao@{_site.host.partition(':')[0]}"
# A command of the installation that sends short messages; one notice as JSON comes on its input.
NOTICE_TEXT_COMMAND = shlex.split(env.str("NOTICE_TEXT_COMMAND", ""))

# --- the record ---------------------------------------------------------------------------------

# The key that signs the head of the log's chain (PEM, Ed25519; without one it is derived from SECRET_KEY), and the public
# keys of before, in hexadecimal, whose signatures are still believed.
RECORD_KEY_FILE = env.str("RECORD_KEY_FILE", "")
RECORD_KEYS_BEFORE = env.words("RECORD_KEYS_BEFORE")
# Where the signed head is sent: a folder that lies on another machine, a syslog server as host:port (UDP), addresses; how often.
RECORD_HEAD_FOLDER = env.str("RECORD_HEAD_FOLDER", "")
RECORD_HEAD_SYSLOG = syslog_address(env.str("RECORD_HEAD_SYSLOG", ""))
RECORD_HEAD_MAIL = env.words("RECORD_HEAD_MAIL")
RECORD_HEAD_MINUTES = env.int("RECORD_HEAD_MINUTES", 60, validate=validate.Range(1, 1440))
# Done again and again: the job → every how many minutes.
RECURRING_JOBS = (
    {"send_head": RECORD_HEAD_MINUTES} if RECORD_HEAD_FOLDER or RECORD_HEAD_SYSLOG or RECORD_HEAD_MAIL else {}
)

# --- log and figures ----------------------------------------------------------------------------

_watching = watching_settings(env, MODE)
METRICS_TOKEN, RATE_LIMITS, ALARM_SECONDS = _watching.metrics_token, _watching.rate_limits, _watching.alarm_seconds
BACKUP_HOURS, DRILL_DAYS = _watching.backup_hours, _watching.drill_days
_secrets = [SECRET_KEY, str(_address["PASSWORD"] or ""), SEAL_PASSWORD, EMAIL_HOST_PASSWORD, METRICS_TOKEN]
_secrets += [OIDC.client_secret] if OIDC else []
_secrets += [*DATABASE_ROLE_PASSWORDS.values(), STORAGES["default"].get("OPTIONS", {}).get("secret_key", "")]
LOGGING = logging_settings("INFO" if PRODUCTION else "WARNING", _watching.log_format, _secrets)
