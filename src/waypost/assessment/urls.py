from django.urls import path

from waypost.assessment.views import desk, overview, review

urlpatterns = [
    path("reviews/", desk.queue, name="review_queue"),
    path("reviews/claim/<str:uid>/", desk.claim, name="review_claim"),
    path("reviews/overview/", overview.evidence_reviews, name="evidence_reviews"),
    path("reviews/<str:uid>/", review.review, name="review"),
    path("reviews/<str:uid>/autosave/", review.autosave, name="review_autosave"),
    path("reviews/<str:uid>/hand-back/", desk.give_back, name="review_hand_back"),
    path("reviews/<str:uid>/take-back/", desk.undo_decision, name="review_take_back"),
]
