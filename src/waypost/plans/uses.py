"""Where upper packages say what stands on an activity, so that nothing is taken out from under it (IN5).

Register in the `ready` of the package's `apps.py`.
"""

from collections.abc import Callable, Sequence

from waypost.plans.models import Activity

#: The names of what stands on any of these activities, in one query.
FindUsers = Callable[[Sequence[Activity]], list[str]]

_finders: dict[str, FindUsers] = {}


def register(key: str, find_users: FindUsers) -> None:
    """Ask `find_users` before an activity is taken out; registering a key again replaces it."""
    _finders[key] = find_users


def names_of_users(activities: Sequence[Activity]) -> list[str]:
    """What stands on them; none where there are none."""
    return [name for find in _finders.values() for name in find(activities)] if activities else []
