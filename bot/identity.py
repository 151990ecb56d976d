"""Who this process is among those of the same bot."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from pathlib import Path

from scheduler.dispatcher.sharing import Name

BOOT = Path("/proc/sys/kernel/random/boot_id")
NETWORK = Path("/proc/self/ns/net")
SHOWN = 12  # letters of the host's name; a place and a process fit into 40


def place_of(host: str, port: int) -> str:
    """What only one living process can be: it listens at this address.

    The machine since it was started, its network (containers have their own) and the
    address. Who has bound the socket knows by that: earlier processes of this place
    are dead (docs/decisions/0015).
    """
    facts = (socket.gethostname(), _read(BOOT), _network(), host, str(port))
    seal = hashlib.sha256("|".join(facts).encode()).hexdigest()[:10]
    return f"{_host()}-{seal}"


def named_at(place: str) -> Name:
    """A process that has bound the socket of its place."""
    return Name(place, _owner(place), proven=True)


def named_by_chance() -> Name:
    """A process that nothing proves anything about: leases decide."""
    place = f"{_host()}-{secrets.token_hex(5)}"
    return Name(place, _owner(place))


def _owner(place: str) -> str:
    # In a container every process is the first one.
    return f"{place}:{os.getpid()}-{secrets.token_hex(2)}"


def _host() -> str:
    return socket.gethostname()[:SHOWN]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _network() -> str:
    try:
        return str(NETWORK.readlink())
    except OSError:
        return ""
