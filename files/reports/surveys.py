"""Other reports: tasks without a deadline, a division's package, a year's scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.figures import Counts
from domain.papers import LEFT_BLANK, Papers, Signature, of_the_office
from domain.reports import Report
from files.reports import wording
from files.reports.comparing import ranking_table
from files.reports.drawn_up import (
    Draft,
    as_letter,
    as_report,
    assignees,
    opening,
)
from files.reports.earlier_years import left_of_earlier
from files.reports.monthly import undated_products
from files.reports.paper import Appendix, Block, Heading, Paper, Text
from files.reports.tables import register_table, undated_table, unit_table
from locales import formats


def undated_report(report: Report, papers: Papers, fingerprint: str) -> Paper:
    """Tasks without a deadline, which are urged every three months (004, point 4)."""
    until, whose = wording.day(report.asked.as_of), wording.of_unit(report.unit)
    tasks = report.undated
    where = report.unit or f"{len({task.unit for task in tasks}):02} cơ quan, đơn vị"
    oldest = min((task.standing.assigned_on for task in tasks), default=None)
    said = [
        opening(report, papers),
        f"Tính đến hết ngày {until}, có {wording.tasks(len(tasks))} không quy định thời"
        f" hạn khi giao đang thực hiện tại {where}"
        + (
            f", nhiệm vụ giao sớm nhất từ ngày {wording.day(oldest)}."
            if oldest
            else "."
        ),
        f"Đề nghị {report.unit or 'các cơ quan, đơn vị'} rà soát, báo cáo tiến độ"
        f" từng nhiệm vụ và đề xuất thời hạn hoàn thành; {papers.organ_name} tiếp tục"
        " đôn đốc định kỳ 03 tháng/lần.",
    ]
    draft = Draft(
        name="khong-thoi-han",
        subject=f"Tình hình thực hiện các nhiệm vụ{whose} không quy định thời hạn, tính"
        f" đến hết ngày {until}",
        body=(*(Text(one) for one in said), *undated_products(report)),
        appendices=(
            Appendix(f"Nhiệm vụ{whose} không quy định thời hạn", undated_table(tasks)),
        ),
    )
    return as_report(draft, report, papers, fingerprint)


def division_package(report: Report, papers: Papers, fingerprint: str) -> Paper:
    """What a division sends to Phòng Tổng hợp each week or month (003, 4c).

    Phòng Tổng hợp itself writes of what it tracks to the leaders of the Office.
    """
    name = wording.period_name(report.asked.period)
    draft = Draft(
        name=f"tong-hop-{wording.slug(report.unit) or 'chung'}",
        subject=f"tổng hợp tình hình thực hiện nhiệm vụ {name}",
        body=_package(report, name),
        appendices=(
            Appendix("Danh mục nhiệm vụ theo dõi", register_table(report.followed)),
        ),
    )
    # Phòng Tổng hợp draws up what is of the whole office. How another division is
    # written in short on its letters is for itself to say.
    is_own = report.unit in ("", papers.division_name)
    own = replace(
        of_the_office(papers),
        division_code=papers.division_code if is_own else LEFT_BLANK,
        letter_recipients=("Như trên",),
        signature=Signature(position="TRƯỞNG PHÒNG"),
    )
    to = "Lãnh đạo Văn phòng" if is_own else papers.division_name
    return as_letter(draft, report, own, fingerprint, to=(to,))


def _package(report: Report, name: str) -> tuple[Block, ...]:
    counts, asked = report.cumulative, report.asked
    of_whom = f"{report.unit} tổng hợp" if report.unit else "Tổng hợp"
    whose = " thuộc lĩnh vực theo dõi" if report.unit else ""
    return (
        Text(
            f"{of_whom} tình hình thực hiện nhiệm vụ{whose} {name}, số"
            f" liệu tính đến hết ngày {wording.day(asked.as_of)}, như sau:"
        ),
        Text(
            f"Giao trong kỳ {wording.tasks(report.given.total)}"
            f" ({wording.delta(_more(report), asked)}); đến hạn trong kỳ"
            f" {_counted(report.due)}."
        ),
        Text(f"Lũy kế từ ngày {wording.day(asked.since)}: {_counted(counts)}."),
        Text(
            f"Nhiệm vụ đang theo dõi và đã hoàn thành trong kỳ:"
            f" {wording.tasks(len(report.followed))} (danh mục kèm theo), làm cơ sở để"
            " so sánh, đối chiếu với số liệu báo cáo của các cơ quan, đơn vị."
        ),
    )


def _more(report: Report) -> int:
    return report.given.total - report.given_before.total


def _counted(counts: Counts, joint: str = ", trong đó ") -> str:
    """Every bucket that holds something: together they are the whole."""
    found = (
        (counts.done_on_time_or_early, "hoàn thành đúng hạn"),
        (counts.done_late, "hoàn thành trễ hạn"),
        (counts.done_no_deadline, "hoàn thành, không quy định thời hạn"),
        (counts.done_undated, "hoàn thành, không rõ ngày"),
        (counts.open_in_term, "chưa hoàn thành, còn thời hạn"),
        (counts.open_overdue, "chưa hoàn thành, đã quá thời hạn"),
        (counts.open_no_deadline, "chưa hoàn thành, không quy định thời hạn"),
    )
    shares = [f"{what} {wording.share(counts.of_total(n))}" for n, what in found if n]
    whole = wording.tasks(counts.total)
    return f"{whole}{joint}{wording.joined(shares)}" if shares else whole


def yearly_report(report: Report, papers: Papers, fingerprint: str) -> Paper:
    """The year's figures of each unit, for scoring and commendation (source 001)."""
    period, whose = report.asked.period, wording.of_unit(report.unit)
    name, within = wording.period_name(period), wording.within(period)
    given = report.given
    draft = Draft(
        name="so-lieu-cham-diem",
        subject=f"Kết quả thực hiện nhiệm vụ{whose} {name} phục vụ đánh giá, chấm điểm,"
        " xét thi đua, khen thưởng",
        body=(
            Text(opening(report, papers)),
            Heading("1. Kết quả chung"),
            Text(
                f"{wording.opened(within)}, {papers.assigners} đã giao"
                f" {assignees(report, papers)} {_counted(given, ': ')}."
            ),
            Text(f"Nhiệm vụ có thời hạn hoàn thành {within}: {_counted(report.due)}."),
            *left_of_earlier(report, ""),
            *_units(report),
            Heading("2. Kết quả từng đơn vị"),
            Text(
                "Chi tiết tại các Phụ lục kèm theo. Số liệu là căn cứ tham khảo để đánh"
                " giá, chấm điểm; không tự xếp loại, không thay cho kết luận của cơ"
                " quan có thẩm quyền."
            ),
        ),
        appendices=(
            Appendix(
                f"Kết quả thực hiện nhiệm vụ giao {within} của"
                f" {report.unit or 'từng đơn vị'}",
                unit_table(report.units, "given"),
            ),
            *_ranking(report),
        ),
    )
    return as_report(draft, report, papers, fingerprint)


def _ranking(report: Report) -> Iterator[Appendix]:
    """The units beside each other, and how often each let a deadline pass (001-9)."""
    if len(report.ranking) > 1:
        yield Appendix(
            "Thứ tự các đơn vị theo số nhiệm vụ quá hạn, trễ hạn và số lần để quá hạn",
            ranking_table(report.ranking),
        )


def _units(report: Report) -> Iterator[Text]:
    """How many units are clean; of one alone there is nothing to count."""
    if not report.unit:
        yield Text(
            "Số đơn vị không còn nhiệm vụ giao trong kỳ quá hạn:"
            f" {wording.units(report.units_completed)}; số đơn vị không có nhiệm vụ"
            " giao trong kỳ quá hạn, trễ hạn:"
            f" {wording.units(report.units_on_time)}, tính trên số đơn vị được giao"
            " nhiệm vụ trong kỳ."
        )
        again = sum(unit.late_months > 1 for unit in report.units)
        yield Text(
            "Số đơn vị để nhiệm vụ quá hạn từ 02 tháng trở lên trong kỳ:"
            f" {formats.padded(again)}."
        )
