from django.urls import path

from waypost.submissions.views import asking, coaching, evidence, learning, parts, sending, taking_part, work

urlpatterns = [
    path("learning/", learning.my_learning, name="submissions_learning"),
    path("learning/choose/", learning.choose, name="submissions_choose"),
    path("learning/begin/<str:member_uid>/<slug:slug>/", learning.begin, name="submissions_begin"),
    path("learning/<str:uid>/", work.work, name="submissions_work"),
    path("learning/<str:uid>/plan/", work.plan, name="submissions_plan"),
    path("learning/<str:uid>/put-down/", work.put_down, name="submissions_put_down"),
    path("learning/<str:uid>/earlier/", parts.earlier, name="submissions_earlier"),
    path("learning/<str:uid>/check/", sending.check, name="submissions_check"),
    path("learning/<str:uid>/coach/", asking.coaches, name="submissions_coaches"),
    path("learning/<str:uid>/coach/<str:coach_uid>/", asking.asked, name="submissions_coach"),
    path("learning/<str:uid>/coach/<str:coach_uid>/share/", asking.share, name="submissions_ask"),
    path("learning/<str:uid>/coach/<str:coach_uid>/stop/", asking.stop, name="submissions_stop_asking"),
    path("learning/<str:uid>/<str:part_uid>/", parts.part, name="submissions_part"),
    path("learning/<str:uid>/<str:part_uid>/autosave/", parts.autosave, name="submissions_autosave"),
    path("sent/<str:uid>/", sending.receipt, name="submissions_receipt"),
    path("sent/<str:uid>/take-back/", sending.take_back, name="submissions_take_back"),
    path("evidence/<str:uid>/", evidence.download, name="submissions_evidence"),
    path("coaching/", coaching.coaching, name="coaching"),
    path("coaching/<str:uid>/", coaching.work, name="coaching_work"),
    path("coaching/<str:uid>/no-answer/", coaching.no_answer, name="coaching_no_answer"),
    path("taking-part/", taking_part.taking_part, name="submissions_taking_part"),
]
