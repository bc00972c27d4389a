from django.urls import path

from waypost.notices.views import calendars, digests

urlpatterns = [
    path("account/digest/", digests.digest_choice, name="digest_choice"),
    path("calendars/", calendars.school_calendars, name="school_calendars"),
    path("calendars/days/<slug:uid>/", calendars.change_day_off, name="day_off_change"),
    path("calendars/days/<slug:uid>/take-away/", calendars.take_day_off_away, name="day_off_take_away"),
    path("calendars/<slug:slug>/", calendars.school_calendar, name="school_calendar"),
    path("calendars/<slug:slug>/begin/", calendars.begin_calendar, name="school_calendar_begin"),
    path("calendars/<slug:slug>/add/", calendars.add_day_off, name="day_off_add"),
]
