"""Who holds which part, and where they can be told (design.md section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.tasks import Role


@dataclass(frozen=True)
class Place:
    """Somebody to be told: an officer, or a group's chat; `chat_id` None: unreachable.

    `name` is the recipient's part of an occurrence's unique key.
    """

    name: str
    chat_id: int | None
    officer_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True)
class Directory:
    """The office as a reminder sees it, at one moment."""

    holders: Mapping[tuple[int, Role], tuple[int, ...]] = field(default_factory=dict)
    chats: Mapping[int, int] = field(default_factory=dict)  # officer -> private chat
    groups: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # unit -> chats
    active: frozenset[int] = frozenset()

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

    def responsible(self, officer_id: int | None, unit_id: int) -> tuple[int, ...]:
        """The task's officer; else the lead unit's contacts; else its heads."""
        if officer_id is not None and officer_id in self.active:
            return (officer_id,)
        return self.of(unit_id, Role.CONTACT) or self.of(unit_id, Role.UNIT_HEAD)

    def place(self, officer_id: int) -> Place:
        return Place(f"officer:{officer_id}", self.chats.get(officer_id), officer_id)

    def places(self, officers: Iterable[int]) -> tuple[Place, ...]:
        return tuple(self.place(one) for one in officers)

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
        people = [self.place(one) for one in self.responsible(officer_id, unit_id)]
        if any(place.chat_id is not None for place in people):
            return tuple(people)
        trackers = [self.place(one) for one in self.of(tracking_unit_id, Role.TRACKER)]
        return (*people, *(self.groups_of(unit_id) or trackers))
