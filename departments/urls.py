"""Addresses of the accounts, and the desk everybody starts from."""

from django.urls import path

from departments import views

app_name = "departments"
urlpatterns = [
    path("accounts/login/", views.login, name="login"),
    path("accounts/logout/", views.logout, name="logout"),
    path("accounts/stay/", views.stay, name="stay"),
    path("accounts/password/", views.password, name="password"),
    path("desk/", views.desk, name="desk"),
]
