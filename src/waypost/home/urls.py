from django.urls import path

from waypost.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("overview/phases/<str:uid>/", views.phases, name="home_phases"),
]
