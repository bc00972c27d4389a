"""The job of the library: what comes with Waypost stands in it, as soon as a worker runs and after each update."""

from waypost.common.actors import System
from waypost.common.jobs import job
from waypost.library.actions import ship_studies

A_DAY = 24 * 60
SHIPPING = System("studies come with Waypost")


@job("library.ship_studies", every_minutes=A_DAY)
def ship_the_studies() -> None:
    ship_studies(by=SHIPPING)
