"""Who holds which part, and where they can be told (design.md section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from domain.tasks import Role


class Place(NamedTuple):
    """Somebody to be told: an officer, or a group's chat; `chat_id` None: unreachable.

    `name` is the recipient's part of an occurrence's unique key.
    """

    name: str
    chat_id: int | None
    officer_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """Places by what was asked."""

    told_of: dict[tuple[int | None, int, int | None], tuple[Place, ...]] = field(
        default_factory=dict
    )
    places_with: dict[tuple[Role, int | None], tuple[Place, ...]] = field(
        default_factory=dict
    )


@dataclass(frozen=True)
class Directory:
    """The office as a reminder sees it, at one moment."""

    holders: Mapping[tuple[int, Role], tuple[int, ...]] = field(default_factory=dict)
    chats: Mapping[int, int] = field(default_factory=dict)  # officer -> private chat
    groups: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # unit -> chats
    active: frozenset[int] = frozenset()
    stand_ins: Mapping[int, int] = field(default_factory=dict)  # of who is away today
    mailboxes: Mapping[int, int] = field(default_factory=dict)  # officer -> by e-mail
    # Found already: a morning asks the same of thousands of tasks.
    _found: _Found = field(
        default_factory=_Found, init=False, compare=False, repr=False
    )

    def reached_by(self, channels: Sequence[str]) -> Directory:
        """Each by the first of these channels on which he can be told."""
        ways = {"telegram": self.chats, "email": self.mailboxes}
        chats: dict[int, int] = {}
        for channel in reversed(channels):
            chats |= ways.get(channel, {})
        return replace(self, chats=chats)

    def of(self, unit_id: int | None, role: Role) -> tuple[int, ...]:
        """The officers with this part in this unit."""
        return () if unit_id is None else self.holders.get((unit_id, role), ())

    def everybody(self, role: Role) -> tuple[int, ...]:
        """The officers with this part in any unit, each once, by their numbers."""
        holding = {
            officer
            for (_, held), holders in self.holders.items()
            if held is role
            for officer in holders
        }
        return tuple(sorted(holding))

    def units_with(self, role: Role) -> frozenset[int]:
        """The units in which somebody has this part."""
        return frozenset(unit for unit, held in self.holders if held is role)

    def responsible(self, officer_id: int | None, unit_id: int) -> tuple[int, ...]:
        """The task's officer; else the lead unit's contacts; else its heads."""
        if officer_id is not None and officer_id in self.active:
            return (officer_id,)
        return self.of(unit_id, Role.CONTACT) or self.of(unit_id, Role.UNIT_HEAD)

    def place(self, officer_id: int) -> Place:
        return Place(f"officer:{officer_id}", self.chats.get(officer_id), officer_id)

    def places(self, officers: Iterable[int]) -> tuple[Place, ...]:
        return tuple(self.place(one) for one in officers)

    def places_with(self, role: Role, unit_id: int | None) -> tuple[Place, ...]:
        """Those with this part in this unit, or who stand in for them."""
        found = self._found.places_with.get((role, unit_id))
        if found is None:
            found = self.places(self.acting(self.of(unit_id, role)))
            self._found.places_with[role, unit_id] = found
        return found

    def acts_for(self, officer_id: int) -> frozenset[int]:
        """Himself, and those for whom he stands in today."""
        away = (one for one, other in self.stand_ins.items() if other == officer_id)
        return frozenset({officer_id, *away})

    def without_stand_ins(self) -> Directory:
        """As it is when nobody is away."""
        return replace(self, stand_ins={})

    def acting(self, officers: Iterable[int]) -> tuple[int, ...]:
        """Each once, and instead of who is away the one who stands in for him."""
        return tuple(dict.fromkeys(self._acting(one) for one in officers))

    def _acting(self, officer_id: int) -> int:
        """Who stands in may be away too. Where that leads to nobody who can be told,
        the one who is away is told himself."""
        seen, at = {officer_id}, officer_id
        while (after := self.stand_ins.get(at)) is not None and after not in seen:
            seen.add(after)
            at = after
        can_be_told = (
            at in self.active and at in self.chats and at not in self.stand_ins
        )
        return at if can_be_told else officer_id

    def groups_of(self, unit_id: int) -> tuple[Place, ...]:
        return tuple(
            Place(f"chat:{chat}", chat, unit_id=unit_id)
            for chat in self.groups.get(unit_id, ())
        )

    def told_of(
        self, officer_id: int | None, unit_id: int, tracking_unit_id: int | None
    ) -> tuple[Place, ...]:
        """Who hears of a task that is due or overdue.

        Nobody linked: the group only; no group either: the tracker. Those who cannot
        be reached stay in the list, so that it is known that they were not told.
        """
        asked = (officer_id, unit_id, tracking_unit_id)
        found = self._found.told_of.get(asked)
        if found is None:
            found = self._found.told_of[asked] = self._told_of(*asked)
        return found

    def _told_of(
        self, officer_id: int | None, unit_id: int, tracking_unit_id: int | None
    ) -> tuple[Place, ...]:
        people = self.urged_of(officer_id, unit_id)
        if any(place.chat_id is not None for place in people):
            return people
        return (*people, *self.places_with(Role.TRACKER, tracking_unit_id))

    def urged_of(self, officer_id: int | None, unit_id: int) -> tuple[Place, ...]:
        """Who hears of a task that is urged by hand: never the trackers, who urge."""
        people = self.places(self.acting(self.responsible(officer_id, unit_id)))
        if any(place.chat_id is not None for place in people):
            return people
        return (*people, *self.groups_of(unit_id))
