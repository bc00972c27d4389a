from django.urls import path

from waypost.improvement.views import links, statements, theories

urlpatterns = [
    path("", theories.theories, name="theories"),
    path("statements/<str:uid>/edit/", statements.edit_statement, name="theory_statement_edit"),
    path("links/<str:uid>/edit/", links.edit_link, name="theory_link_edit"),
    path("links/<str:uid>/lock/", links.lock, name="theory_link_lock"),
    path("links/<str:uid>/finding/", links.finding, name="theory_finding"),
    path("links/<str:uid>/cite/", links.cite, name="theory_cite"),
    path("citations/<str:uid>/take-out/", links.take_citation_out, name="theory_citation_take_out"),
    path("parts/<str:kind>/<str:uid>/take-out/", statements.take_out, name="theory_take_out"),
    path("parts/<str:kind>/<str:uid>/put-back/", statements.put_back, name="theory_put_back"),
    path("<str:uid>/", theories.theory, name="theory"),
    path("<str:uid>/begin/", theories.begin, name="theory_begin"),
    path("<str:uid>/picture.svg", theories.picture, name="theory_picture"),
    path("<str:uid>/new-version/", theories.new_version, name="theory_new_version"),
    path("<str:uid>/taken-out/", theories.taken_out, name="theory_taken_out"),
    path("<str:uid>/add-statement/", statements.add_statement, name="theory_statement_add"),
    path("<str:uid>/add-link/", links.add_link, name="theory_link_add"),
]
