"""What the page of an award and its downloads show."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from waypost.catalog.models import Criterion
from waypost.catalog.rules import Glyph
from waypost.common.actors import Actor
from waypost.common.days import day_in, full_day
from waypost.credentials.downloads.badges import badge_png, badge_svg
from waypost.credentials.downloads.certificates import Certificate, ShownCriterion
from waypost.credentials.downloads.qr_codes import QrCode, qr_code
from waypost.credentials.models import Award, Credential
from waypost.credentials.queries.awards import can_be_signed, credential_to_hand_out, current_credential
from waypost.credentials.queries.verification import CheckedReport, verify_own
from waypost.credentials.rules import TrustFacts, TrustLine, is_local, is_reachable, trust_lines
from waypost.standards.openbadges.checks import Overall, Report
from waypost.standards.openbadges.png_images import bake_png
from waypost.standards.openbadges.svg_images import bake_svg


@dataclass(frozen=True)
class AwardPage:
    """An award as its page shows it; `address` is what the holder shares."""

    award: Award
    credential: Credential
    checked: CheckedReport
    criteria: list[Criterion]
    address: str
    qr: QrCode
    is_holder: bool

    @property
    def name(self) -> str:
        """The holder's name, empty unless they chose to show it."""
        return self.award.holder.name if self.award.shows_name else ""

    @property
    def showed_heading(self) -> str:
        return f"What {self.name} showed" if self.name else "What was demonstrated"

    @property
    def checks_heading(self) -> str:
        return "What the checks say" if self.award.is_withdrawn else "Why you can trust it"

    @property
    def trust(self) -> list[TrustLine]:
        """The checks in the words of this page."""
        award, zone = self.award, self.award.issuer.zone
        status_list = self.credential.status_list
        facts = TrustFacts(
            issuer_name=award.issuer.name,
            issuer_host=urlsplit(award.issuer.url).netloc,
            holder_name=self.name,
            listed_at=full_day(day_in(status_list.signed_at, zone)),
            listed_until=full_day(day_in(status_list.valid_until, zone)),
            issued_on=full_day(award.issued_on),
            withdrawn_on=full_day(award.withdrawn_on) if award.withdrawn_on else "",
        )
        return trust_lines(self.report.checks, facts)

    @property
    def report(self) -> Report:
        return self.checked.report

    @property
    def checked_at(self) -> datetime:
        return self.checked.at

    @property
    def is_valid(self) -> bool:
        return self.report.overall is Overall.VALID

    @property
    def linkedin_url(self) -> str:
        """Opens LinkedIn's own form, filled in."""
        fields = {
            "startTask": "CERTIFICATION_NAME",
            "name": self.award.enrollment.version.title,
            "organizationName": self.award.issuer.name,
            "issueYear": self.award.issued_on.year,
            "issueMonth": self.award.issued_on.month,
            "certUrl": self.address,
            "certId": self.award.number,
        }
        return f"https://www.linkedin.com/profile/add?{urlencode(fields)}"

    @property
    def is_reachable(self) -> bool:
        return self.award.issuer.is_reachable

    @property
    def is_local(self) -> bool:
        """Whether no other device can open `address`."""
        return is_local(self.address)

    @property
    def is_withheld(self) -> bool:
        """Whether its files say more than the holder chose, so that nobody gets them."""
        return self.credential.is_withheld

    @property
    def waits_for_address(self) -> bool:
        """Whether they are signed anew only once the holder confirms an address."""
        return not can_be_signed(self.award)

    @property
    def is_being_renewed(self) -> bool:
        return self.credential.has_name is not self.award.shows_name and not self.award.is_withdrawn


def award_page(viewer: Actor, award: Award, origin: str) -> AwardPage:
    """Everything on the page; `origin` is where the reader's browser found this site."""
    address = f"{settings.PUBLIC_URL if is_reachable(settings.PUBLIC_URL) else origin}{path_of(award)}"
    return AwardPage(
        award=award,
        credential=current_credential(award),
        checked=verify_own(award),
        criteria=list(award.enrollment.version.criteria.all()),
        address=address,
        qr=qr_code(address),
        is_holder=viewer == award.holder,
    )


def path_of(award: Award) -> str:
    return reverse("credential", kwargs={"uid": award.uid})


def glyph_of(award: Award) -> Glyph:
    return Glyph(award.enrollment.version.glyph)


def baked_png(award: Award) -> bytes:
    """The badge with the current credential inside. Raises Withheld."""
    return bake_png(badge_png(glyph_of(award)), credential_to_hand_out(award).document)


def baked_svg(award: Award) -> bytes:
    """The same as a drawing. Raises Withheld."""
    drawing = badge_svg(glyph_of(award), award.enrollment.version.title)
    return bake_svg(drawing, credential_to_hand_out(award).document)


def certificate_of(award: Award) -> Certificate:
    """What the certificate says. It names the holder only if they chose so."""
    version = award.enrollment.version
    address = f"{settings.PUBLIC_URL}{path_of(award)}"
    named = f"Awarded to {award.holder.name}" if award.shows_name else "Awarded to the holder of a confirmed address"
    check = "Scan the code, or open this address:" if is_reachable(address) else "Check the credential file. Address:"
    return Certificate(
        title=version.title,
        awarded_to=named,
        competency=version.competency or version.summary,
        criteria=tuple(ShownCriterion(criterion.title, criterion.summary) for criterion in version.criteria.all()),
        issuer=award.issuer.name,
        issued_on=award.issued_on,
        number=award.number,
        address=address,
        how_to_check=check,
        badge=badge_svg(glyph_of(award), version.title).decode(),
        qr=qr_code(address).svg(),
    )
