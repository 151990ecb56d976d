"""What officials write when they ask for time, agree, or say what was signed."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest

from domain.calendar import WorkingCalendar
from domain.replies import Signing, Stamp
from locales.reading.agreement import Agreement, read_agreement
from locales.reading.extensions import ExtensionWords, More, read_extension
from locales.reading.signing import read_signing

TODAY = date(2026, 11, 20)
LAST = date(2026, 11, 30)
WAITS = "chờ số liệu"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("xin gia hạn đến 30/11", ExtensionWords(LAST)),
        ("xin gia hạn đến 30/11 vì chờ số liệu", ExtensionWords(LAST, reason=WAITS)),
        ("gia han toi 30/11 ly do: chờ số liệu", ExtensionWords(LAST, reason=WAITS)),
        ("cho em xin thêm 3 ngày", ExtensionWords(more=More(3, "day"))),
        ("xin them 5 ngay lam viec", ExtensionWords(more=More(5, "working"))),
        ("xin lùi 2 tuần do chờ số liệu",
         ExtensionWords(more=More(2, "week"), reason=WAITS)),
        ("thêm 1 tháng", ExtensionWords(more=More(1, "month"))),
        ("xin lùi sang thứ 6 tuần sau", ExtensionWords(date(2026, 11, 27))),
        ("đề nghị gia hạn do chờ số liệu", ExtensionWords(reason=WAITS)),
        ("xin gia hạn", ExtensionWords()),
        ("xin gia hạn đến 31/02", ExtensionWords()),  # asked for again
    ],
)  # fmt: skip
def test_a_reply_that_asks_for_time(said: str, found: ExtensionWords) -> None:
    assert read_extension(said, today=TODAY) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("30/11 chờ số liệu", ExtensionWords(LAST, reason=WAITS)),
        ("30/11: chờ số liệu", ExtensionWords(LAST, reason=WAITS)),
        ("đến 30/11/2026, lý do: chờ số liệu", ExtensionWords(LAST, reason=WAITS)),
        ("3 ngày làm việc chờ số liệu",
         ExtensionWords(more=More(3, "working"), reason=WAITS)),
        ("5 ngày", ExtensionWords(more=More(5, "day"))),
        ("chờ số liệu", ExtensionWords(reason=WAITS)),
        ("", ExtensionWords()),
    ],
)  # fmt: skip
def test_what_follows_the_command(said: str, found: ExtensionWords) -> None:
    assert read_extension(said, today=TODAY, is_line=True) == found


@pytest.mark.parametrize(
    ("more", "until"),
    [
        (More(3, "day"), "2026-11-26"),
        (More(1, "working"), "2026-11-25"),  # 24/11 is a day off
        (More(2, "week"), "2026-12-07"),
        (More(1, "month"), "2026-12-23"),
    ],
)
def test_so_much_more_is_counted_from_the_deadline(more: More, until: str) -> None:
    calendar = WorkingCalendar({date(2026, 11, 24): False})
    assert more.after(date(2026, 11, 23), calendar).isoformat() == until


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("đồng ý", Agreement(True)),
        ("Dong y a", Agreement(True)),
        ("nhất trí", Agreement(True)),
        ("chấp nhận", Agreement(True)),
        ("không đồng ý", Agreement(False)),
        ("Không đồng ý, lý do: đã nhắc 02 lần", Agreement(False, "đã nhắc 02 lần")),
        ("ko đồng ý vì quá muộn", Agreement(False, "quá muộn")),
        ("chưa chấp nhận", Agreement(False)),
        # A condition is no agreement, and silence about it none either.
        ("đồng ý nhưng đến 27/11", Agreement(None)),
        ("không", Agreement(None)),
        ("xem lại", Agreement(None)),
        ("", Agreement(None)),
    ],
)
def test_agreement_is_never_guessed(said: str, found: Agreement) -> None:
    assert read_agreement(said) == found


SIGNED, SENT = Stamp(date(2026, 11, 19)), Stamp(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("số 123/BC-SNV ngày 19/11, ký số ngày 19/11, gửi ngày 20/11",
         Signing(True, SIGNED, SENT)),
        ("ky so 19/11 gui 20/11/2026", Signing(True, SIGNED, SENT)),
        ("ký số lúc 16h30 ngày 19/11, gửi qua TD Office lúc 17:05 ngày 20/11",
         Signing(True, Stamp(SIGNED.on, time(16, 30)), Stamp(SENT.on, time(17, 5)))),
        ("đã ký số, gửi hôm nay", Signing(True, sent=SENT)),
        ("gửi bản giấy, không ký số", Signing(False)),
        # The date of the document is neither that of a signature nor of a sending.
        ("đã gửi báo cáo số 123/BC-SNV ngày 12/11", Signing()),
        ("đã ký số 123/BC-SNV ngày 12/11", Signing()),
        ("ký số ngày 31/02", Signing(True)),
        ("xong rồi", Signing()),
    ],
)  # fmt: skip
def test_signature_and_sending(said: str, found: Signing) -> None:
    assert read_signing(said, today=TODAY) == found


def test_the_policy_says_whether_more_time_includes_the_day_before_which_it_ends() -> (
    None
):
    line = "trước ngày 25/12 do chờ ý kiến Bộ"
    read = partial(read_extension, line, today=TODAY, is_line=True)
    assert read().on == date(2026, 12, 24)
    assert read(before_is_exclusive=False).on == date(2026, 12, 25)
