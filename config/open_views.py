"""Views for everybody are answered without looking who asks: nothing of them then varies by cookie, and caches may keep them."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

from departments.access import View


class OpenViews(LoginRequiredMiddleware):
    """Django's middleware asks for the person first, which reads the session; here the view is asked first."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Let everybody into a view that is marked for everybody."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
