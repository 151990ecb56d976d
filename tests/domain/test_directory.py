"""Who is responsible, and who is told when he cannot be reached."""

from __future__ import annotations

import pytest

from domain.directory import Directory, Place
from domain.tasks import Role

UNIT, DIVISION, EMPTY = 1, 2, 3
AN, CONTACT, HEAD, TRACKER, GONE = 10, 11, 12, 13, 14
GROUP = 100
PEOPLE = {officer: 1_000 + officer for officer in (AN, CONTACT, HEAD, TRACKER, GONE)}


def office(
    *linked: int, group: bool = False, without: tuple[Role, ...] = ()
) -> Directory:
    parts = {
        (UNIT, Role.CONTACT): (CONTACT,),
        (UNIT, Role.UNIT_HEAD): (HEAD,),
        (DIVISION, Role.TRACKER): (TRACKER,),
    }
    return Directory(
        holders={key: value for key, value in parts.items() if key[1] not in without},
        chats={officer: PEOPLE[officer] for officer in linked},
        groups={UNIT: (GROUP,)} if group else {},
        active=frozenset({AN, CONTACT, HEAD, TRACKER}),
    )


@pytest.mark.parametrize(
    ("officer", "without", "expected"),
    [
        (AN, (), (AN,)),
        (None, (), (CONTACT,)),
        (GONE, (), (CONTACT,)),
        (None, (Role.CONTACT,), (HEAD,)),
        (GONE, (Role.CONTACT, Role.UNIT_HEAD), ()),
    ],
)
def test_the_officer_else_the_contact_else_the_head(
    officer: int | None, without: tuple[Role, ...], expected: tuple[int, ...]
) -> None:
    assert office(without=without).responsible(officer, UNIT) == expected


@pytest.mark.parametrize(
    ("directory", "officer", "expected"),
    [
        (office(AN, TRACKER, group=True), AN, ["officer:10"]),
        (office(TRACKER, group=True), AN, ["officer:10", "chat:100"]),
        (office(TRACKER), AN, ["officer:10", "officer:13"]),
        (office(TRACKER), None, ["officer:11", "officer:13"]),
        (office(HEAD, TRACKER), None, ["officer:11", "officer:13"]),
        # Nobody at all can be reached: still known as not told.
        (office(), AN, ["officer:10", "officer:13"]),
    ],
)
def test_nobody_linked_the_group_and_without_a_group_the_tracker(
    directory: Directory, officer: int | None, expected: list[str]
) -> None:
    told = directory.told_of(officer, UNIT, DIVISION)

    assert [place.name for place in told] == expected


def test_of_several_contacts_one_linked_is_enough() -> None:
    directory = Directory(
        holders={(UNIT, Role.CONTACT): (CONTACT, HEAD)},
        chats={HEAD: 1_012},
        groups={UNIT: (GROUP,)},
    )

    assert directory.told_of(None, UNIT, None) == (
        Place("officer:11", None, CONTACT),
        Place("officer:12", 1_012, HEAD),
    )


def test_a_unit_nobody_knows_has_nobody() -> None:
    directory = office(AN, group=True)

    assert directory.of(None, Role.TRACKER) == ()
    assert directory.of(EMPTY, Role.CONTACT) == ()
    assert directory.told_of(None, EMPTY, None) == ()
    assert directory.groups_of(EMPTY) == ()


def test_a_place_has_its_name_and_its_chat() -> None:
    directory = office(AN, group=True)

    assert directory.place(AN) == Place("officer:10", 1_010, AN)
    assert directory.place(HEAD) == Place("officer:12", None, HEAD)
    assert directory.groups_of(UNIT) == (Place("chat:100", GROUP, unit_id=UNIT),)
