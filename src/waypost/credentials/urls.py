from django.urls import path

from waypost.credentials.views import documents, earned, keys, pages, verify

AWARD = "credentials/<slug:uid>/"
ISSUER = "issuers/<slug:slug>/"

urlpatterns = [
    path("verify/", verify.verify_credential, name="verify"),
    path("credentials/", pages.my_credentials, name="my_credentials"),
    path("credentials/earned/", earned.earned, name="earned"),
    path(AWARD, pages.credential, name="credential"),
    path(f"{AWARD}sharing/", pages.sharing, name="credential_sharing"),
    path(f"{AWARD}withdraw/", earned.withdraw, name="credential_withdraw"),
    path(f"{AWARD}<int:number>.json", documents.credential_json, name="credential_json"),
    path(f"{AWARD}credential.jwt", documents.credential_jwt, name="credential_jwt"),
    path(f"{AWARD}badge.png", pages.badge_png, name="credential_badge_png"),
    path(f"{AWARD}badge.svg", pages.badge_svg, name="credential_badge_svg"),
    path(f"{AWARD}certificate.pdf", pages.certificate, name="credential_certificate"),
    path("issuers/", keys.issuing, name="issuing"),
    path(ISSUER, pages.issuer, name="issuer"),
    path(f"{ISSUER}keys/<slug:uid>/replace/", keys.new_key, name="issuer_new_key"),
    path(f"{ISSUER}did.json", documents.did_document, name="issuer_did"),
    path(f"{ISSUER}profile.json", documents.profile, name="issuer_profile"),
    path(f"{ISSUER}jwks.json", documents.key_set, name="issuer_keys"),
    path(f"{ISSUER}status/<int:number>", documents.status_list, name="status_list"),
    path("achievements/<slug:slug>/<int:number>.json", documents.achievement, name="achievement"),
    path("achievements/<slug:slug>/<int:number>.png", documents.achievement_image, name="achievement_image"),
]
