"""Our settings with the middlewares, context processors and apps of a site that was begun with `startproject`."""

from benchmarks.begun_site import BEGUN_MIDDLEWARE, BEGUN_PROCESSORS
from config.settings import *  # noqa: F403 -- as settings are extended
from config.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = ["django.contrib.admin", *OURS, "benchmarks.stock"]
MIDDLEWARE = BEGUN_MIDDLEWARE
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": BEGUN_PROCESSORS},
    }
]
ROOT_URLCONF = "benchmarks.stock.urls"
