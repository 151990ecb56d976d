"""The letters: to a unit that is late, and the result of a quarter's review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.figures import Rate
from domain.papers import Papers
from domain.periods import Period
from domain.policy import OnTimeBasis
from domain.reports import Report, ReportTask
from files.reports import wording
from files.reports.confirming import confirmed, unconfirmed
from files.reports.drawn_up import Draft, as_letter, assignees
from files.reports.paper import Appendix, Block, Paper, Text
from files.reports.tables import overdue_table, review_table, unit_table
from locales import formats

LATE_UNITS = "các đơn vị có nhiệm vụ trễ hạn, quá hạn"


def reminders(report: Report, papers: Papers, fingerprint: str) -> Iterator[Paper]:
    """One letter to each unit that has overdue tasks, with its own tasks only."""
    units: dict[str, list[ReportTask]] = {}
    for task in report.overdue:
        units.setdefault(task.unit, []).append(task)
    for unit, tasks in units.items():
        yield reminder(report, unit, tasks, papers, fingerprint)


def reminder(
    report: Report,
    unit: str,
    tasks: Sequence[ReportTask],
    papers: Papers,
    fingerprint: str,
) -> Paper:
    """What is asked of a unit that is late (004, point 1)."""
    until = wording.day(report.asked.as_of)
    longest = max(task.days_late for task in tasks)
    body = (
        Text(
            f"Qua theo dõi, rà soát trên {papers.system}, tính đến hết ngày {until},"
            f" {unit} còn {wording.tasks(len(tasks))} do {papers.assigners} giao đã quá"
            " thời hạn nhưng chưa hoàn thành, nhiệm vụ chậm nhất quá hạn"
            f" {formats.padded(longest)} ngày (danh sách kèm theo)."
        ),
        Text(
            f"{papers.organ_name} đề nghị Thủ trưởng {unit} chỉ đạo khẩn trương hoàn"
            " thành các nhiệm vụ nêu trên; báo cáo rõ kết quả, nguyên nhân chậm, khó"
            " khăn, vướng mắc và thời gian hoàn thành; đồng thời cập nhật kết quả trên"
            f" {papers.system} để tổng hợp, báo cáo {papers.assigners}."
        ),
        Text("Trân trọng đề nghị quý cơ quan quan tâm, phối hợp thực hiện."),
    )
    listed = Appendix(f"Nhiệm vụ quá thời hạn của {unit}", overdue_table(tasks))
    draft = Draft(
        name=f"don-doc-{wording.slug(unit)}",
        subject="đôn đốc thực hiện các nhiệm vụ đã quá thời hạn",
        body=body,
        appendices=(listed,),
    )
    return as_letter(draft, report, papers, fingerprint, to=(unit,))


def quarterly_letter(report: Report, papers: Papers, fingerprint: str) -> Paper:
    """The result of a quarter's review (source 000), with the table of all units."""
    within = wording.within(report.asked.period)
    to = f" {report.unit}" if report.unit else ""
    until = wording.day(report.asked.as_of)
    draft = Draft(
        name="ket-qua-ra-soat",
        subject=f"kết quả rà soát các nhiệm vụ giao{to} {within}",
        body=_quarter(report, papers),
        appendices=(
            Appendix(
                f"Tổng hợp kết quả thực hiện nhiệm vụ giao{to} {within}",
                unit_table(report.units, "given"),
            ),
            Appendix(
                f"Nhiệm vụ giao{to} {within} chưa hoàn thành, đã quá thời hạn tính đến"
                f" hết ngày {until}",
                overdue_table(_overdue_of_period(report)),
            ),
            *_reviewed(report),
            *unconfirmed(report),
        ),
    )
    addressees = (report.unit,) if report.unit else papers.addressees
    return as_letter(draft, report, papers, fingerprint, to=addressees)


def _reviewed(report: Report) -> Iterator[Appendix]:
    """Unit by unit what was justified, where there was a review."""
    if report.checks.reviews:
        yield Appendix(
            "Tổng hợp thuyết minh nhiệm vụ trễ hạn của các đơn vị",
            review_table(report.checks.reviews),
        )


def _justified(report: Report, papers: Papers) -> Iterator[str]:
    """Who has said why his tasks are late, who has not, and what was accepted (000)."""
    units = report.checks.reviews
    if not units:
        return
    came = [one.name for one in units if one.answered]
    missing = [one.name for one in units if not one.answered]
    answered = sum(one.answered for one in units)
    accepted = Rate(sum(one.accepted for one in units), answered)
    said = [
        f"{papers.organ_name} đã tiếp nhận thuyết minh về những nhiệm vụ trễ hạn, quá"
        f" hạn của {_named(came)}"
    ]
    if missing:
        said.append(f"chưa có thuyết minh của {_named(missing)}")
    if answered:
        said.append(f"đã chấp nhận {wording.share(accepted)} được thuyết minh")
    yield f"{wording.joined(said)} (Phụ lục III kèm theo)."


def _named(units: Sequence[str]) -> str:
    counted = f"{formats.padded(len(units))} đơn vị"
    return f"{counted}, gồm: {', '.join(units)}" if units else counted


def _overdue_of_period(report: Report) -> list[ReportTask]:
    """As many as the letter counts: those given in the period, no others."""
    period = report.asked.period
    return [one for one in report.overdue if one.standing.assigned_on in period]


def _quarter(report: Report, papers: Papers) -> tuple[Block, ...]:
    given, period = report.given, report.asked.period
    basis = f"Thực hiện {wording.joined(list(papers.bases))}, " if papers.bases else ""
    notes = f"{papers.organ_name} thông báo kết quả rà soát việc thực hiện nhiệm vụ"
    said = [
        f"{basis}{notes} do {papers.assigners} giao {assignees(report, papers)} trên"
        f" {papers.system} {_from_to(period)}, số liệu tính đến hết ngày"
        f" {wording.day(report.asked.as_of)}, như sau:",
        *_justified(report, papers),
        *confirmed(report, "IV" if report.checks.reviews else "III"),
        f"Trong kỳ đã giao {wording.tasks(given.total)}; đã hoàn thành"
        f" {wording.share(given.completed)}, trong đó đúng hạn và trước hạn"
        f" {wording.share(given.on_time)}, trễ hạn {wording.share(given.late)}"
        " (tính trên số đã hoàn thành có quy định thời hạn); đang thực hiện đã quá hạn"
        f" {wording.share(given.overdue)} (Phụ lục II kèm theo); đang thực hiện còn"
        " trong hạn"
        f" {wording.tasks(given.open_in_term)}{_others(report)}.",
    ]
    if not report.unit:
        said.append(
            f"Có {wording.units(report.units_completed)} đơn vị được giao nhiệm vụ"
            " trong kỳ không còn nhiệm vụ nào trong số đó quá hạn, trong đó"
            f" {wording.units(report.units_on_time)} đơn vị cũng không có nhiệm vụ"
            " hoàn thành trễ hạn (Phụ lục I kèm theo)."
        )
    if report.asked.basis is OnTimeBasis.SIGNED_AND_SENT:
        rule = papers.on_time_rule or "quy định của Chủ tịch UBND tỉnh"
        said.append(
            f"Việc xác định đúng hạn, trễ hạn căn cứ {rule}: văn bản không được ký số,"
            " hoặc ký số, gửi qua hệ thống sau thời hạn được tính là trễ hạn."
        )
    said.append(
        f"Đề nghị {report.unit or LATE_UNITS} rà soát, gửi văn bản thuyết"
        f" minh về {papers.organ_name}; khẩn trương hoàn thành các nhiệm vụ còn tồn"
        " đọng và tiếp tục thực hiện nghiêm quy trình xử lý, cập nhật kết quả trên"
        f" {papers.system}."
    )
    return tuple(Text(one) for one in said)


def _from_to(period: Period) -> str:
    """The period's name, and its days where the name does not say them."""
    said = wording.within(period)
    if period.kind in ("week", "range"):
        return said
    first, last = wording.day(period.first), wording.day(period.last)
    return f"{said} (từ ngày {first} đến ngày {last})"


def _others(report: Report) -> str:
    """What the office's own letter forgot, so that the parts add up."""
    given = report.given
    found = (
        (given.open_no_deadline, "đang thực hiện, không quy định thời hạn"),
        (given.done_no_deadline, "đã hoàn thành, không quy định thời hạn"),
        (given.done_undated, "đã hoàn thành, không rõ ngày"),
    )
    return "".join(f"; {what} {wording.tasks(n)}" for n, what in found if n)
