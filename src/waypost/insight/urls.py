from django.urls import path

from waypost.insight import views

urlpatterns = [
    path("progress/", views.progress, name="insight"),
    path("progress/<str:uid>/", views.funnel, name="insight_funnel"),
    path("progress/<str:uid>/people/", views.rows, name="insight_rows"),
]
