"""An HTTPS connection to one checked address that ends at a fixed instant, whatever the other side does."""

import io
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any


@dataclass(frozen=True)
class Deadline:
    """An instant of the monotonic clock, in seconds."""

    instant: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """Seconds that are left, more than none. Raises TimeoutError at the end."""
        left = self.instant - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for this request is over")
        return left


class TimedConnection(HTTPConnection):
    """HTTPS to one of `addresses`, while the name `host` stays in TLS and in the Host header.

    The name is not looked up again, so it can't lead elsewhere between the check and the connection.
    """

    def __init__(self, host: str, port: int, addresses: Sequence[str], tls: ssl.SSLContext, deadline: Deadline) -> None:
        super().__init__(host, port)
        self.default_port = 443
        self._addresses = addresses
        self._tls = tls
        self._deadline = deadline

    def connect(self) -> None:
        plain = self._connected()
        try:
            plain.settimeout(self._deadline.remaining())
            secured = self._tls.wrap_socket(plain, server_hostname=self.host)
        except (OSError, ValueError):
            plain.close()
            raise
        # http.client asks a socket only for sendall, makefile and close.
        self.sock: Any = _TimedSocket(secured, self._deadline)

    def _connected(self) -> socket.socket:
        problem: OSError = OSError("the name has no address")
        for address in self._addresses:
            try:
                return socket.create_connection((address, self.port), self._deadline.remaining())
            except OSError as found:
                problem = found
        raise problem


class _TimedSocket:
    """The part of a socket that http.client uses, with the time left set before each step."""

    def __init__(self, secured: ssl.SSLSocket, deadline: Deadline) -> None:
        self._secured = secured
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._secured.settimeout(self._deadline.remaining())
        self._secured.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._secured, self._deadline))

    def close(self) -> None:
        self._secured.close()


class _TimedReader(io.RawIOBase):
    """A server that drips one byte at a time gains nothing: each read gets only what is left."""

    def __init__(self, secured: ssl.SSLSocket, deadline: Deadline) -> None:
        super().__init__()
        self._secured = secured
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._secured.settimeout(self._deadline.remaining())
        return self._secured.recv_into(buffer)
