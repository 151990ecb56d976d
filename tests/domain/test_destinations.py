"""Where events may go: by the address as written, and by what it resolves to."""

from __future__ import annotations

import pytest

from domain.destinations import (
    Wrong,
    WrongDestination,
    may_reach,
    read_destination,
    read_networks,
)


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("https://idesk.example.vn/dondoc", None),
        ("https://idesk.example.vn:8443/a?b=c", None),
        ("http://127.0.0.1:9000/x", None),
        ("http://[::1]/x", None),
        ("http://localhost/x", None),
        ("http://idesk.example.vn/", Wrong.NOT_HTTPS),
        ("http://localhost.example.vn/", Wrong.NOT_HTTPS),
        ("http://10.0.0.1/", Wrong.NOT_HTTPS),
        ("https://user:word@idesk.example.vn/", Wrong.PASSWORD),
        ("ftp://idesk.example.vn/", Wrong.NOT_AN_ADDRESS),
        ("https:///path", Wrong.NOT_AN_ADDRESS),
        ("https://a b/", Wrong.NOT_AN_ADDRESS),
        ("https://[::1/", Wrong.NOT_AN_ADDRESS),
        ("https://x:99999/", Wrong.NOT_AN_ADDRESS),
        ("https://x/\r\nHost: y", Wrong.NOT_AN_ADDRESS),
        ("https://x/" + "a" * 500, Wrong.NOT_AN_ADDRESS),
        ("", Wrong.NOT_AN_ADDRESS),
    ],
)
def test_an_address_as_it_is_written(url: str, wrong: Wrong | None) -> None:
    if wrong is None:
        assert read_destination(url).port > 0
        return
    with pytest.raises(WrongDestination) as refused:
        read_destination(url)
    assert refused.value.reason is wrong


OFFICE = read_networks("10.1.0.0/16, fd00:1::/32")


@pytest.mark.parametrize(
    ("url", "address", "may"),
    [
        ("https://x.example", "203.113.131.1", True),
        ("https://x.example", "2001:ee0:1::1", True),
        ("https://x.example", "127.0.0.1", False),
        ("https://x.example", "::1", False),
        ("https://x.example", "10.2.0.1", False),
        ("https://x.example", "192.168.1.1", False),
        ("https://x.example", "169.254.169.254", False),  # the cloud's own door
        ("https://x.example", "100.64.0.1", False),
        ("https://x.example", "0.0.0.0", False),
        ("https://x.example", "224.0.0.1", False),
        ("https://x.example", "::ffff:192.168.1.1", False),
        ("https://x.example", "64:ff9b::c0a8:101", False),
        ("https://x.example", "2002:c0a8:101::1", False),
        ("https://x.example", "fe80::1%eth0", False),
        ("https://x.example", "fd00:2::1", False),
        ("https://x.example", "10.1.200.3", True),
        ("https://x.example", "::ffff:10.1.200.3", True),
        ("https://x.example", "fd00:1::7", True),
        ("http://localhost:1", "127.0.0.1", True),
        ("http://localhost:1", "203.113.131.1", False),
        ("https://127.0.0.2", "127.0.0.2", True),
    ],
)
def test_an_address_as_it_resolves(url: str, address: str, may: bool) -> None:
    assert may_reach(read_destination(url), address, OFFICE) is may


def test_networks_are_read() -> None:
    assert len(read_networks("10.0.0.0/8 192.168.5.0/24")) == 2
    for wrong in ("10.0.0.1/8", "x", "10.0.0.0/33"):
        with pytest.raises(ValueError, match=r"."):
            read_networks(wrong)
