"""All addresses. Each domain package keeps its own in its `urls.py`."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from health_check.views import HealthCheckView

from waypost.people.gates import PUBLIC, public
from waypost.people.urls import account_urlpatterns
from waypost.ui.views import styleguide

healthz = login_not_required(HealthCheckView.as_view(checks=["health_check.checks.Database"]))
healthz.access = PUBLIC

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("styleguide/", public(styleguide), name="styleguide"),
    path("account/", include(account_urlpatterns)),
    path("", include("waypost.notices.urls")),
    path("account/", include("allauth.urls")),
    path("library/", include("waypost.library.urls")),
    path("frameworks/", include("waypost.frameworks.urls")),
    path("plans/", include("waypost.plans.urls")),
    path("", include("waypost.catalog.urls")),
    path("", include("waypost.programs.urls")),
    path("", include("waypost.governance.urls")),
    path("theories/", include("waypost.improvement.urls")),
    path("", include("waypost.submissions.urls")),
    path("", include("waypost.assessment.urls")),
    path("", include("waypost.home.urls")),
    path("", include("waypost.credentials.urls")),
    path("", include("waypost.insight.urls")),
    path("", include("waypost.people.urls")),
]
