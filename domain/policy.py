"""The policy profile: every time, lead and cadence that an office may choose.

The defaults are those of profile `chung` (design.md section 5). Times of day are of
the office's zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from domain import sources
from domain.day_off import DayOff
from domain.letterhead import Letterhead
from domain.tasks import Role, TaskClass


class Weekday(StrEnum):
    """Days by name, because libraries disagree on which day is number 0."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"

    @classmethod
    def of(cls, day: date) -> Weekday:
        return WEEK[day.weekday()]

    def on_or_after(self, day: date) -> date:
        """The first day of this name, beginning with `day` itself."""
        number = WEEK.index(self)
        return day + timedelta(days=(number - day.weekday()) % 7)

    def on_or_before(self, day: date) -> date:
        """The last day of this name, `day` itself included."""
        return self.on_or_after(day - timedelta(days=6))


WEEK = tuple(Weekday)

# The names of rules, by what design.md section 5 calls them (domain/reminders.py).
NEVER_MUTED = frozenset(
    {
        *("due_today", "overdue", "escalation", "urgent", "weekly_due"),
        # What somebody asked for: another one, by hand, or he himself.
        *("urged", "snoozed"),
        # What somebody else waits for.
        "undecided",
        # That something was lost, or somebody cannot be told.
        *("admin_digest", "unreached"),
    }
)
AUDIBLE = frozenset(
    {
        *("due_today", "due_soon", "overdue", "escalation", "urgent"),
        *("urged", "snoozed"),
    }
)


class OnTimeBasis(StrEnum):
    """Which day decides whether a task was done on time (domain.md 1.5)."""

    REPORTED_DATE = "REPORTED_DATE"  # of the answer document, else of the report
    # Chỉ thị 20/CT-UBND of Ninh Thuận, điểm i: the later of signature and sending.
    SIGNED_AND_SENT = "SIGNED_AND_SENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One office's choices, as they hold from `valid_from` on.

    `versions` are those before and after it; ask `on` for the one of another day.
    """

    name: str = "chung"
    valid_from: date = date.min
    zone_name: str = "Asia/Ho_Chi_Minh"
    versions: Versions | None = field(default=None, compare=False, repr=False)

    # Rules that this office does not have, by their names (domain/reminders.py).
    off: frozenset[str] = frozenset()

    # Quiet hours move a message, they never drop it.
    quiet_from: time = time(20)
    quiet_until: time = time(7)
    # Between these a person may choose quiet hours of his own.
    own_quiet_earliest: time = time(17)
    own_quiet_latest: time = time(8)
    # Rules whose messages make a sound; and those that nobody may mute.
    audible: frozenset[str] = AUDIBLE
    never_muted: frozenset[str] = NEVER_MUTED

    # The daily rules: what is said on a morning.
    morning_at: time = time(8)
    due_soon_leads: tuple[int, ...] = (7, 3, 1)  # working days before the due day
    # Overdue: each working day for so many calendar days late, then on some weekdays.
    overdue_daily_days: int = 7
    overdue_twice_weekly_days: int = 30
    overdue_twice_weekly_on: tuple[Weekday, ...] = (Weekday.MONDAY, Weekday.THURSDAY)
    overdue_weekly_on: tuple[Weekday, ...] = (Weekday.MONDAY,)

    # Escalation: after so many working days a warning climbs one step of the ladder
    # (unit head; tracker and leader of the Office; leader). Fewer: it ends earlier.
    escalation_steps: tuple[int, ...] = (1, 3, 7)
    acknowledged_pause_days: int = 2  # working days for which "đã nhận" holds a step

    # An obstacle that nobody decided lies with the Office's leaders, then with the
    # committee's, so many working days after it was raised (003, 4d). Empty: never.
    obstacle_steps: tuple[int, ...] = (2, 5)
    # Who has not decided another request is reminded after so many working days; from
    # the second step on the next one above who may decide it is.
    undecided_steps: tuple[int, ...] = (2, 4)

    # Tasks without a deadline are urged so often (004, point 4).
    no_deadline_months: int = 3

    weekly_day: Weekday = Weekday.FRIDAY
    weekly_heads_up_at: time = time(8, 30)
    weekly_due_at: time = time(15)
    weekly_close_at: time = time(17)

    monthly_day: int = 25  # of the month; its last day when the month is shorter
    monthly_heads_up_leads: tuple[int, ...] = (3, 1)  # working days before
    monthly_heads_up_at: time = time(8, 30)
    monthly_due_at: time = time(8)

    # A proposal received: who leads and until when is said within so many working
    # days (003, 4g), with a reminder so many before their end.
    proposal_days: int = 3
    proposal_heads_up_lead: int = 1

    # Hỏa tốc: climbs when nobody acknowledges it; an import tells only of new ones.
    urgent_answer_within: timedelta = timedelta(minutes=60)
    urgent_news_within: timedelta = timedelta(hours=24)

    # "Nhắc lại sau": working days for which a reminder may be put off.
    snooze_days: tuple[int, ...] = (1, 3)

    # Reports of a month or a quarter: so many working days after its end, and the
    # units are asked to confirm so many working days before (004, point 4).
    report_at: time = time(8)
    report_days: int = 1
    report_officers: bool = False  # the year's figures of each officer too
    confirmation_lead: int = 3

    # What each rule does whose day is off. Those that count working days alone, or
    # speak at any hour, have no choice; `domain/policy_keys.py` has what there is.
    weekly_day_off: DayOff = DayOff.PREVIOUS
    monthly_day_off: DayOff = DayOff.PREVIOUS
    due_soon_day_off: DayOff = DayOff.PREVIOUS
    due_today_day_off: DayOff = DayOff.SEND
    overdue_day_off: DayOff = DayOff.SKIP
    to_confirm_day_off: DayOff = DayOff.SKIP
    escalation_day_off: DayOff = DayOff.NEXT
    no_deadline_day_off: DayOff = DayOff.NEXT
    report_day_off: DayOff = DayOff.NEXT
    confirmation_day_off: DayOff = DayOff.PREVIOUS
    urgent_day_off: DayOff = DayOff.SEND

    # What is found late after downtime (delivery.md 2.8).
    on_time_within: timedelta = timedelta(minutes=10)
    late_until: time = time(20)  # of the same day
    monthly_late_within: timedelta = timedelta(days=3)

    # A document is entered within so many working days of its date (NĐ 30/2020, điều
    # 15: on the same day or the next); hỏa tốc on the day itself, whatever is said.
    entry_days: int = 1
    # On this morning clerks and trackers hear what is to be mended in the register.
    data_quality_day: Weekday = Weekday.MONDAY

    # Deadlines and their end. "Trước ngày 25" leaves until the 24th (domain.md 1.5).
    before_is_exclusive: bool = True
    on_time_basis: OnTimeBasis = OnTimeBasis.REPORTED_DATE
    extension_approvers: frozenset[Role] = frozenset({Role.TRACKER, Role.OFFICE_LEADER})
    # Classes whose tasks are done as soon as the unit says so (domain.md 1.2).
    closes_at_once: frozenset[TaskClass] = frozenset()

    # What a group reads of a task beside its code, unit and deadline.
    group_shows_content: bool = True
    group_shows_names: bool = False

    # How the numbers of secret papers are written here: "*-M" (domain.md 1.8).
    secret_symbols: tuple[str, ...] = ()
    # Days for which words of messages, and accounts that are nobody's, are kept.
    privacy_words_days: int = 90
    privacy_accounts_days: int = 30
    # In this order a message looks for a way to its reader.
    channels: tuple[str, ...] = ("telegram",)
    # The documents by which the office urges so: what /visao names.
    weekly_source: str = sources.DAKLAK
    monthly_source: str = sources.DAKLAK
    no_deadline_source: str = sources.BINHDINH
    monthly_report_source: str = sources.LANGSON
    quarterly_report_source: str = sources.NINHTHUAN
    confirmation_source: str = sources.BINHDINH
    proposals_source: str = sources.DAKLAK_PROPOSALS
    data_quality_source: str = sources.DAKLAK_DATA
    letterhead: Letterhead = field(default_factory=Letterhead)

    def in_force(self, now: datetime) -> Policy:
        """The version valid on the office's day of this instant."""
        return self.on(self.today(now))

    def on(self, day: date) -> Policy:
        """The version valid on a day; this one, if it is the only one."""
        return self if self.versions is None else self.versions.on(day)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    def at(self, day: date, at: time) -> datetime:
        """That wall time of the office, as an aware datetime in the office's zone."""
        return datetime.combine(day, at, tzinfo=self.zone)

    def local(self, instant: datetime) -> datetime:
        """The office's wall time of an instant."""
        return instant.astimezone(self.zone)

    def today(self, now: datetime) -> date:
        """The office's date: at 06:30 in Hanoi it is still yesterday in UTC."""
        return self.local(now).date()

    @property
    def times(self) -> frozenset[time]:
        """The times of day at which anything can come due."""
        return frozenset(
            {
                *(self.morning_at, self.monthly_heads_up_at, self.monthly_due_at),
                *(self.weekly_heads_up_at, self.weekly_due_at, self.weekly_close_at),
                self.report_at,
            }
        )

    def next_time(self, now: datetime) -> datetime:
        """The first instant after `now` at one of those times."""
        today = self.today(now)
        days = (today, today + timedelta(days=1))
        found = (self.at(day, at).astimezone(UTC) for day in days for at in self.times)
        return min(at for at in found if at > now)

    def is_quiet(self, now: datetime) -> bool:
        """Within quiet hours, which may run over midnight."""
        return lies_between(self.local(now).time(), self.quiet_from, self.quiet_until)

    def after_quiet(self, now: datetime) -> datetime:
        """The first instant at or after `now` outside quiet hours."""
        if not self.is_quiet(now):
            return now
        local = self.local(now)
        end = self.at(local.date(), self.quiet_until)
        if local.time() >= self.quiet_until:
            end = self.at(local.date() + timedelta(days=1), self.quiet_until)
        if end.astimezone(UTC) <= now:
            end = end.replace(fold=1)  # the night on which the hour comes twice
        return end.astimezone(UTC)


class InForce(Protocol):
    """Whoever says which policy holds at an instant."""

    def in_force(self, now: datetime) -> Policy: ...


class Versions:
    """All versions of a policy. The last word holds, from its day on.

    So a version that was never to be is taken back by a newer one of an earlier day.
    """

    def __init__(self, oldest_first: Iterable[Policy]) -> None:
        """Raises ValueError if there are none."""
        self._newest_first = tuple(
            replace(one, versions=self) for one in reversed(tuple(oldest_first))
        )
        if not self._newest_first:
            raise ValueError("a policy without a version")

    def on(self, day: date) -> Policy:
        """The newest of those that have begun; before all of them, the earliest."""
        for one in self._newest_first:
            if one.valid_from <= day:
                return one
        return min(self._newest_first, key=lambda one: one.valid_from)


def lies_between(at: time, start: time, end: time) -> bool:
    """Whether a time of day lies in a span, its end excluded; it may span midnight."""
    if start <= end:
        return start <= at < end
    return at >= start or at < end
