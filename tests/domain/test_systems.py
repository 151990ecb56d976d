"""What a token opens, what a system may be called, and what follows a failed event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.outcomes import Dead, NotSent, Outcome, Sent, Stopped, Unknown
from domain.permissions import SYSTEM_RIGHTS, Action
from domain.retry import DeliveryFacts, GiveUp, Record, Step, Wait, next_step
from domain.systems import (
    Denial,
    SystemScope,
    Token,
    Topic,
    denial_of,
    is_system_name,
    read_words,
)

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
READ, WRITE = SystemScope.TASKS_READ, SystemScope.TASKS_WRITE
HOUR = timedelta(hours=1)


def token(*, expires_at: datetime = NOW + HOUR, revoked: bool = False) -> Token:
    gone = NOW - HOUR if revoked else None
    return Token(1, "idesk", frozenset({READ}), expires_at, gone)


@pytest.mark.parametrize(
    ("held", "scope", "denial"),
    [
        (token(), READ, None),
        (token(), None, None),
        (token(), WRITE, Denial.SCOPE),
        (token(expires_at=NOW), READ, Denial.EXPIRED),
        (token(expires_at=NOW), WRITE, Denial.EXPIRED),
        (token(revoked=True), READ, Denial.UNKNOWN),
        (None, READ, Denial.UNKNOWN),
    ],
)
def test_what_a_token_opens(
    held: Token | None, scope: SystemScope | None, denial: Denial | None
) -> None:
    assert denial_of(held, scope, NOW) is denial


def test_a_system_has_few_rights() -> None:
    assert SYSTEM_RIGHTS == {Action.IMPORT_REGISTER: WRITE, Action.SEE_TASK: READ}


@pytest.mark.parametrize(
    ("name", "good"),
    [
        *(("idesk", True), ("vnpt-ioffice", True), ("td.office2", True)),
        *(("", False), ("-x", False), ("a b", False), ("hệ", False)),
        *(("x" * 36, True), ("x" * 37, False), ("a/b", False)),
    ],
)
def test_a_system_has_a_short_plain_name(name: str, good: bool) -> None:
    assert is_system_name(name) is good


def test_events_and_scopes_are_read() -> None:
    assert read_words("task.done, task.created task.done", Topic) == (
        Topic.DONE,
        Topic.CREATED,
    )
    assert read_words("task.done,x", Topic) is None
    assert read_words(" ", SystemScope) is None


@pytest.mark.parametrize(
    ("outcome", "step"),
    [
        (Sent(None), Record(None)),
        (Unknown("ServerDisconnected"), Wait(NOW + timedelta(seconds=8), True)),
        (NotSent("http_500"), Wait(NOW + timedelta(seconds=8), True)),
        (NotSent("http_429", 90.0), Wait(NOW + timedelta(seconds=91), False)),
        (Stopped("x"), Wait(NOW + timedelta(seconds=8), True)),
        (Dead("http_410", chat_gone=True), GiveUp("http_410", chat_gone=True)),
    ],
)
def test_a_program_is_told_at_least_once(outcome: Outcome, step: Step) -> None:
    """A doubt too is tried again: a second copy is known by its number."""
    facts = DeliveryFacts(
        "periodic", attempts=3, unknowns=2, known_by_number=True, expires_at=NOW + HOUR
    )
    assert next_step(outcome, facts, NOW, jitter=1.0) == step


def test_what_could_not_be_told_in_time_is_a_dead_letter() -> None:
    late = DeliveryFacts("periodic", known_by_number=True, expires_at=NOW)
    assert next_step(Unknown("x"), late, NOW, jitter=0.0) == GiveUp("x")
