"""What is typed after /tim, with or without diacritics."""

from __future__ import annotations

import pytest

from domain.searching import Search, Wanted
from locales.reading.searches import STATES, read_search


@pytest.mark.parametrize(
    ("typed", "words", "wanted", "page"),
    [
        ("thủ tục đất đai", "thu tuc dat dai", None, 1),
        ("THU TUC, đất đai.", "thu tuc dat dai", None, 1),
        ("419/UBND-TH", "419/ubnd-th", None, 1),
        ("quá hạn Sở Nội vụ", "so noi vu", Wanted.OVERDUE, 1),
        ("Sở Nội vụ qua han trang 2", "so noi vu", Wanted.OVERDUE, 2),
        ("sắp đến hạn", "", Wanted.DUE_SOON, 1),
        ("đến hạn", "", Wanted.DUE_TODAY, 1),
        ("chưa hoàn thành đề án", "de an", Wanted.OPEN, 1),
        # The word for "done" begins many a title; only "đã" makes a state of it.
        ("hoàn thành đề án", "hoan thanh de an", None, 1),
        ("đề án đã hoàn thành", "de an", Wanted.DONE, 1),
        ("công tác quá hạn của ngành", "cong tac qua han cua nganh", None, 1),
        ("in progress home affairs page 3", "home affairs", Wanted.IN_PROGRESS, 3),
        ("trang thiết bị", "trang thiet bi", None, 1),
        ("", "", None, 1),
    ],
)
def test_a_search(typed: str, words: str, wanted: Wanted | None, page: int) -> None:
    read = Search(tuple(words.split()), wanted=wanted)
    assert read_search(typed) == (read, page)


def test_every_state_can_be_looked_for() -> None:
    assert set(STATES.values()) == set(Wanted)
