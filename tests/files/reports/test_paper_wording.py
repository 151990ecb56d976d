"""What papers say: of whom, of which stretch of time, and where it is listed."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document

from domain.letterhead import Letterhead
from domain.papers import Papers, papers_of
from domain.periods import Period
from domain.processes import State
from domain.report_checks import Checks, Justified, review_of
from domain.reports import Report
from domain.rounds import RowState
from domain.summary_notices import FileKind
from files.reports.docx_paper import write_docx
from files.reports.letters import quarterly_letter, reminders
from files.reports.making import file_of, files_of
from files.reports.monthly import monthly_report
from files.reports.paper import ROMAN, Paper
from files.reports.surveys import division_package
from locales.catalog import Catalog
from tests.files.reports.test_papers import CODE, PAPERS, every_paper, said
from tests.reports import MAY, WEEKS

PERIODS = (
    Period.week_of(date(2021, 5, 26)),
    MAY,
    Period.quarter(2021, 2),
    Period.year(2021),
    Period.between(date(2021, 5, 1), date(2021, 5, 20)),
)
ALONE = "Sở Tài chính"


def of_period(report: Report, period: Period, unit: str = "") -> Report:
    return replace(report, asked=replace(report.asked, period=period), unit=unit)


def text_of(paper: Paper) -> str:
    """Its body, its subject and the titles of its appendices."""
    titles = [one.title for one in paper.appendices]
    return "\n".join((paper.subject, said(paper), *titles))


@pytest.mark.parametrize("period", PERIODS, ids=lambda one: one.kind)
def test_every_paper_of_every_period_reads_as_a_sentence(
    report: Report, papers: Papers, period: Period
) -> None:
    """A stretch bears its own "từ ngày": nothing happened "trong từ ngày"."""
    for paper in every_paper(of_period(report, period), papers):
        assert "trong từ" not in text_of(paper).casefold()
        begins = [one[0] for one in said(paper).split("\n")]
        assert all(one.isupper() or one in "12" for one in begins)


@pytest.mark.parametrize("period", PERIODS, ids=lambda one: one.kind)
def test_a_paper_of_one_unit_says_whose_figures_it_tells(
    report: Report, papers: Papers, period: Period
) -> None:
    """Else fifteen tasks of one unit would read as all that the province has given."""
    limited = of_period(report, period, ALONE)
    for make in PAPERS[:-1]:
        paper = make(limited, papers, CODE)
        assert papers.assignees not in text_of(paper)
        assert ALONE in paper.subject or make is division_package
        assert ALONE in said(paper)
        assert " còn 02 cơ quan" not in said(paper)
        assert paper.name.count("so-tai-chinh") == 1
        write_docx(paper)


def test_appendices_are_named_by_their_numbers(report: Report, papers: Papers) -> None:
    """What no unit confirmed is III, or is not there; the weeks come after it."""
    late, overdue = report.late[0].id, report.overdue[0].id
    asked = {overdue: RowState.ASKED, late: RowState.CONFIRMED}
    checked = replace(report, checks=Checks(asked, WEEKS))
    waiting = replace(checked, unconfirmed=report.overdue[:1])
    for found, numbers in ((checked, ["III"]), (waiting, ["IV", "III"])):
        paper = monthly_report(found, papers, CODE)
        assert re.findall(r"Phụ lục (III|IV)", said(paper)) == numbers
        assert len(paper.appendices) == 2 + len(numbers)
        assert "Phụ lục kèm theo" not in said(paper)


def test_a_quarters_letter_lists_as_many_overdue_as_it_counts(
    report: Report, papers: Papers
) -> None:
    for quarter, overdue in ((1, 4), (2, 0)):  # they were given in January
        period = Period.quarter(2021, quarter)
        paper = quarterly_letter(of_period(report, period), papers, CODE)
        assert len(paper.appendices[1].table.rows) == overdue


@pytest.mark.parametrize("justified", [False, True])
def test_a_quarters_letter_lists_what_no_unit_confirmed(
    report: Report, papers: Papers, *, justified: bool
) -> None:
    """As the monthly report does; after what was justified, if anything was."""
    late, overdue = report.late[0].id, report.overdue[0].id
    asked = {overdue: RowState.DISPUTED, late: RowState.CONFIRMED}
    task = Justified(1, late, answered=True, decided=State.GRANTED)
    reviews = review_of([task], {1: "Sở Y tế"}) if justified else ()
    checked = replace(report, checks=Checks(asked, reviews=reviews))
    waiting = replace(checked, unconfirmed=report.overdue[:1])
    number = "IV" if justified else "III"
    paper = quarterly_letter(of_period(waiting, PERIODS[2]), papers, CODE)
    assert (
        "đã xác nhận 01/02 nhiệm vụ (50,0%), đề nghị xem lại 01 nhiệm vụ; số chưa xác"
        f" nhận nêu tại Phụ lục {number} kèm theo."
    ) in said(paper)
    assert ROMAN[len(paper.appendices) - 1] == number
    (row,) = paper.appendices[-1].table.rows
    assert row[-1] == "Đề nghị xem lại"
    all_is_well = quarterly_letter(of_period(checked, PERIODS[2]), papers, CODE)
    assert len(all_is_well.appendices) == len(paper.appendices) - 1


def test_letters_to_several_units_are_several_files(
    report: Report, papers: Papers
) -> None:
    """Each has its own number to come; one alone is no archive."""
    words = Catalog.load().words("vi")
    letters = list(reminders(report, papers, CODE))
    name, make = file_of(FileKind.LETTERS, report, papers, CODE, words)
    assert name == "don-doc-2021-05.zip"
    with ZipFile(io.BytesIO(make())) as packed:
        assert packed.namelist() == [f"{letter.name}.docx" for letter in letters]
        for letter in letters:
            (unit,) = letter.addressees
            document = Document(io.BytesIO(packed.read(f"{letter.name}.docx")))
            assert f"Kính gửi: {unit}" in [one.text for one in document.paragraphs]
    (unit,) = letters[0].addressees
    overdue = tuple(task for task in report.overdue if task.unit == unit)
    alone = replace(report, overdue=overdue)
    name, make = file_of(FileKind.LETTERS, alone, papers, CODE, words)
    assert name == f"{letters[0].name}.docx"
    assert Document(io.BytesIO(make())).paragraphs


@pytest.mark.parametrize("released", [False, True])
def test_the_portals_files_are_made_of_released_figures_only(
    report: Report, papers: Papers, *, released: bool
) -> None:
    words = Catalog.load().words("vi")
    names = [
        name for name, _ in files_of(report, papers, CODE, words, released=released)
    ]
    public = [name for name in names if name.startswith("cong-khai")]
    wanted = ["cong-khai-2021-05.csv", "cong-khai-2021-05.json"]
    assert public == (wanted if released else [])


def test_a_quarters_letter_names_who_has_justified_and_who_has_not(
    report: Report, papers: Papers
) -> None:
    """As the letter of 2020: received of 13 units, namely (000, points 6 and 7)."""
    names = {1: "Sở Y tế", 2: "Sở Xây dựng", 3: "Sở Nội vụ"}
    tasks = [
        Justified(1, 11, answered=True, decided=State.GRANTED),
        Justified(1, 12, answered=True, decided=State.OPEN),
        Justified(2, 13, answered=True, decided=State.REFUSED),
        Justified(3, 14, answered=False, decided=State.OPEN),
    ]
    checked = replace(report, checks=Checks(reviews=review_of(tasks, names)))
    paper = quarterly_letter(of_period(checked, PERIODS[2]), papers, CODE)
    assert (
        "đã tiếp nhận thuyết minh về những nhiệm vụ trễ hạn, quá hạn của 02 đơn vị,"
        " gồm: Sở Y tế, Sở Xây dựng; chưa có thuyết minh của 01 đơn vị, gồm: Sở Nội"
        " vụ; đã chấp nhận 01/03 nhiệm vụ (33,3%) được thuyết minh (Phụ lục III kèm"
        " theo)."
    ) in said(paper)
    assert paper.appendices[2].table.total == ["", "Tổng cộng", 4, 3, 1, 1, 1, 1]
    unasked = quarterly_letter(of_period(report, PERIODS[2]), papers, CODE)
    assert "tiếp nhận thuyết minh" not in said(unasked)


def test_a_report_of_a_month_that_runs_says_until_when_it_compares(
    report: Report, papers: Papers
) -> None:
    """Else twenty days would be held against a whole month, as it seems."""
    running = replace(report, asked=replace(report.asked, as_of=date(2021, 5, 20)))
    until = "so với tháng trước tính đến hết ngày 20/4/2021"
    assert said(monthly_report(running, papers, CODE)).count(until) == 3
    assert until not in said(monthly_report(report, papers, CODE))


def test_the_shares_of_what_is_done_say_of_how_many(
    report: Report, papers: Papers
) -> None:
    """Where tasks without a deadline are done too, all that is done is more."""
    base = "(tính trên số đã hoàn thành có quy định thời hạn)"
    assert base not in said(monthly_report(report, papers, CODE))
    more = replace(report, cumulative=replace(report.cumulative, done_no_deadline=9))
    assert f"(2,2%) {base}; không quy định" in said(monthly_report(more, papers, CODE))


def test_each_division_writes_under_its_own_name(
    report: Report, papers: Papers
) -> None:
    """What is of the whole office Phòng Tổng hợp tells those above it."""
    for unit, to, symbol in (
        ("", "Lãnh đạo Văn phòng", "VPUB-TH"),
        ("Phòng Tổng hợp", "Lãnh đạo Văn phòng", "VPUB-TH"),
        ("Phòng Nội chính", "Phòng Tổng hợp", "VPUB-……"),
    ):
        package = division_package(replace(report, unit=unit), papers, CODE)
        assert (package.addressees, package.symbol) == ((to,), symbol)


def test_a_division_writes_as_the_office_not_as_the_committee(
    report: Report,
) -> None:
    """004 is the committee's own letter, and speaks of its Office; NĐ 30, I-2."""
    committee = papers_of(
        Letterhead(
            issuing_body="ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH",
            office_name="Ủy ban nhân dân tỉnh Bình Định",
            symbol="UBND-KSTT",
        )
    )
    own = division_package(replace(report, unit="Phòng Nội chính"), committee, CODE)
    head = own.papers
    assert (head.parent, head.organ) == ("ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH", "VĂN PHÒNG")
    assert head.organ_name == "Văn phòng Ủy ban nhân dân tỉnh Bình Định"
    assert own.symbol == "……-……"
