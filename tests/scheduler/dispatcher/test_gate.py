"""A refused token or a dead line stops everybody; one message at a time tries it."""

from __future__ import annotations

import pytest

from domain.outcomes import Dead, NotSent, Outcome, Sent, Stopped, Unknown
from scheduler.dispatcher.gate import FAILURES, IN_FLIGHT, Gate
from tests.scheduler.dispatcher.post import HandSteady

REFUSED = NotSent("connecting: ClientConnectorError")


@pytest.fixture
def steady() -> HandSteady:
    return HandSteady()


@pytest.fixture
def gate(steady: HandSteady) -> Gate:
    return Gate(steady)


def test_a_few_failures_stop_nobody(gate: Gate) -> None:
    for _ in range(FAILURES - 1):
        gate.note(REFUSED)
    assert gate.places() == IN_FLIGHT


@pytest.mark.parametrize(
    ("outcomes", "seconds"),
    [
        ([REFUSED] * FAILURES, 15),
        ([Stopped("unauthorized")], 30),
    ],
)
def test_one_tries_again_after_a_while(
    gate: Gate, steady: HandSteady, outcomes: list[Outcome], seconds: float
) -> None:
    for outcome in outcomes:
        gate.note(outcome)
    assert gate.places() == 0
    steady.at += seconds
    assert gate.places() == 1
    gate.note(outcomes[0])
    assert gate.places() == 0


@pytest.mark.parametrize("answer", [Sent(1), Dead("blocked"), NotSent("flood", 3)])
def test_any_answer_of_the_server_opens_it(
    gate: Gate, steady: HandSteady, answer: Outcome
) -> None:
    gate.note(Stopped("unauthorized"))
    steady.at += 30
    gate.note(answer)
    assert gate.places() == IN_FLIGHT


def test_not_knowing_is_no_answer(gate: Gate, steady: HandSteady) -> None:
    gate.note(Stopped("unauthorized"))
    steady.at += 30
    gate.note(Unknown("read_timeout"))
    assert gate.places() == 0
