"""After each attempt: the tables of delivery.md 2.5 to 2.7."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.outcomes import Dead, Migrated, NotSent, Outcome, Sent, Stopped, Unknown
from domain.retry import (
    AsPlainText,
    DeliveryFacts,
    Expire,
    GiveUp,
    Park,
    Record,
    SendAgain,
    SendAnew,
    Split,
    Step,
    StopSending,
    Wait,
    next_step,
)

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
CRITICAL = DeliveryFacts("critical")
PERIODIC = DeliveryFacts("periodic")
REPLY = DeliveryFacts("reply")


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("outcome", "delivery", "expected"),
    [
        (Sent(77), CRITICAL, Record(77)),
        (Sent(None), REPLY, Record(None)),
        # It may have arrived: a reminder is repeated once and says so, an answer never.
        (Unknown("cut"), CRITICAL, SendAgain(at=after(60), marked=True)),
        (Unknown("cut"), PERIODIC, SendAgain(at=after(900), marked=True)),
        (Unknown("cut"), REPLY, Park("cut")),
        (Unknown("cut"), DeliveryFacts("critical", unknowns=1), Park("cut")),
        (Unknown("cut"), DeliveryFacts("periodic", unknowns=1), Park("cut")),
        (Unknown("cut"), DeliveryFacts("critical", expires_at=after(60)), Park("cut")),
        # The server asked for time: an attempt is not used up.
        (NotSent("flood", 7.0), CRITICAL, Wait(after(7.5), counts_as_attempt=False)),
        (NotSent("flood", -3.0), CRITICAL, Wait(after(0.5), counts_as_attempt=False)),
        (
            NotSent("flood", 7.0),
            DeliveryFacts("reply", expires_at=after(7.5)),
            Expire(),
        ),
        (
            NotSent("flood", 1e12),
            CRITICAL,
            Wait(after(86_400), counts_as_attempt=False),
        ),
        # Our own queue was full: again at once, and no attempt is used up.
        (NotSent("pool_timeout", 0.0), REPLY, Wait(after(0.5), False)),
        # Not reached: as long as it is worth something, however often.
        (NotSent("connecting"), CRITICAL, Wait(after(0.5), counts_as_attempt=True)),
        (
            NotSent("bad gateway"),
            DeliveryFacts("periodic", attempts=9, expires_at=after(150)),
            Expire(),
        ),
        (
            NotSent("bad gateway"),
            DeliveryFacts("periodic", attempts=9, expires_at=after(151)),
            Wait(after(150), counts_as_attempt=True),
        ),
        # Refused for good.
        (Dead("no rights"), CRITICAL, GiveUp("no rights")),
        (Dead("blocked", chat_gone=True), REPLY, GiveUp("blocked", chat_gone=True)),
        (Dead("entities"), PERIODIC, AsPlainText()),
        (Dead("entities"), DeliveryFacts("periodic", plain=True), GiveUp("entities")),
        (Dead("too_long"), REPLY, Split()),
        (Dead("too_long"), DeliveryFacts("reply", split=True), GiveUp("too_long")),
        # The card is gone: only what is critical is told anew.
        (Dead("edit_gone"), CRITICAL, SendAnew()),
        (Dead("edit_gone"), PERIODIC, Record(None)),
        (Dead("edit_gone"), REPLY, Record(None)),
        # The group moved: at once, once.
        (Migrated(-1001), PERIODIC, SendAgain(at=NOW, chat=-1001)),
        (
            Migrated(-1002),
            DeliveryFacts("periodic", moved=True),
            Wait(after(0.5), counts_as_attempt=True),
        ),
        # The token is refused: nobody's message dies of it.
        (Stopped("unauthorized"), REPLY, StopSending("unauthorized", after(30))),
    ],
)
def test_what_follows_an_attempt(
    outcome: Outcome, delivery: DeliveryFacts, expected: Step
) -> None:
    assert next_step(outcome, delivery, NOW, jitter=0.5) == expected


@pytest.mark.parametrize(
    ("attempts", "longest"),
    [
        (0, 1),
        (1, 2),
        (2, 4),
        (3, 8),
        (4, 16),
        (5, 32),
        (6, 60),
        (7, 120),
        (8, 300),
        (9, 300),
        (500, 300),
    ],
)
def test_who_was_not_reached_is_tried_ever_more_patiently(
    attempts: int, longest: float
) -> None:
    delivery = DeliveryFacts("critical", attempts=attempts)
    outcome = NotSent("connecting")

    assert next_step(outcome, delivery, NOW, jitter=1) == Wait(after(longest), True)
    assert next_step(outcome, delivery, NOW, jitter=0) == Wait(NOW, True)


OUTCOMES = st.one_of(
    st.builds(NotSent, st.just("x"), st.none() | st.floats(0, 1e9)),
    st.builds(Unknown, st.just("x")),
    st.builds(Migrated, st.integers(max_value=-1)),
)
DELIVERIES = st.builds(
    DeliveryFacts,
    st.sampled_from(["critical", "periodic", "reply"]),
    attempts=st.integers(0, 100),
    unknowns=st.integers(0, 3),
    expires_at=st.none() | st.integers(1, 10**6).map(after),
    moved=st.booleans(),
)


@given(OUTCOMES, DELIVERIES, st.floats(0, 1))
def test_nothing_is_put_off_beyond_its_worth(
    outcome: Outcome, delivery: DeliveryFacts, jitter: float
) -> None:
    match next_step(outcome, delivery, NOW, jitter):
        case Wait(at) | SendAgain(at):
            assert at >= NOW
            assert delivery.expires_at is None or at < delivery.expires_at


@given(DELIVERIES, st.floats(0, 1))
def test_a_reminder_has_at_most_two_copies(
    delivery: DeliveryFacts, jitter: float
) -> None:
    step = next_step(Unknown("cut"), delivery, NOW, jitter)

    assert isinstance(step, Park) or delivery.unknowns == 0
