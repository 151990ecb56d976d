"""Where events may be sent: the address as it is written, and what it resolves to.

Whoever could choose an address freely would let the program speak to the office's
inner machines (server-side request forgery, ASVS 5.0 item 1.3.6). So a name is
resolved once, by the connection itself, and every address it leads to is judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST_URL = 500  # characters
PORTS = {"https": 443, "http": 80}
# Addresses of IPv6 that carry one of IPv4 inside: they lead wherever that one does.
CARRIERS = (ip_network("64:ff9b::/96"), ip_network("2002::/16"), ip_network("::/96"))


class Wrong(StrEnum):
    """Why an address cannot be one for events."""

    NOT_AN_ADDRESS = "not_an_address"
    NOT_HTTPS = "not_https"
    PASSWORD = "password"  # it would be kept and logged with the address
    PRIVATE = "private"


class WrongDestination(Exception):
    """The address is not used; `reason` says why."""

    def __init__(self, reason: Wrong) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Destination:
    """An address that was read: always a host, and its port."""

    host: str
    port: int
    is_here: bool  # this machine, by its own name


def read_destination(url: str) -> Destination:
    """Raises WrongDestination. Open http is for this machine only."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise WrongDestination(Wrong.NOT_AN_ADDRESS) from None
    host = (parts.hostname or "").rstrip(".")
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in PORTS or not host or not plain or len(url) > LONGEST_URL:
        raise WrongDestination(Wrong.NOT_AN_ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise WrongDestination(Wrong.PASSWORD)
    here = _is_here(host)
    if parts.scheme == "http" and not here:
        raise WrongDestination(Wrong.NOT_HTTPS)
    return Destination(host, port or PORTS[parts.scheme], here)


def host_of(host: str, port: int) -> Destination:
    """A host that is about to be connected to."""
    return Destination(host, port, _is_here(host))


def may_reach(
    destination: Destination, address: str, networks: Sequence[Network] = ()
) -> bool:
    """Whether to connect to what the host resolved to.

    Only public addresses, and those of the `networks` that the office has named. Its
    own name leads to this machine and nowhere else; no other name leads there.
    """
    found = _plain(ip_address(address.partition("%")[0]))
    if destination.is_here:
        return found.is_loopback
    if any(found.version == one.version and found in one for one in networks):
        return True
    return found.is_global and not found.is_multicast and not _carries(found)


def literal_of(host: str) -> str | None:
    """The host, if it is an address itself and is never resolved."""
    try:
        return str(ip_address(host))
    except ValueError:
        return None


def read_networks(said: str) -> tuple[Network, ...]:
    """Networks by commas, `10.1.0.0/16`. Raises ValueError."""
    named = said.replace(",", " ").split()
    return tuple(ip_network(one) for one in named)


def _is_here(host: str) -> bool:
    literal = literal_of(host)
    if literal is None:
        return host.lower() == "localhost"
    return _plain(ip_address(literal)).is_loopback


def _plain(address: Address) -> Address:
    """Of an IPv4 address written as one of IPv6, the former."""
    mapped = getattr(address, "ipv4_mapped", None)
    return address if mapped is None else mapped


def _carries(address: Address) -> bool:
    return any(
        address.version == carrier.version and address in carrier
        for carrier in CARRIERS
    )
