"""The project: one settings file, the routes, the Celery application, health and headers."""

from config.celery import celery_app

__all__ = ["celery_app"]
