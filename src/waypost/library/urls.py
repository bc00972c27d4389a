from django.urls import path

from waypost.library import views

urlpatterns = [
    path("", views.library, name="library"),
    path("studies/add/", views.add_study, name="library_study_add"),
    path("memos/add/", views.add_memo, name="library_memo_add"),
    path("<str:uid>/", views.item, name="library_item"),
    path("<str:uid>/edit/", views.edit, name="library_edit"),
    path("<str:uid>/share/", views.share, name="library_share"),
    path("<str:uid>/take-out/", views.take_out, name="library_take_out"),
    path("<str:uid>/put-back/", views.put_back, name="library_put_back"),
]
