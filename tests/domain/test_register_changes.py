"""The same register again changes nothing; another one changes what it changed."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.folding import fold
from domain.register import RegisterRow
from domain.register_changes import ChangedRow, match_rows
from domain.tasks import Progress, TaskClass, Urgency

ROW = RegisterRow(
    row=4,
    number="4001/UBND-TH",
    key="4001/UBND-TH",
    content="Tham mưu kế hoạch",
    lead_unit="Sở Nội vụ",
    progress=Progress.NOT_STARTED,
    issued_on=date(2026, 8, 21),
    due_on=date(2026, 11, 30),
)
DONE = replace(ROW, progress=Progress.DONE, done_on=date(2026, 11, 19))
OTHER = replace(ROW, row=5, content="Báo cáo kết quả")

# Few values, so that numbers, contents and whole rows repeat as in real registers.
rows = st.builds(
    RegisterRow,
    row=st.integers(1, 99),
    number=st.just("1/A-B"),
    key=st.sampled_from(["1/A-B", "2/A-B"]),
    content=st.sampled_from(["Một", "Hai", "Ba"]),
    lead_unit=st.sampled_from(["Sở Y tế", "SYT", "Sở Nội vụ"]),
    progress=st.sampled_from(Progress),
    issued_on=st.sampled_from([date(2025, 1, 2), date(2026, 1, 2), None]),
    support_units=st.sampled_from([(), ("Sở Y tế", "SYT")]),
    due_on=st.dates() | st.none(),
    signed_at=st.datetimes() | st.none(),
    task_class=st.sampled_from(TaskClass) | st.none(),
    urgency=st.sampled_from(Urgency),
    procedure_ok=st.booleans() | st.none(),
    note=st.text(),
)


@given(st.lists(rows), st.randoms(use_true_random=False))
def test_the_same_rows_in_any_order_change_nothing(
    register: list[RegisterRow], order: random.Random
) -> None:
    last = dict(enumerate(register))
    again = [replace(row, row=n) for n, row in enumerate(register, start=7)]
    order.shuffle(again)
    matches = match_rows(again, last)
    assert sorted(matches.unchanged) == sorted(last)
    assert (matches.added, matches.changed, matches.missing) == ((), (), ())


@given(st.lists(rows), st.lists(rows))
def test_every_row_and_every_task_is_accounted_for_once(
    new: list[RegisterRow], old: list[RegisterRow]
) -> None:
    matches = match_rows(new, dict(enumerate(old)))
    matched = [*matches.unchanged, *(changed.task_id for changed in matches.changed)]
    assert len(matches.added) + len(matched) == len(new)
    assert sorted([*matched, *matches.missing]) == list(range(len(old)))


@given(rows)
def test_a_row_survives_storage(row: RegisterRow) -> None:
    stored = json.loads(json.dumps(row.as_fields()))
    assert RegisterRow.from_fields(stored) == row
    assert RegisterRow.from_fields(stored | {"gone": 1}) == row
    assert replace(row, row=row.row + 1).fingerprint() == row.fingerprint()
    assert replace(row, note=row.note + "x").fingerprint() != row.fingerprint()


def test_the_first_import_adds_everything() -> None:
    assert match_rows([ROW, OTHER], {}).added == (ROW, OTHER)


def test_a_changed_row_names_what_the_file_changed() -> None:
    matches = match_rows([DONE], {12: ROW})
    assert matches.changed == (ChangedRow(12, DONE, ROW, ("progress", "done_on")),)


@pytest.mark.parametrize(
    "stranger",
    [
        replace(ROW, key="4002/UBND-TH"),
        replace(ROW, issued_on=date(2025, 8, 21)),  # numbers start again each year
        replace(ROW, lead_unit="Sở Y tế"),
    ],
)
def test_number_year_and_lead_unit_know_a_row(stranger: RegisterRow) -> None:
    matches = match_rows([stranger], {12: ROW})
    assert (matches.added, matches.missing) == ((stranger,), (12,))


def test_a_single_row_is_known_whatever_its_content_has_become() -> None:
    (changed,) = match_rows([OTHER], {12: ROW}).changed
    assert changed.fields == ("content",)


def test_where_they_repeat_rows_are_known_by_content() -> None:
    matches = match_rows([replace(OTHER, row=4), DONE], {1: ROW, 2: OTHER})
    assert matches.unchanged == (2,)
    assert [(changed.task_id, changed.row) for changed in matches.changed] == [
        (1, DONE)
    ]


def test_the_one_that_is_left_on_each_side_is_a_changed_row() -> None:
    reworded = replace(ROW, content="Tham mưu kế hoạch năm 2027")
    (changed,) = match_rows([reworded, OTHER], {1: ROW, 2: OTHER}).changed
    assert (changed.task_id, changed.fields) == (1, ("content",))


def test_two_that_are_left_on_a_side_are_not_guessed() -> None:
    new = [replace(ROW, content="Một"), replace(ROW, content="Hai")]
    matches = match_rows(new, {1: ROW, 2: OTHER})
    assert (matches.added, matches.missing) == (tuple(new), (1, 2))


def test_of_two_with_one_content_the_untouched_one_stays() -> None:
    later = replace(ROW, due_on=date(2026, 12, 30))
    moved = replace(ROW, due_on=date(2026, 12, 31))
    matches = match_rows([moved, ROW], {1: ROW, 2: later})
    assert matches.unchanged == (1,)
    assert [changed.task_id for changed in matches.changed] == [2]


def test_another_name_of_the_same_unit_is_no_change() -> None:
    units = {fold("Sở Nội vụ"): 3, fold("SNV"): 3}
    renamed = replace(ROW, lead_unit="SNV")
    assert match_rows([renamed], {12: ROW}, units=units).unchanged == (12,)
    assert match_rows([renamed], {12: ROW}).added == (renamed,)


def test_the_stored_form_leaves_out_what_is_empty() -> None:
    assert replace(
        DONE, signed_at=datetime(2026, 11, 19, 16, tzinfo=UTC)
    ).as_fields() == {
        "row": 4,
        "number": "4001/UBND-TH",
        "key": "4001/UBND-TH",
        "content": "Tham mưu kế hoạch",
        "lead_unit": "Sở Nội vụ",
        "progress": "done",
        "issued_on": "2026-08-21",
        "due_on": "2026-11-30",
        "done_on": "2026-11-19",
        "signed_at": "2026-11-19T16:00:00+00:00",
        "urgency": "normal",
    }
