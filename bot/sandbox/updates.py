"""The queue of updates: what the bot has not confirmed yet, and is not too old.

An update waits until an offset above it confirms it, or the webhook took it, or it
is 24 hours old, 150 seconds for a pressed button, by the office clock.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from bot.sandbox.records import Update
from bot.sandbox.store import Store

MESSAGE_LIFE = 24 * 3600  # seconds of the office clock
PRESS_LIFE = 150  # seconds of the office clock
FIRST_UPDATE = 700_000_001
LAST_UPDATE = 2**31 - 2
NEVER = 2**62
MOST_REMEMBERED = 10_000  # confirmed updates that can be delivered again
# An offset further ahead than this is of another numbering, and counts as none.
FAR_AHEAD = 10
# What is delivered when the bot did not say what it wants.
LEFT_OUT_UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}
CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


class UpdateQueue:
    """`added` is told of every update that begins to wait."""

    def __init__(self, store: Store, now: Callable[[], int]) -> None:
        self._store = store
        self._now = now
        self.added: Callable[[Update], None] = lambda update: None
        kept = dict(store.list_records("polling"))
        self._next: int = kept.get("next", FIRST_UPDATE)
        self.allowed: list[str] = kept.get("allowed", [])
        self._confirmed: OrderedDict[int, Update] = OrderedDict()
        self._waiting: dict[int, Update] = {}
        self._earliest = NEVER  # nothing is too old before
        self._last_place = 0
        self._highest = 0  # of the numbers that wait
        for place, told in sorted(
            (int(key), value) for key, value in store.list_records("update")
        ):
            self._wait(Update(**{**told, "place": place}))

    def add(self, kind: str, body: dict[str, Any], *, life: int) -> None:
        """Queue an update of a kind that the bot wants; the others are lost."""
        if self._is_wanted(kind):
            told = {"update_id": self._next, kind: body}
            self._put(self._next, told, life)
            self._next += 1
            self._store.put("polling", "next", self._next)

    def add_raw(self, told: Any, update_id: int | None = None) -> int:
        """Queue anything at all, wanted or not; give the number that confirms it.

        The numbering goes on from there, unless a higher number waits, as after a
        week of silence at Telegram's.
        """
        own = told.get("update_id") if isinstance(told, dict) else None
        if update_id is None and isinstance(own, int) and not isinstance(own, bool):
            update_id = own
        number = self._next if update_id is None else update_id
        if isinstance(told, dict) and (own is None or update_id is not None):
            told = {**told, "update_id": number}
        highest = self._highest if self.count_waiting() else 0
        is_press = isinstance(told, dict) and "callback_query" in told
        self._put(number, told, PRESS_LIFE if is_press else MESSAGE_LIFE)
        if highest <= number <= LAST_UPDATE:
            self._next = max(number, 0) + 1
            self._store.put("polling", "next", self._next)
        return number

    def add_again(self, update: Update) -> None:
        """Queue one more copy, under the same number."""
        is_press = isinstance(update.body, dict) and "callback_query" in update.body
        life = PRESS_LIFE if is_press else MESSAGE_LIFE
        self._put(update.update_id, update.body, life)

    def _put(self, number: int, told: Any, life: int) -> None:
        place = self._last_place + 1
        update = Update(number, told, self._now() + life, lane_of(told), place)
        self._store.put("update", place, update)
        self._wait(update)
        self.added(update)

    def _wait(self, update: Update) -> None:
        if not self._waiting:
            self._highest = 0
        self._waiting[update.place] = update
        self._highest = max(self._highest, update.update_id)
        self._last_place = max(self._last_place, update.place)
        self._earliest = min(self._earliest, update.expires_at)

    def _is_wanted(self, kind: str) -> bool:
        if self.allowed:
            return kind in self.allowed
        return kind not in LEFT_OUT_UNASKED

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants from now on; an empty list: the usual."""
        if kinds != self.allowed:
            self.allowed = kinds
            self._store.put("polling", "allowed", kinds)

    def list_waiting(self) -> list[Update]:
        """Give what is not confirmed and not too old."""
        self._drop_old()
        return list(self._waiting.values())

    def count_waiting(self) -> int:
        self._drop_old()
        return len(self._waiting)

    def is_waiting(self, update: Update) -> bool:
        self._drop_old()
        return update.place in self._waiting

    def find(self, number: int) -> Update | None:
        """Find an update that waits, or was confirmed not long ago."""
        waiting = (u for u in self._waiting.values() if u.update_id == number)
        return next(waiting, None) or self._confirmed.get(number)

    def batch(self, offset: int, limit: int) -> list[Update]:
        """Give the first that wait, from the offset on."""
        self._drop_old()
        offset = 0 if self._is_far_ahead(offset) else offset
        fit = (
            u for u in self._waiting.values() if offset <= 0 or u.update_id >= offset
        )
        return list(islice(fit, limit))

    def confirm(self, offset: int) -> None:
        """Forget what is below the offset; a negative one keeps the last so many."""
        if offset == 0 or self._is_far_ahead(offset):
            return
        waiting = self.list_waiting() if offset < 0 else self._waiting.values()
        if offset < 0:
            done = list(waiting)[:offset]
        else:
            done = [each for each in waiting if each.update_id < offset]
        self.forget(done)

    def _is_far_ahead(self, offset: int) -> bool:
        if offset <= self._next + FAR_AHEAD:
            return False
        return not self._waiting or offset > self._highest + FAR_AHEAD

    def forget_all(self) -> None:
        self.forget(list(self._waiting.values()))

    def forget(self, updates: Iterable[Update]) -> None:
        for update in updates:
            if self._waiting.pop(update.place, None) is None:
                continue
            self._store.drop("update", update.place)
            self._confirmed[update.update_id] = update
            if len(self._confirmed) > MOST_REMEMBERED:
                self._confirmed.popitem(last=False)

    def _drop_old(self) -> None:
        now = self._now()
        if now < self._earliest:
            return
        self.forget([u for u in self._waiting.values() if u.expires_at <= now])
        ends = (each.expires_at for each in self._waiting.values())
        self._earliest = min(ends, default=NEVER)


def lane_of(told: Any) -> str:
    """Name what an update must stay in order with, when a webhook takes it.

    Messages wait for those of their chat, presses for those of their person.
    """
    try:
        if "callback_query" in told:
            return f"presses of {told['callback_query']['from']['id']}"
        [(kind, about)] = [pair for pair in told.items() if pair[0] != "update_id"]
        family = "members" if kind.endswith("chat_member") else "messages"
        return f"{family} of {about['chat']['id']}"
    except (TypeError, KeyError, ValueError, AttributeError):
        return "others"
