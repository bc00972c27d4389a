from django.urls import path, register_converter
from django.urls.converters import StringConverter

from waypost.catalog.rules import Direction, Section
from waypost.catalog.views import drafts, reading, rubric, sections, stacks


class SectionConverter(StringConverter):
    regex = "|".join(Section)

    def to_python(self, value: str) -> Section:
        return Section(value)


class DirectionConverter(StringConverter):
    regex = "|".join(Direction)

    def to_python(self, value: str) -> Direction:
        return Direction(value)


register_converter(SectionConverter, "catalog_section")
register_converter(DirectionConverter, "direction")

READ = "micro-credentials/<slug:slug>/"
VERSION = "catalog/versions/<str:uid>/"
PIECE = "catalog/pieces/<str:key>/<str:uid>/"
STACK = "catalog/stacks/<slug:slug>/"

urlpatterns = [
    path("micro-credentials/", reading.micro_credentials, name="micro_credentials"),
    path(READ, reading.micro_credential, name="micro_credential"),
    path(f"{READ}versions/<int:number>/", reading.micro_credential_version, name="micro_credential_version"),
    path("stacks/<slug:slug>/", reading.stack, name="stack"),
    path("catalog/", drafts.drafts, name="catalog_drafts"),
    path("catalog/new/", drafts.new, name="catalog_new"),
    path("catalog/samples/<slug:slug>/", drafts.sample, name="catalog_sample"),
    path("catalog/start/<slug:slug>/", drafts.start, name="catalog_start"),
    path(VERSION, drafts.version, name="catalog_version"),
    path(f"{VERSION}publish/", drafts.publish, name="catalog_publish"),
    path(f"{VERSION}retire/", drafts.retire, name="catalog_retire"),
    path(f"{VERSION}<catalog_section:section>/", sections.section, name="catalog_section"),
    path(f"{VERSION}rubric/add/", rubric.add, name="catalog_add_criterion"),
    path(f"{VERSION}add/<str:key>/", sections.add, name="catalog_add"),
    path("catalog/parts/<str:uid>/add/", sections.add_task, name="catalog_add_task"),
    path("catalog/criteria/<str:uid>/", rubric.edit, name="catalog_criterion"),
    path(PIECE, sections.piece, name="catalog_piece"),
    path(f"{PIECE}<direction:direction>/", sections.move, name="catalog_move"),
    path(f"{PIECE}remove/", sections.remove, name="catalog_remove"),
    path("catalog/stacks/new/", stacks.new, name="catalog_new_stack"),
    path(STACK, stacks.edit, name="catalog_stack"),
    path(f"{STACK}add/", stacks.add, name="catalog_add_member"),
    path(f"{STACK}<slug:member>/<direction:direction>/", stacks.move, name="catalog_move_member"),
    path(f"{STACK}<slug:member>/remove/", stacks.remove, name="catalog_remove_member"),
]
