"""The monthly report (source 002): sections 1 and 2, appendices I and II.

In the form in which such papers are written; names, bases and recipients are the
office's own (`Papers`).
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.figures import Counts, Rate
from domain.overdue_change import Cause
from domain.papers import Papers
from domain.reports import Report
from files.reports import wording
from files.reports.confirming import UNCONFIRMED, confirmed, unconfirmed
from files.reports.drawn_up import Draft, as_report, assignees, opening
from files.reports.earlier_years import left_of_earlier
from files.reports.paper import ROMAN, Appendix, Block, Heading, Paper, Text
from files.reports.petitions import petitions
from files.reports.tables import (
    late_table,
    overdue_table,
    weekly_table,
)
from locales import formats

ALL_UNITS = "các cơ quan, đơn vị, địa phương"
WEEKS = "Kết quả cập nhật tiến độ hằng tuần của các đơn vị"


def monthly_report(report: Report, papers: Papers, fingerprint: str) -> Paper:
    until, whose = wording.day(report.asked.as_of), wording.of_unit(report.unit)
    draft = Draft(
        name="bao-cao",
        subject="Kết quả rà soát, tổng hợp tiến độ thực hiện các nhiệm vụ"
        f" {f'giao {report.unit}' if report.unit else 'được giao'} đến hết ngày"
        f" {until}",
        body=(
            Text(opening(report, papers)),
            *_progress(report, papers),
            *_procedure(report, papers),
            *petitions(report, number=3),
        ),
        appendices=(
            Appendix(
                f"Nhiệm vụ{whose} có thời hạn {wording.within(report.asked.period)}"
                " hoàn thành quá hạn",
                late_table(report.late),
            ),
            Appendix(
                f"Nhiệm vụ{whose} chưa hoàn thành đã quá thời hạn tính đến hết ngày"
                f" {until}",
                overdue_table(report.overdue),
            ),
            *_grounds(report),
        ),
    )
    return as_report(draft, report, papers, fingerprint)


def _grounds(report: Report) -> Iterator[Appendix]:
    """What the figures rest on: what no unit confirmed, and the weekly updates."""
    yield from unconfirmed(report)
    if report.checks.weeks:
        yield Appendix(WEEKS, weekly_table(report.checks.weeks))


def _number_of(title: str, report: Report) -> str:
    """III or IV: what is not there takes no number."""
    titles = [one.title for one in _grounds(report)]
    return ROMAN[2 + titles.index(title)] if title in titles else ""


def _progress(report: Report, papers: Papers) -> tuple[Block, ...]:
    period = report.asked.period
    given = wording.delta(report.given.total - report.given_before.total, report.asked)
    return (
        Heading("1. Tiến độ thực hiện nhiệm vụ"),
        Text(
            f"{wording.opened(wording.within(period))}, {papers.assigners} đã giao"
            f" {assignees(report, papers)} tổng số {wording.tasks(report.given.total)}"
            f" ({given})."
        ),
        Text(_due(report)),
        Text(_cumulative(report)),
        *left_of_earlier(report),
        Text(overdue(report)),
        *undated_products(report),
    )


def undated_products(report: Report) -> Iterator[Text]:
    """What 004, point 3, asks to be avoided; nothing where there is none."""
    tasks, documents = report.undated_products
    if tasks:
        yield Text(
            f"{wording.opened(wording.within(report.asked.period))} có"
            f" {formats.padded(documents)} văn bản yêu cầu sản phẩm công việc cụ thể"
            f" nhưng không gắn thời gian hoàn thành ({wording.tasks(tasks)}); đề nghị"
            " bổ sung thời hạn để theo dõi, đôn đốc."
        )


def _due(report: Report) -> str:
    """The shares are of all tasks due in the period, whenever they were given."""
    due, before, period = report.due, report.due_before, report.asked.period
    whose = wording.of_unit(report.unit)
    late = wording.delta(due.done_late - before.done_late, report.asked)
    left = wording.delta(due.open - before.open, report.asked)
    said = (
        f"Số nhiệm vụ{whose} có thời hạn hoàn thành {wording.within(period)} là"
        f" {wording.tasks(due.total)}, trong đó: hoàn thành đúng hạn"
        f" {wording.share(due.of_total(due.done_on_time_or_early))}; hoàn thành quá hạn"
        f" {wording.share(due.of_total(due.done_late))}, {late} (Phụ lục I kèm theo);"
        f" chưa hoàn thành {wording.share(due.of_total(due.open))}, {left}"
    )
    if due.open_in_term:
        said += f" (trong đó {wording.tasks(due.open_in_term)} còn thời hạn)"
    if due.done_undated:
        undated = wording.tasks(due.done_undated)
        said += f"; đã hoàn thành nhưng không rõ ngày {undated}"
    return f"{said}."


def _cumulative(report: Report) -> str:
    """Every bucket: the parts add up to the whole."""
    counts, asked = report.cumulative, report.asked
    parts = [
        f"đúng hạn và trước hạn {wording.share(counts.on_time)}",
        f"quá hạn {wording.share(counts.late)}{_of_dated(counts)}",
    ]
    if counts.done_no_deadline:
        undated = wording.tasks(counts.done_no_deadline)
        parts.append(f"không quy định thời hạn {undated}")
    if counts.done_undated:
        parts.append(f"không rõ ngày hoàn thành {wording.tasks(counts.done_undated)}")
    left = [
        f"{wording.tasks(counts.open_in_term)} còn thời hạn",
        f"{wording.tasks(counts.open_overdue)} đã quá thời hạn (Phụ lục II kèm theo)",
    ]
    if counts.open_no_deadline:
        left.append(f"{wording.tasks(counts.open_no_deadline)} không quy định thời hạn")
    return (
        f"Lũy kế từ ngày {wording.day(asked.since)} đến hết ngày"
        f" {wording.day(asked.as_of)}, tổng số {wording.tasks(counts.total)} đã giao"
        f"{f' {report.unit}' if report.unit else ''}:"
        f" đã hoàn thành {wording.share(counts.completed)}, gồm:"
        f" {wording.joined(parts)}; chưa hoàn thành"
        f" {wording.share(counts.of_total(counts.open))}, gồm: {wording.joined(left)}."
    )


def _of_dated(counts: Counts) -> str:
    """What the two shares before it are of, where that is not all that is done."""
    if counts.done_with_deadline == counts.done:
        return ""
    return " (tính trên số đã hoàn thành có quy định thời hạn)"


CAUSES = {
    "fell_due": "mới quá thời hạn",
    "reopened": "đã hoàn thành nay phải thực hiện lại",
    "received": "tiếp nhận từ đơn vị khác",
    "done": "đã hoàn thành",
    "extended": "được gia hạn",
    "moved": "chuyển sang đơn vị khác",
    "withdrawn": "được thu hồi hoặc hủy",
}


def overdue(report: Report) -> str:
    """What the change is made of, so that it can be checked task by task."""
    change, asked = report.change, report.asked
    then = wording.day(asked.previous_as_of)
    said = (
        f"So với thời điểm {then}, số nhiệm vụ{wording.of_unit(report.unit)} quá thời"
        " hạn chưa hoàn thành từ"
        f" {formats.padded(change.before)} thành {formats.padded(change.now)}"
    )
    to = f" ({', '.join(report.moved_to)})" if report.moved_to else ""
    parts = [
        f"{wording.tasks(len(ids))} {CAUSES[cause.value]}"
        f"{to if cause is Cause.MOVED else ''}"
        for cause, ids in change.tasks.items()
    ]
    return f"{said}: {', '.join(parts)}." if parts else f"{said}."


def _procedure(report: Report, papers: Papers) -> tuple[Block, ...]:
    heading = Heading(
        "2. Tình hình theo dõi, quản lý, cập nhật kết quả thực hiện nhiệm vụ trên"
        f" {papers.system}"
    )
    within = wording.within(report.asked.period)
    asked = Text(
        f"{papers.organ_name} đề nghị Thủ trưởng {report.unit or ALL_UNITS} tập"
        " trung chỉ đạo hoàn thành các nhiệm vụ đã quá thời hạn; cập nhật kịp thời, đầy"
        " đủ tình hình, kết quả thực hiện nhiệm vụ theo quy định."
    )
    rounds = map(Text, confirmed(report, _number_of(UNCONFIRMED, report)))
    checks = (*_entered(report), *_weekly(report), *rounds, asked)
    if not report.violations:
        nobody = (
            f"{wording.opened(within)}, chưa ghi nhận"
            f" {report.unit or 'cơ quan, đơn vị'} thực hiện sai quy trình."
        )
        return (heading, Text(nobody), *checks)
    basis = (
        f"quy định tại {papers.procedure_basis}"
        if papers.procedure_basis
        else ("quy trình thực hiện nhiệm vụ tại cơ quan, đơn vị nhận nhiệm vụ")
    )
    named = [
        f"{one.name} ({formats.padded(one.documents)} văn bản)"
        for one in report.violations
    ]
    documents = formats.padded(sum(one.documents for one in report.violations))
    wrong = f"chưa thực hiện đúng quy trình đối với {documents} văn bản"
    said = (
        f"{report.unit} {wrong}"
        if report.unit
        else f"còn {formats.padded(len(named))} cơ quan, đơn vị {wrong}, gồm:"
        f" {wording.joined(named)}"
    )
    return (heading, Text(f"Đối chiếu với {basis}, {within} {said}."), *checks)


def _entered(report: Report) -> Iterator[Text]:
    """How soon documents are entered (003, 2); nothing while all are in time."""
    late = report.entered_late
    if late.numerator:
        yield Text(
            "Nhiệm vụ nhập vào phần mềm theo dõi chậm quá"
            f" {formats.padded(report.asked.entry_limit)} ngày làm việc kể từ ngày văn"
            f" bản ban hành: {wording.share(late)} giao trong kỳ."
        )


def _weekly(report: Report) -> Iterator[Text]:
    """Before 15:00 each Friday (003, 4c); who was not told is blamed for nothing."""
    weeks = report.checks.weeks
    if not weeks:
        return
    on_time = sum(one.on_time for one in weeks)
    told = sum(one.total - one.untold for one in weeks)
    yield Text(
        "Cập nhật tiến độ hằng tuần đúng giờ:"
        f" {wording.units(Rate(on_time, told))} lượt phải cập nhật (chi tiết tại"
        f" Phụ lục {_number_of(WEEKS, report)} kèm theo)."
    )
