"""What one load of the demo has made so far, by the names that the content files use."""

from dataclasses import dataclass, field

from waypost.catalog.models import MicroCredential
from waypost.demo.school_days import SchoolDays
from waypost.people.models import Organization, Person
from waypost.plans.models import Plan
from waypost.programs.models import Cohort, Program

ZONE = "America/Chicago"
DOMAIN = "cedarvalley.example"


@dataclass
class World:
    """Places by short name, people by the part of their email address before the @."""

    days: SchoolDays
    places: dict[str, Organization] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    credentials: dict[str, MicroCredential] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)

    @property
    def lead(self) -> Person:
        return self.people["maya.okafor"]
