"""Example data: an office on Friday 20/11/2026, at 15:00."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.admin_notices import ParkedDigest, ParkedMessage
from domain.cycle_notices import Review, ReviewState, RollCallCard
from domain.figures import Counts, Summary, UnitCounts
from domain.inspection import Suspect
from domain.notices import (
    Digest,
    Help,
    HistoryLine,
    InspectionList,
    InviteClaimed,
    Notice,
    ReadBack,
    Refused,
    ReportFile,
    Saying,
    Section,
    SummaryNotice,
    TaskCard,
    TaskLine,
    TaskList,
    Told,
    WhichTask,
)
from domain.overdue_change import Cause
from domain.periods import Period
from domain.policy import Policy
from domain.preferences import Hours, SettingsCard, mutable_rules
from domain.refusals import Reason
from domain.reminders import Rule
from domain.replies import Intent
from domain.report_checks import UnitDocuments
from domain.summary_notices import Compared, FileKind
from domain.tasks import Progress, Role, TaskClass, Urgency
from domain.terms import Term
from locales.catalog import Catalog, Words
from tests.locales.ending_examples import ENDINGS
from tests.locales.giving_examples import GIVEN
from tests.locales.import_examples import IMPORTS
from tests.locales.privacy_examples import PRIVACY
from tests.locales.register_examples import OF_THE_REGISTER
from tests.locales.report_examples import report_files
from tests.locales.request_examples import REQUESTS
from tests.locales.round_examples import ROUNDS
from tests.locales.saying_facts import FACTS as SAYING_FACTS
from tests.locales.urging_examples import urging_examples
from tests.locales.why_examples import REASONS

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SLOT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # 15:00 in the office

LINE = TaskLine(
    id=12,
    version=3,
    content="Báo cáo kết quả rà soát quy hoạch <b>&</b> kế hoạch sử dụng đất năm 2026",
    unit="Sở Nội vụ",
    officer="Nguyễn Văn An",
    due_on=date(2026, 11, 15),
    term=Term.OVERDUE,
    days=5,
    progress=Progress.IN_PROGRESS,
    percent=60,
)
LINES = (
    LINE,
    replace(
        LINE, id=13, due_on=date(2026, 11, 20), term=Term.DUE_TODAY, days=0,
        urgency=Urgency.FLASH, percent=None, progress=Progress.NOT_STARTED,
        content="Tham mưu UBND tỉnh ban hành kế hoạch cải cách hành chính năm 2027",
    ),
    replace(
        LINE, id=14, due_on=date(2026, 11, 24), term=Term.DUE_SOON, days=2,
        content="Rà soát, đối chiếu số liệu biên chế của các cơ quan, đơn vị",
    ),
    replace(LINE, id=15, due_on=date(2026, 12, 31), term=Term.IN_TERM, days=29),
    replace(LINE, id=16, due_on=None, term=Term.NO_DEADLINE, days=0, percent=None),
    replace(LINE, id=17, progress=Progress.REPORTED, percent=100),
    replace(LINE, id=18, progress=Progress.DONE, term=Term.LATE, percent=100, days=0),
)  # fmt: skip

CARD = TaskCard(
    line=LINE,
    number="4554/UBND-VXNV",
    issued_on=date(2026, 11, 2),
    abstract="V/v tăng cường trách nhiệm trong thực hiện nhiệm vụ được giao",
    task_class=TaskClass.A,
    scheme="QC45",
    tracking_unit="Phòng Nội chính",
    support_units=("Sở Tài chính", "Thanh tra tỉnh"),
    deadline_text="trước ngày 16/11/2026",
    result="Đang lấy ý kiến các sở, ngành",
    updated_at=SLOT,
    last_note="Đã dự thảo, chờ ý kiến Sở Tài chính",
    verbs=("done", "doing", "more"),
)
HISTORY = (
    HistoryLine(SLOT, "assigned", None, None, ""),
    HistoryLine(SLOT, "progress", "Nguyễn Văn An", 60, "đã dự thảo"),
    HistoryLine(SLOT, "something_new", None, None, ""),
)
CUMULATIVE = Counts(
    done_on_time_or_early=26, done_late=4, done_no_deadline=9,
    open_in_term=36, open_overdue=24, open_no_deadline=21,
    due_today=5, due_soon=6, to_confirm=3, done_early=10,
)  # fmt: skip
SUMMARY = Summary(
    period=Period.month(2026, 11),
    as_of=date(2026, 11, 20),
    given=Counts(done_on_time_or_early=3, open_in_term=8, open_overdue=1),
    due=Counts(),
    cumulative=CUMULATIVE,
    units=(
        UnitCounts(1, "Sở Nội vụ", Counts(done_late=1, open_overdue=2)),
        UnitCounts(2, "Thanh tra tỉnh", CUMULATIVE),
        *(UnitCounts(n, f"Phường {n}", Counts(open_in_term=1)) for n in range(3, 20)),
    ),
)
COMPARED = Compared(
    Period.month(2026, 10), date(2026, 10, 20), given=9, late=0, open=0, overdue=20,
    causes=tuple((cause, 5) for cause in Cause), moved_to=("Sở Y <tế>", "Sở Tư pháp"),
)  # fmt: skip
REVIEW = Review(7, "Phòng Nội chính", "2026-11", date(2026, 11, 25), True, 12, 3, 2)
ROLL_CALL = RollCallCard(
    unit="Sở Nội vụ", nominal=date(2026, 11, 20), due_at=SLOT,
    closes_at=datetime(2026, 11, 20, 10, 0, tzinfo=UTC), total=15, on_time=10, late=2,
    missing=tuple(f"NV-{n}" for n in range(30, 52)), frozen=False,
)  # fmt: skip
READ_BACK = ReadBack(
    5, LINE, Intent.DONE, None, "123/BC-STC", date(2026, 11, 12), "xong rồi ạ"
)
PARKED = ParkedDigest(
    SLOT, unknown=12, dead=2, closed=1, unread=3, late=0, doubtful=4,
    messages=(
        *(
            ParkedMessage(20 + n, True, "Lê Thị <Bình>", ("overdue",), SLOT, reason, 2)
            for n, reason in enumerate(
                ("owner_died", "sending: TimeoutError", "answered: no answer",
                 "http_502_not_bot_api", "bad gateway: restart")
            )
        ),
        ParkedMessage(31, True, "", ("digest",), SLOT, "owner_died", 1),
        ParkedMessage(32, False, "Nhóm", ("Told",), SLOT, "chat_gone", 0),
        ParkedMessage(33, False, "Nhóm", ("Help",), SLOT, "bad request: <odd>", 1),
    ),
)  # fmt: skip
SETTINGS = SettingsCard(
    language="", quiet=Hours(time(20), time(7)), own_quiet=False,
    limits=Hours(time(17), time(8)), muted=frozenset(),
    mutable=mutable_rules(tuple(Role), Policy()),
)  # fmt: skip
MARKED = {"name": "Lê Thị <Bình>", "title": "Nhóm <Sở> & ban", "content": LINE.content}
FACTS = SAYING_FACTS | MARKED


def _examples() -> list[Notice]:
    section = Section(Rule.OVERDUE, LINES[:1], 1)
    weekly = Section(Rule.WEEKLY_DUE, LINES[:5], 20)
    return [
        *(Told(saying, FACTS, 9) for saying in Saying),
        *(Refused(reason.value, FACTS) for reason in Reason),
        CARD,
        replace(
            CARD, history=HISTORY, verbs=("done", "doing", "history", "assign", "less"),
            number="", abstract="", task_class=None, tracking_unit=None,
            support_units=(),
            deadline_text="", result="", updated_at=None, last_note="", scheme=None,
            line=LINES[4],
        ),
        replace(CARD, in_group=True, verbs=(), history=HISTORY),
        TaskList("mine", LINES, 1, 1, len(LINES)),
        TaskList("overdue", LINES[:1] * 15, 2, 3, 40, "Sở Nội vụ", "SNV"),
        TaskList("found", LINES, 1, 9, 1_000, typed="đất <đai>", more=True),
        Digest(SLOT, (section,)),
        Digest(SLOT, (section, weekly), late=True),
        Digest(SLOT, (Section(Rule.OVERDUE, LINES[:3], 3),), in_group=True),
        Digest(SLOT, (Section(Rule.TO_CONFIRM, LINES[5:6], 1),)),
        Digest(SLOT, (Section(Rule.ESCALATION, LINES[:1], 1),)),
        Digest(SLOT, (section, Section(Rule.ESCALATION, LINES[:5], 20))),
        Digest(SLOT, (Section(Rule.UNDATED_LIST, LINES[:5], 20),)),
        Digest(SLOT, (), reviews=(REVIEW,)),
        Digest(
            SLOT, (section,),
            reviews=(replace(REVIEW, heads_up=False), replace(REVIEW, unit_id=8)),
            review_state=ReviewState("2026-11", ("Sở Y tế",), ("Sở Nội vụ",)),
        ),
        *(*REASONS, SETTINGS),
        replace(
            SETTINGS, language="en", quiet=Hours(time(21), time(6)), own_quiet=True,
            muted=frozenset({"due_soon", "monthly_due"}),
        ),
        replace(SETTINGS, mutable=()),
        ROLL_CALL,
        replace(ROLL_CALL, frozen=True, missing=(), on_time=13),
        READ_BACK,
        replace(
            READ_BACK, intent=Intent.IN_PROGRESS, percent=60, document=None, note=""
        ),
        WhichTask(6, LINES[:3]),
        WhichTask(6, LINES * 3),
        SummaryNotice(SUMMARY, None),
        SummaryNotice(SUMMARY, None, "", COMPARED, papers=True, package=True),
        SummaryNotice(SUMMARY, "Sở Nội vụ", "1", COMPARED, in_group=True),
        InspectionList(SUMMARY.as_of, (Suspect("Sở <Nội vụ>", 5, 120, 2, 1),) * 20),
        InspectionList(SUMMARY.as_of, ()),
        *(
            ReportFile(
                "so-lieu.xlsx", b"PK", kind, SUMMARY.period, SUMMARY.as_of, unit,
                "c8e158e89958f00d",
            )
            for kind in FileKind
            for unit in ("", "Sở <Nội vụ>")
        ),
        *report_files(SUMMARY),
        SummaryNotice(replace(SUMMARY, period=Period.quarter(2026, 4)), "Sở Nội vụ"),
        *PRIVACY,
        InviteClaimed(7, "Trần <Văn> Cường", "Giám đốc Sở", "C & Em"),
        PARKED, replace(PARKED, unknown=0, dead=0, messages=()),
        *urging_examples(CARD, LINES, ROLL_CALL, PARKED, FACTS), *ROUNDS, *REQUESTS,
        Help((("viec", "My tasks"), ("trogiup", "Help")), in_group=False), *IMPORTS,
        Help((("capnhat", "Update progress: /capnhat NV-12 60% note"),), in_group=True),
        *GIVEN,
        *OF_THE_REGISTER,
        Digest(SLOT, (), data=OF_THE_REGISTER[0]),
        SummaryNotice(SUMMARY, None, violations=(UnitDocuments(1, "Sở <Y tế>", 3),)),
        *GIVEN, *ENDINGS, replace(CARD, formerly="Sở <cũ>"),
    ]  # fmt: skip


@pytest.fixture
def examples() -> list[Notice]:
    """Every notice, in its telling shapes."""
    return _examples()


@pytest.fixture
def card() -> TaskCard:
    """NV-12 in full, as its officer sees it."""
    return CARD


@pytest.fixture
def section() -> Section:
    """What is overdue: NV-12 alone."""
    return Section(Rule.OVERDUE, LINES[:1], 1)


@pytest.fixture
def roll_call() -> RollCallCard:
    return ROLL_CALL


@pytest.fixture
def review() -> Review:
    return REVIEW


@pytest.fixture
def summary() -> Summary:
    """120 tasks of the year 2026, as of 20/11."""
    return SUMMARY


@pytest.fixture
def compared() -> Compared:
    """The month before, as it stood on 20/10."""
    return COMPARED


@pytest.fixture
def line() -> TaskLine:
    """NV-12, five days overdue, with markup in its content."""
    return LINE


@pytest.fixture
def zone() -> ZoneInfo:
    return ZONE


@pytest.fixture
def vi() -> Words:
    return Catalog.load().words("vi")


@pytest.fixture
def en() -> Words:
    return Catalog.load().words("en")
