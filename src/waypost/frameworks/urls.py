from django.urls import path

from waypost.frameworks.views import importing, reading

urlpatterns = [
    path("", reading.frameworks, name="frameworks"),
    path("import/", importing.upload, name="framework_upload"),
    path("import/<str:uid>/", importing.preview, name="framework_preview"),
    path("items/<str:uid>/", reading.item, name="framework_item"),
    path("<str:uid>/", reading.framework, name="framework"),
]
