"""Addresses of the accounts."""

from django.urls import path

from departments import views

app_name = "departments"
urlpatterns = [
    path("accounts/login/", views.sign_in_page, name="login"),
    path("accounts/logout/", views.sign_out, name="logout"),
    path("accounts/stay/", views.stay_signed_in, name="stay"),
    path("accounts/password/", views.password_page, name="password"),
]
