"""The policy profile: every time, lead and cadence that an office may choose.

The defaults are those of profile `chung` (design.md section 5). Times of day are of
the office's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


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
        return tuple(cls)[day.weekday()]

    def on_or_after(self, day: date) -> date:
        """The first day of this name, beginning with `day` itself."""
        number = tuple(Weekday).index(self)
        return day + timedelta(days=(number - day.weekday()) % 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One office's choices."""

    name: str = "chung"
    zone_name: str = "Asia/Ho_Chi_Minh"

    # Quiet hours move a message, they never drop it.
    quiet_from: time = time(20)
    quiet_until: time = time(7)

    # The daily rules: what is said on a morning.
    morning_at: time = time(8)
    due_soon_leads: tuple[int, ...] = (7, 3, 1)  # working days before the due day
    # Overdue: each working day for so many calendar days late, then on some weekdays.
    overdue_daily_days: int = 7
    overdue_twice_weekly_days: int = 30
    overdue_twice_weekly_on: tuple[Weekday, ...] = (Weekday.MONDAY, Weekday.THURSDAY)
    overdue_weekly_on: tuple[Weekday, ...] = (Weekday.MONDAY,)

    # Escalation: after so many working days a warning climbs one step of the ladder
    # (unit head; tracker and leader of the Office; leader).
    escalation_steps: tuple[int, int, int] = (1, 3, 7)
    acknowledged_pause_days: int = 2  # working days for which "đã nhận" holds a step

    # Tasks without a deadline are urged so often (004, point 4).
    no_deadline_months: int = 3

    # "Nhắc lại sau": the working days for which a reminder may be put off.
    snooze_days: tuple[int, ...] = (1, 3)

    # Hỏa tốc: news only so soon after it was issued; then superiors are told.
    urgent_news_within: timedelta = timedelta(hours=24)
    urgent_answer_within: timedelta = timedelta(minutes=60)

    # A proposal becomes a task within so many working days (003, 4g).
    proposal_days: int = 3
    proposal_heads_up_lead: int = 1  # working days before

    # Reports: on the first working day after the period, and the round before it in
    # which units confirm the state (004, 4), so many working days ahead.
    report_at: time = time(8)
    confirmation_lead: int = 3

    weekly_day: Weekday = Weekday.FRIDAY
    weekly_heads_up_at: time = time(8, 30)
    weekly_due_at: time = time(15)
    weekly_close_at: time = time(17)

    monthly_day: int = 25  # of the month; its last day when the month is shorter
    monthly_heads_up_leads: tuple[int, ...] = (3, 1)  # working days before
    monthly_heads_up_at: time = time(8, 30)
    monthly_due_at: time = time(8)

    # What is found late after downtime (delivery.md 2.8).
    on_time_within: timedelta = timedelta(minutes=10)
    late_until: time = time(20)  # of the same day
    monthly_late_within: timedelta = timedelta(days=3)

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
        at = self.local(now).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until

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
