"""What plans tell people in the digest."""

from waypost.notices.digests import register
from waypost.plans.actions.asking import MeasurementsDue, OffersFromAbove
from waypost.plans.actions.reminders import LeadReminders

register("plans.measurements", MeasurementsDue())
register("plans.offers", OffersFromAbove())
register("plans.reminders", LeadReminders())
