"""`dondoc token` and `dondoc webhook`: other systems are let in and told, or not."""

from __future__ import annotations

import json
from datetime import timedelta

from bot.clock import WallClock
from tests.bot.terminal.conftest import Dondoc

UNTIL = "2999-01-01"


def soon(days: int) -> str:
    return str((WallClock().now() + timedelta(days=days)).date())


def test_a_token_is_given_shown_and_taken_away(dondoc: Dondoc) -> None:
    scopes = ("--scopes", "tasks:write,tasks:read")
    given = dondoc("token", "add", "idesk", *scopes, "--until", soon(90))
    token = given.out.strip()
    assert (given.code, token[:7], len(token)) == (0, "dondoc_", 50)
    again = dondoc("token", "add", "idesk", "--until", soon(90))
    assert (again.code, again.err.strip()) == (
        1,
        "The system idesk has a token. To replace it: dondoc token revoke idesk",
    )
    (listed,) = json.loads(dondoc("token", "list", "--json").out)
    assert listed == {
        "system": "idesk",
        "scopes": ["tasks:read", "tasks:write"],
        "state": "good",
        "until": soon(90),
        "last_used": None,
    }
    assert dondoc("token", "revoke", "idesk").code == 0
    assert dondoc("token", "revoke", "idesk").code == 1
    assert (
        "idesk: tasks:read, tasks:write; revoked; never used"
        in dondoc("token", "list").out
    )
    assert dondoc("token", "add", "idesk", "--until", soon(1)).code == 0
    for arguments, code, said in (
        (("add", "idesk"), 2, "Say until when: --until DATE"),
        (("add", "idesk", "--until", UNTIL), 1, "within a year"),
        (("add", "idesk", "--until", "2020-01-01"), 1, "from today on"),
        (("add", "idesk", "--until", "9999-12-31"), 1, "within a year"),
        (("add", "a b", "--until", soon(9)), 2, "is no name of a system"),
        (("add", "x", "--until", soon(9), "--scopes", "all"), 2, "tasks:read"),
        (("add", "x", "--until", soon(9), "--unit", "Sở X"), 1, "no unit"),
        (("give", "x"), 2, "Use add, list or revoke"),
    ):
        answer = dondoc("token", *arguments)
        assert (answer.code, said in answer.err) == (code, True), answer


def test_an_address_is_added_tested_and_removed(dondoc: Dondoc) -> None:
    url = "http://127.0.0.1:9/in"
    added = dondoc("webhook", "add", url, "--system", "idesk", "--events", "task.done")
    assert added.code == 0
    assert "Its secret, shown this once: whsec_" in added.out
    (listed,) = json.loads(dondoc("webhook", "list", "--json").out)
    assert (listed["url"], listed["topics"], listed["active"]) == (
        url,
        "task.done",
        True,
    )
    tested = dondoc("webhook", "test", "1")
    assert (tested.code, "was not received" in tested.err) == (1, True)
    assert dondoc("webhook", "remove", "1").code == 0
    for action in ("remove", "test"):
        assert dondoc("webhook", action, "1").code == 1
    assert dondoc("webhook", "list").out.strip() == "No system is told of events."
    idesk = ("--system", "idesk")
    for arguments, said in (
        (("http://idesk.example.vn/", *idesk), "must begin with https://"),
        (("https://a:b@idesk.example.vn/", *idesk), "must not hold a name"),
        (("idesk", *idesk), "This is no address"),
        (("https://idesk.example.vn/",), "is no name of a system"),
        (("https://x.example/", *idesk, "--events", "all"), "task.created"),
    ):
        answer = dondoc("webhook", "add", *arguments)
        assert (answer.code, said in answer.err) == (2, True), answer
    assert dondoc("webhook", "remove", "one").code == 2
    assert dondoc("token", "list").out.strip() == "No system has a token."
    added = dondoc("webhook", "add", "https://10.9.8.7/", "--system", "inner")
    assert added.code == 0
    private = dondoc("webhook", "test", "2")
    assert "Set DONDOC_EVENT_NETWORKS for its network" in private.err
