"""A limited number of places that all processes share: how often something may be done, or how many times at once.

They lie in the cache table, so web processes on every machine count together.
"""

import ipaddress

from django.core.cache import cache


def take_place(name: str, *, places: int, seconds: int) -> str | None:
    """The key of a free place, taken for `seconds` unless it is given back; None where all `places` are taken."""
    keys = [f"place:{name}:{number}" for number in range(places)]
    # Reading drops the rows whose time is over: a free place has no row, and only one process can insert it.
    taken = cache.get_many(keys)
    return next((key for key in keys if key not in taken and cache.add(key, "taken", seconds)), None)


def give_back(key: str) -> None:
    """Free a place before its time is over."""
    cache.delete(key)


def client_network(address: str) -> str:
    """Whom an address belongs to: an IPv4 address counts alone, of IPv6 one customer holds a whole /64."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
