from django.urls import path

from waypost.programs.views import cohorts, programs, training

urlpatterns = [
    path("programs/", programs.program_list, name="programs"),
    path("programs/new/", programs.new_program, name="program_new"),
    path("programs/<str:uid>/", programs.program_page, name="program"),
    path("programs/<str:uid>/edit/", programs.edit_program, name="program_edit"),
    path("programs/<str:uid>/curate/", programs.curate, name="program_offer"),
    path("programs/curated/<str:uid>/withdraw/", programs.withdraw, name="program_withdraw_offer"),
    path("programs/<str:uid>/cohorts/new/", cohorts.new_cohort, name="cohort_new"),
    path("cohorts/<str:uid>/", cohorts.cohort_page, name="cohort"),
    path("cohorts/<str:uid>/edit/", cohorts.edit_cohort, name="cohort_edit"),
    path("cohorts/<str:uid>/invite/", cohorts.invite_educators, name="cohort_invite"),
    path("cohorts/members/<str:uid>/leave/", cohorts.leave_cohort, name="cohort_leave"),
    path("training/", training.training, name="training"),
    path("training/<slug:slug>/", training.record_training, name="training_record"),
]
