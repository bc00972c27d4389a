from django.urls import path, register_converter
from django.urls.converters import StringConverter

from waypost.plans.views import (
    activities,
    beginning,
    comparing,
    direction,
    editing,
    exporting,
    indicators,
    listing,
    measurements,
    objectives,
    pages,
    pictures,
    proposals,
    reminders,
    teams,
    voices,
)
from waypost.ui.pictures import CONTENT_TYPES


class PictureConverter(StringConverter):
    """The end of the name of a picture's file."""

    regex = "|".join(CONTENT_TYPES)


register_converter(PictureConverter, "picture")

urlpatterns = [
    path("", listing.plans, name="plans"),
    path("new/", beginning.new_plan, name="plan_new"),
    path("file-schema.json", exporting.file_schema, name="plan_file_schema"),
    path("import/", listing.import_plan, name="plan_import"),
    path("import/template/", listing.word_template, name="plan_word_template"),
    path("import/<str:uid>/", listing.preview_import, name="plan_import_preview"),
    path("import/<str:uid>/confirm/", listing.confirm, name="plan_import_confirm"),
    path("activities/<str:uid>/", pages.activity, name="plan_activity"),
    path("activities/<str:uid>/edit/", activities.edit_activity, name="plan_activity_edit"),
    path("activities/<str:uid>/date/", activities.redate, name="plan_activity_date"),
    path("activities/<str:uid>/needs/", activities.needs, name="plan_activity_needs"),
    path("activities/<str:uid>/progress/", activities.progress, name="plan_activity_progress"),
    path("activities/<str:uid>/team/", teams.choose_team, name="plan_activity_team"),
    path("alignment/<str:uid>/edit/", editing.edit_alignment, name="plan_alignment_edit"),
    path("goals/<str:uid>/edit/", direction.edit_goal, name="plan_goal_edit"),
    path("indicators/<str:uid>/", pages.indicator, name="plan_indicator"),
    path("indicators/<str:uid>/edit/", indicators.edit_indicator, name="plan_indicator_edit"),
    path("objectives/<str:uid>/", objectives.objective, name="plan_objective"),
    path("objectives/<str:uid>/edit/", objectives.edit_objective, name="plan_objective_edit"),
    path("objectives/<str:uid>/move/", objectives.move, name="plan_objective_move"),
    path("indicators/<str:uid>/measure/", measurements.measure, name="plan_indicator_measure"),
    path("indicators/<str:uid>/file/", measurements.upload, name="plan_measurements_upload"),
    path("indicators/<str:uid>/file/template/", measurements.template, name="plan_measurements_template"),
    path("involvement/<str:uid>/edit/", voices.edit_involvement, name="plan_involvement_edit"),
    path("measurements/files/<str:uid>/", measurements.preview, name="plan_measurements_preview"),
    path("measurements/<str:uid>/correct/", measurements.correct, name="plan_measurement_correct"),
    path("measurements/<str:uid>/take-back/", measurements.take_back, name="plan_measurement_take_back"),
    path("objectives/<str:uid>/align/", editing.add_alignment, name="plan_alignment_add"),
    path("priorities/", direction.priorities, name="plan_priorities"),
    path("priorities/add/", direction.add_area, name="plan_priority_add"),
    path("priorities/<str:uid>/edit/", direction.edit_area, name="plan_priority_edit"),
    path("priorities/<str:uid>/goals/add/", direction.add_goal, name="plan_goal_add"),
    path("proposals/<str:uid>/", proposals.proposal, name="plan_proposal"),
    path("put-back/<str:kind>/<str:uid>/", comparing.put_back, name="plan_put_back"),
    path("reminders/<str:token>/", reminders.reminder, name="plan_reminder"),
    path("take-out/<str:kind>/<str:uid>/", comparing.take_out, name="plan_take_out"),
    path("teams/<str:uid>/", teams.team, name="plan_team"),
    path("teams/<str:uid>/edit/", teams.edit_team, name="plan_team_edit"),
    path("<str:uid>/", pages.plan, name="plan"),
    path("<str:uid>/copy/", beginning.copy, name="plan_copy"),
    path("<str:uid>/edit/", editing.edit_plan, name="plan_edit"),
    path("<str:uid>/adopt/", pages.adopt, name="plan_adopt"),
    path("<str:uid>/changes/", pages.changes, name="plan_changes"),
    path("<str:uid>/changes/<int:entry>/undo/", comparing.undo, name="plan_undo"),
    path("<str:uid>/logic-model/", pictures.logic_model, name="plan_logic_model"),
    path("<str:uid>/logic-model.<picture:suffix>", pictures.logic_model_file, name="plan_logic_model_file"),
    path("<str:uid>/export/", exporting.export, name="plan_export"),
    path("<str:uid>/plan.<slug:suffix>", exporting.export_file, name="plan_export_file"),
    path("<str:uid>/compare/", comparing.compare, name="plan_compare"),
    path("<str:uid>/taken-out/", comparing.taken_out, name="plan_taken_out"),
    path("<str:uid>/baselines/<int:number>/", pages.baseline, name="plan_baseline"),
    path("<str:uid>/objectives/add/", objectives.add_objective, name="plan_objective_add"),
    path("<str:uid>/activities/add/", activities.add_activity, name="plan_activity_add"),
    path("<str:uid>/indicators/add/", indicators.add_indicator, name="plan_indicator_add"),
    path("<str:uid>/teams/add/", teams.add_team, name="plan_team_add"),
    path("<str:uid>/procedures/<str:stage>/", voices.procedure, name="plan_procedure"),
    path("<str:uid>/involvement/add/", voices.add_involvement, name="plan_involvement_add"),
]
