from django.urls import path

from waypost.insight import views

urlpatterns = [
    path("progress/", views.progress, name="insight"),
    path("progress/plans/<str:uid>/people/", views.plan_rows, name="insight_plan_rows"),
    path("progress/<str:uid>/", views.funnel, name="insight_funnel"),
    path("progress/<str:uid>/people/", views.rows, name="insight_rows"),
    path("thread/plans/<str:uid>/", views.plan, name="insight_plan_thread"),
    path("thread/awards/<slug:uid>/", views.award, name="insight_award_thread"),
]
