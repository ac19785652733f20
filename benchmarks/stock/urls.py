"""Their addresses, and an admin site without permissions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path

from benchmarks.stock import views
from benchmarks.stock.models import Line, Sheet


class Everybody:
    """Whoever is signed in may do everything: what is measured is the page."""

    def allowed(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = allowed
    has_module_permission = allowed


class OpenSite(admin.AdminSite):
    """The admin for whoever is signed in."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class LineInline(Everybody, admin.TabularInline):
    """The lines of a sheet in a table."""

    model = Line
    extra = 0


class SheetAdmin(Everybody, admin.ModelAdmin):
    """A sheet with its lines."""

    inlines = [LineInline]


site = OpenSite(name="admin")
site.register(Sheet, SheetAdmin)
urlpatterns = [
    path("admin/", site.urls),
    path("formset/<int:pk>/", views.formset),
    path("crispy/<int:pk>/", views.crispy),
    path("by-hand/<int:pk>/", views.by_hand),
    path("jinja/<int:pk>/", views.jinja),
    path("checks/", views.checks, name="checks"),
    path("checks/<int:pk>/", views.checks, name="check"),
]
