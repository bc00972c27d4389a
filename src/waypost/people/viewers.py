"""Who is looking: a person, the public, or the system with a reason. Every query takes one."""

from waypost.common.actors import Public, System
from waypost.people.models import Person

Viewer = Person | Public | System
