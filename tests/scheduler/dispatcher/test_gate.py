"""A refused token or a dead line stops everybody; one message at a time tries it."""

from __future__ import annotations

import pytest

from domain.outcomes import Dead, NotSent, Outcome, Sent, Stopped, Unknown
from scheduler.dispatcher.gate import FAILURES, IN_FLIGHT, PAGED_AFTER, Gate, Shut
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


def test_one_tries_a_dead_line_after_a_while(gate: Gate, steady: HandSteady) -> None:
    for _ in range(FAILURES):
        gate.note(REFUSED)
    assert gate.places() == 0
    steady.at += 15
    assert gate.places() == 1
    gate.note(REFUSED)
    assert gate.places() == 0


def test_no_message_tries_a_refused_token(gate: Gate, steady: HandSteady) -> None:
    """Every half a minute it is to be asked about, once at a time."""
    gate.note(Stopped("unauthorized"))
    for _ in range(3):
        assert not gate.asks_for_proof
        steady.at += 30
        assert (gate.asks_for_proof, gate.places()) == (True, 0)
        gate.proving()
        assert not gate.asks_for_proof
        gate.note(Stopped("unauthorized"))
    steady.at += 30
    gate.note(Sent(None))
    assert (gate.asks_for_proof, gate.places()) == (False, IN_FLIGHT)


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


@pytest.mark.parametrize("outcome", [Unknown("cut"), NotSent("pool_timeout", 0.0)])
def test_what_says_nothing_about_the_line_does_not_break_the_row(
    gate: Gate, outcome: Outcome
) -> None:
    for _ in range(FAILURES - 1):
        gate.note(REFUSED)
    gate.note(outcome)
    assert gate.shut is None
    gate.note(REFUSED)
    assert gate.shut is Shut.LINE
    assert not gate.needs_a_person


def test_an_answer_in_between_begins_the_row_anew(gate: Gate) -> None:
    for outcome in (*[REFUSED] * (FAILURES - 1), Sent(1), REFUSED):
        gate.note(outcome)
    assert gate.shut is None


def test_a_token_refused_three_times_needs_a_person(
    gate: Gate, steady: HandSteady
) -> None:
    for asked in range(1, PAGED_AFTER + 1):
        gate.note(Stopped("unauthorized"))
        assert gate.shut is Shut.TOKEN
        assert gate.needs_a_person is (asked == PAGED_AFTER)
        steady.at += 30
    gate.note(REFUSED)  # nor does a dead line make the token good
    assert (gate.shut, gate.needs_a_person) == (Shut.TOKEN, True)
    steady.at += 15
    gate.note(Sent(1))
    assert (gate.shut, gate.needs_a_person) == (None, False)
