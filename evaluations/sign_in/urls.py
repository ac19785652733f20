"""Addresses of the second factor and of signing in through a provider of identities."""

from django.urls import path

from evaluations.sign_in.provider import views as provider_views
from evaluations.sign_in.second_factor import code_views, device_views
from evaluations.sign_in.second_factor import views as factor_views

app_name = "sign_in"
urlpatterns = [
    path("code/", code_views.code_page, name="code"),
    path("second-factor/", factor_views.second_factor_page, name="second_factor"),
    path("second-factor/device/", device_views.device_page, name="device"),
    path("second-factor/recovery/", factor_views.renew_codes, name="renew"),
    path("second-factor/remove/", factor_views.remove_factor, name="remove"),
    path("provider/", provider_views.start_sign_in, name="provider"),
    path("provider/back/", provider_views.finish_sign_in, name="provider_back"),
    path("provider/out/", provider_views.sign_out_there, name="provider_out"),
]
