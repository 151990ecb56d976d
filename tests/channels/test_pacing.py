"""Telegram's limits are kept whatever comes, and the time they leave is used."""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.pacing import IDLE_CHATS, OPENING_CALLS, Pacer

GROUP = -100


@dataclass
class StoppedSteady:
    """A steady clock that stands still until it is moved."""

    at: float = 1000.0

    def monotonic(self) -> float:
        return self.at


@pytest.fixture
def steady() -> StoppedSteady:
    return StoppedSteady()


@pytest.fixture
def pacer(steady: StoppedSteady) -> Pacer:
    return Pacer(steady)


def most_within(times: list[float], seconds: float) -> int:
    """The most that any sliding window of this length holds, its end not included."""
    times = sorted(times)
    first = most = 0
    for last, at in enumerate(times):
        while at - times[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def check_limits(starts: list[tuple[float, int]]) -> None:
    """What Telegram's server would count."""
    by_chat: dict[int, list[float]] = defaultdict(list)
    for at, chat in starts:
        by_chat[chat].append(at)
    assert most_within([at for at, _ in starts], 1) <= 30
    for chat, times in by_chat.items():
        assert most_within(times, 1) <= 1
        assert chat > 0 or most_within(times, 60) <= 20


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*range(1, 40), GROUP, GROUP - 1]),
            st.floats(0, 1.5) | st.just(0.0),
        ),
        max_size=300,
    )
)
def test_no_limit_is_passed_whatever_the_order(
    wishes: list[tuple[int, float]],
) -> None:
    steady = StoppedSteady()
    pacer = Pacer(steady)
    starts = []
    for chat, later in wishes:
        steady.at += later
        if pacer.try_start(chat):
            starts.append((steady.at, chat))

    check_limits(starts)


@given(
    st.lists(
        st.tuples(st.sampled_from([*range(1, 35), GROUP]), st.booleans()), max_size=200
    )
)
def test_the_time_named_is_kept(wishes: list[tuple[int, bool]]) -> None:
    """Who waits until `ready_at` may go, and not a moment earlier."""
    steady = StoppedSteady()
    pacer = Pacer(steady)
    for chat, is_answered in wishes:
        ready = pacer.ready_at(chat)
        assert pacer.try_start(chat) == (ready == steady.at)
        if ready > steady.at:
            steady.at = ready
            assert pacer.try_start(chat)
        if is_answered:
            pacer.answered(chat)


def test_thirty_leave_at_once_and_the_next_a_second_later(
    pacer: Pacer, steady: StoppedSteady
) -> None:
    assert pacer.room() == 30
    assert all(pacer.try_start(chat) for chat in range(1, 31))

    assert pacer.room() == 0
    assert not pacer.try_start(31)
    assert pacer.ready_at(31) == pytest.approx(1001, abs=0.03)

    steady.at = pacer.ready_at(31)
    assert pacer.room() == 30


def test_a_start_counts_from_the_moment_for_which_it_is_marked(pacer: Pacer) -> None:
    for chat in range(1, 61):
        pacer.start(chat, pacer.ready_at(chat))

    assert pacer.room(ahead=1) == 0
    assert pacer.ready_at(61) == pytest.approx(1002.02)


def test_a_chat_waits_a_second_and_the_others_do_not(
    pacer: Pacer, steady: StoppedSteady
) -> None:
    pacer.start(5)

    assert not pacer.try_start(5)
    assert pacer.try_start(6)
    assert pacer.ready_at(5) == pytest.approx(1001, abs=0.03)


def test_a_group_hears_twenty_in_a_minute(pacer: Pacer, steady: StoppedSteady) -> None:
    for _ in range(20):
        steady.at = pacer.ready_at(GROUP)
        assert pacer.try_start(GROUP)

    assert pacer.ready_at(GROUP) == pytest.approx(1060, abs=0.1)
    assert pacer.try_start(GROUP - 1)


def test_the_second_counts_from_the_moment_the_server_must_have_heard(
    pacer: Pacer, steady: StoppedSteady
) -> None:
    for _ in range(OPENING_CALLS):
        steady.at = pacer.ready_at(6)
        pacer.start(6)
        steady.at += 0.2  # the quickest round trip so far
        pacer.answered(6)
    steady.at = 1000.0
    pacer.start(5)
    steady.at += 0.2
    pacer.answered(5)
    assert pacer.ready_at(5) == pytest.approx(1001.01)

    steady.at = pacer.ready_at(5)
    pacer.start(5)
    steady.at += 0.5
    pacer.answered(5)
    pacer.answered(5)  # twice says nothing new

    assert pacer.ready_at(5) == pytest.approx(1001.01 + 0.3 + 1.01)


def test_nothing_is_concluded_from_the_first_calls(
    pacer: Pacer, steady: StoppedSteady
) -> None:
    """They opened a connection first: the server heard them late."""
    pacer.start(5)
    steady.at += 0.3
    pacer.answered(5)
    assert pacer.ready_at(5) == pytest.approx(1000.3 + 1.01)


def test_who_is_refused_waits_alone(pacer: Pacer, steady: StoppedSteady) -> None:
    pacer.pause(5, 30)
    pacer.pause(5, 7)  # the longer of the two holds
    pacer.pause(6, 4)

    assert pacer.ready_at(5) == 1030
    assert pacer.ready_at(6) == 1004
    assert pacer.try_start(7)


@pytest.mark.parametrize(
    ("refusals", "everybody_until"),
    [
        ([(0, 1), (4, 2), (9, 3)], 1014),  # the longest wait named: 9 + 5
        ([(0, 1), (4, 2), (10, 3)], None),  # ten seconds are over
        ([(0, 1), (4, 1), (9, 2)], None),  # two chats only
    ],
)
def test_three_chats_refused_within_ten_seconds_stop_everybody(
    pacer: Pacer,
    steady: StoppedSteady,
    refusals: list[tuple[float, int]],
    everybody_until: float | None,
) -> None:
    for after, chat in refusals:
        steady.at = 1000 + after
        pacer.pause(chat, 5)

    assert pacer.ready_at(99) == (everybody_until or steady.at)
    assert (pacer.room() == 0) == (everybody_until is not None)


def test_a_pause_that_outlived_a_restart_is_taken_up(pacer: Pacer) -> None:
    pacer.pause_all(20)
    pacer.pause_all(3)

    assert pacer.paused_until == pacer.ready_at(5) == 1020


def test_chats_long_silent_are_forgotten(pacer: Pacer, steady: StoppedSteady) -> None:
    for chat in range(1, 20_001):
        steady.at += 0.1
        pacer.start(chat)

    # Those of the last minute, and as many again before it is worth looking.
    assert pacer.remembered() <= max(IDLE_CHATS, 2 * 601) + 1


@dataclass
class Wave:
    """1,500 people and 40 groups of ten messages each, against a server's count."""

    pacer: Pacer
    steady: StoppedSteady
    there_and_back: Callable[[], tuple[float, float]]
    people: list[int] = field(default_factory=lambda: list(range(1, 1501)))
    groups: dict[int, int] = field(
        default_factory=lambda: {-group: 10 for group in range(1, 41)}
    )
    heard: list[tuple[float, int]] = field(default_factory=list)
    answers: list[tuple[float, int]] = field(default_factory=list)
    flying: set[int] = field(default_factory=set)

    def run(self) -> float:
        """Seconds until the last answer."""
        began = self.steady.at
        while self.people or self.groups or self.answers:
            self._let_go()
            self.steady.at = min(self._moments())
            while self.answers and self.answers[0][0] <= self.steady.at:
                _, chat = heapq.heappop(self.answers)
                self.flying.discard(chat)
                self.pacer.answered(chat)
        return self.steady.at - began

    def _let_go(self) -> None:
        for group in [group for group in self.groups if group not in self.flying]:
            if self.pacer.try_start(group):
                self._send(group)
                self.groups[group] -= 1
        self.groups = {group: left for group, left in self.groups.items() if left}
        while self.people and self.pacer.try_start(self.people[-1]):
            self._send(self.people.pop())

    def _send(self, chat: int) -> None:
        there, back = self.there_and_back()
        self.flying.add(chat)
        self.heard.append((self.steady.at + there, chat))
        heapq.heappush(self.answers, (self.steady.at + there + back, chat))

    def _moments(self) -> list[float]:
        waiting = [group for group in self.groups if group not in self.flying]
        ready = [self.pacer.ready_at(chat) for chat in [*waiting, *self.people[-1:]]]
        return ready + [at for at, _ in self.answers[:1]]


def test_a_wave_takes_hardly_longer_than_the_limits_demand(
    pacer: Pacer, steady: StoppedSteady
) -> None:
    wave = Wave(pacer, steady, lambda: (0, 0))

    assert wave.run() <= 1.02 * 63
    assert len(wave.heard) == 1900
    check_limits(wave.heard)


@pytest.mark.parametrize("share_of_the_way_there", [0, 0.5, 1])
@pytest.mark.parametrize("seed", range(3))
def test_round_trips_of_many_lengths_draw_no_refusal(
    pacer: Pacer, steady: StoppedSteady, share_of_the_way_there: float, seed: int
) -> None:
    chance = random.Random(seed)

    def there_and_back() -> tuple[float, float]:
        whole = chance.uniform(0.04, 0.12)
        return whole * share_of_the_way_there, whole * (1 - share_of_the_way_there)

    wave = Wave(pacer, steady, there_and_back)

    assert wave.run() <= 1.07 * 63
    check_limits(wave.heard)
