"""/publish/remarks/: the bureau answers readers."""

from django.urls import path

from evaluations.publication.remarks import desk_views

app_name = "remark_desk"
urlpatterns = [
    path("", desk_views.remarks_page, name="list"),
    path("<int:pk>/", desk_views.remark_detail_page, name="detail"),
]
