"""Which addresses a server may call on behalf of a stranger: public ones, and nothing else."""

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

# Addresses that look public or hide another address inside; ipaddress does not refuse them by itself.
REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(text)
    for text in (
        "168.63.129.16/32",  # the host agent of one large cloud: public by number, inside by nature
        "192.88.99.0/24",  # 6to4 relays
        "::ffff:0:0/96",  # IPv4-mapped
        "::/96",  # IPv4-compatible
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",  # NAT64 for local use
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "fec0::/10",  # site-local
        "ff00::/8",  # multicast
    )
)

Resolve = Callable[[str, int, float], Sequence[str]]


def is_public_address(text: str) -> bool:
    """Whether `text` is a unicast address of the public internet (IANA special-purpose registries).

    Loopback, private, link-local and with it cloud metadata, shared, reserved, multicast, unspecified
    addresses, and IPv6 forms that carry an IPv4 address, are not.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved or "%" in text:
        return False
    return not any(address in network for network in REFUSED_NETWORKS if network.version == address.version)


def system_addresses(host: str, port: int, seconds: float) -> Sequence[str]:
    """Every address of `host` by the system's resolver, asked once. Raises OSError, also after `seconds`.

    The system's resolver can't be told how long it may take, so it is asked on a thread of its own.
    """
    answers: SimpleQueue[Sequence[str] | OSError] = SimpleQueue()
    threading.Thread(target=_ask, args=(host, port, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty as problem:
        raise TimeoutError("the name was not found in time") from problem
    if isinstance(answer, OSError):
        raise answer
    return answer


def _ask(host: str, port: int, answers: "SimpleQueue[Sequence[str] | OSError]") -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answers.put([str(entry[4][0]) for entry in found])
    except (OSError, UnicodeError) as problem:
        answers.put(OSError(str(problem)))
