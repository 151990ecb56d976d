"""Who is told of which tasks when somebody urges by hand."""

from __future__ import annotations

from domain.directory import Directory
from domain.tasks import Role
from domain.urging import UrgedTask, mailing_of

AN, BINH, CUONG, HEAD = 1, 2, 3, 9
NOI_VU, Y_TE = 10, 11
OFFICE = Directory(
    holders={(NOI_VU, Role.UNIT_HEAD): (HEAD,), (Y_TE, Role.CONTACT): (CUONG,)},
    chats={AN: 101, HEAD: 109},
    groups={Y_TE: (-5,)},
    active=frozenset({AN, BINH, CUONG, HEAD}),
)


def told(*tasks: UrgedTask, office: Directory = OFFICE) -> dict[str, tuple[int, ...]]:
    messages = mailing_of(tasks, office).messages
    return {place.name: some for place, some in messages.items()}


def test_each_person_gets_one_message_with_all_of_his_tasks() -> None:
    tasks = (UrgedTask(1, AN, NOI_VU), UrgedTask(2, None, NOI_VU))

    assert told(*tasks, UrgedTask(3, AN, NOI_VU)) == {
        f"officer:{AN}": (1, 3),
        f"officer:{HEAD}": (2,),
    }


def test_who_cannot_be_reached_is_named_and_his_group_told_instead() -> None:
    mailing = mailing_of([UrgedTask(1, CUONG, Y_TE)], OFFICE)

    assert [place.name for place in mailing.messages] == ["chat:-5"]
    assert mailing.unreached == (CUONG,)
    assert mailing.tasks == (1,)


def test_a_task_of_which_nobody_can_be_told_is_counted_apart() -> None:
    mailing = mailing_of([UrgedTask(1, BINH, NOI_VU), UrgedTask(2, AN, NOI_VU)], OFFICE)

    assert mailing.untold == (1,)
    assert mailing.tasks == (2,)
    assert mailing.unreached == (BINH,)


def test_who_stands_in_is_urged() -> None:
    away = Directory(OFFICE.holders, OFFICE.chats, {}, OFFICE.active, {BINH: AN})

    assert told(UrgedTask(1, BINH, NOI_VU), office=away) == {f"officer:{AN}": (1,)}


def test_the_mark_changes_with_tasks_and_people_and_with_nothing_else() -> None:
    one, two = UrgedTask(1, AN, NOI_VU), UrgedTask(2, AN, NOI_VU)
    mark = mailing_of([one, two], OFFICE).mark

    assert mark == mailing_of([one, two], OFFICE).mark
    assert mark != mailing_of([one], OFFICE).mark
    assert mark != mailing_of([one, UrgedTask(2, None, NOI_VU)], OFFICE).mark
