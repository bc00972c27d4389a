from django.urls import path

from waypost.people.views import accounts, invitations, organizations, people, roster, set_up

#: Below "account/", before django-allauth's own, whose addresses and names they keep.
account_urlpatterns = [
    path("email/", accounts.change_email, name="account_email"),
    path("password/set/", accounts.set_first_password, name="account_set_password"),
    path("sign-in-again/", accounts.sign_in_again, name="sign_in_again"),
]

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/person/<slug:uid>/", people.person, name="person"),
    path("people/person/<slug:uid>/roles/", people.person_grant_role, name="person_grant_role"),
    path("people/roles/<slug:uid>/end/", people.role_end, name="role_end"),
    path("people/invitations/", invitations.invitations, name="invitations"),
    path("people/invitations/new/", invitations.give_invitation, name="invite"),
    path("people/invitations/<slug:uid>/again/", invitations.invitation_send_again, name="invitation_send_again"),
    path("people/invitations/<slug:uid>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("people/file/", roster.roster_upload, name="roster_upload"),
    path("people/file/<slug:uid>/", roster.roster_preview, name="roster_preview"),
    path("invitation/<slug:uid>/<slug:secret>/", invitations.accept_invitation, name="accept_invitation"),
    path("organizations/", organizations.organization_tree, name="organizations"),
    path("organizations/<slug:slug>/", organizations.organization_change, name="organization_change"),
    path("organizations/<slug:slug>/add/", organizations.organization_add, name="organization_add"),
    path("set-up/", set_up.first_set_up, name="set_up"),
]
