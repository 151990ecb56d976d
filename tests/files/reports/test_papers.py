"""The papers: what they say, and that they keep to NĐ 30/2020."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings

from domain.papers import Papers
from domain.reports import Petitioned, Report
from files.reports.docx_paper import write_docx
from files.reports.docx_table import table_xml
from files.reports.drafts import MAIN, drafts
from files.reports.letters import quarterly_letter, reminders
from files.reports.monthly import monthly_report
from files.reports.paper import Column, Heading, Paper, Table, Text, clean
from files.reports.surveys import division_package, undated_report, yearly_report
from files.reports.wording import slug
from tests.reports import reports

CODE = "c8e158e89958f00d"
Make = Callable[[Report, Papers, str], Paper]
PAPERS: tuple[Make, ...] = (
    *(monthly_report, quarterly_letter, undated_report, division_package),
    *(yearly_report, lambda *given: next(reminders(*given))),
)


def said(paper: Paper) -> str:
    kinds = (Text, Heading)
    return "\n".join(one.text for one in paper.body if isinstance(one, kinds))


def test_the_monthly_report_says_what_lang_son_reported(
    report: Report, papers: Papers
) -> None:
    text = said(monthly_report(report, papers, CODE))
    for sentence in (
        "tổng số 301 nhiệm vụ",
        "trong tháng 5/2021 là 182 nhiệm vụ, trong đó: hoàn thành đúng hạn 173/182"
        " nhiệm vụ (95,1%); hoàn thành quá hạn 05/182 nhiệm vụ (2,7%), giảm 18 nhiệm"
        " vụ so với tháng trước (Phụ lục I kèm theo)",
        "chưa hoàn thành 04/182 nhiệm vụ (2,2%)",
        "Lũy kế từ ngày 01/01/2021 đến hết ngày 31/5/2021, tổng số 1.441 nhiệm vụ đã"
        " giao: đã hoàn thành 1.274/1.441 nhiệm vụ (88,4%)",
        "đúng hạn và trước hạn 1.246/1.274 nhiệm vụ (97,8%)",
        "quá hạn 28/1.274 nhiệm vụ (2,2%)",
        "chưa hoàn thành 167/1.441 nhiệm vụ (11,6%), gồm: 163 nhiệm vụ còn thời hạn;"
        " 04 nhiệm vụ đã quá thời hạn",
        "02 cơ quan, đơn vị chưa thực hiện đúng quy trình đối với 03 văn bản, gồm:"
        " Sở Y tế (02 văn bản); Sở Xây dựng (01 văn bản).",
    ):
        assert sentence in text


def test_the_report_names_what_units_petitioned(report: Report, papers: Papers) -> None:
    assert "Kiến nghị" not in said(monthly_report(report, papers, CODE))
    asked = (
        Petitioned("Sở Nội vụ", "bổ sung biên chế.", "sẽ trình trong quý IV"),
        Petitioned("Sở Y tế", "sớm ban hành hướng dẫn"),
    )
    text = said(monthly_report(replace(report, petitions=asked), papers, CODE))
    assert text.endswith(
        "3. Kiến nghị của các cơ quan, đơn vị\n"
        "- Sở Nội vụ: bổ sung biên chế. Ý kiến trả lời: sẽ trình trong quý IV.\n"
        "- Sở Y tế: sớm ban hành hướng dẫn."
    )


def test_the_appendices_list_the_late_and_the_overdue(
    report: Report, papers: Papers
) -> None:
    late, overdue = monthly_report(report, papers, CODE).appendices
    assert (len(late.table.rows), len(overdue.table.rows)) == (5, 4)


def test_each_late_unit_gets_its_own_tasks_only(report: Report, papers: Papers) -> None:
    letters = list(reminders(report, papers, CODE))
    assert sum(len(one.appendices[0].table.rows) for one in letters) == 4
    for letter in letters:
        (unit,) = letter.addressees
        assert {row[3] for row in letter.appendices[0].table.rows} == {unit}


def test_every_period_has_a_paper_and_no_two_files_share_a_name(
    report: Report, papers: Papers
) -> None:
    assert set(MAIN) == {"week", "month", "quarter", "year", "range"}
    names = [paper.name for paper in drafts(report, papers, CODE)]
    assert len(names) == len(set(names))
    assert slug("UBND phường Buôn Ma Thuột") == "ubnd-phuong-buon-ma-thuot"


@pytest.mark.parametrize("make", PAPERS)
def test_a_paper_is_laid_out_by_the_decree(
    report: Report, papers: Papers, make: Make
) -> None:
    paper = make(report, papers, CODE)
    document = Document(io.BytesIO(write_docx(paper)))
    for section in document.sections:
        page = (section.page_width, section.page_height, section.top_margin)
        sides = (section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(length.mm) for length in page] == [210, 297, 20]
        assert [round(length.mm) for length in sides] == [20, 30, 20]
        assert section.different_first_page_header_footer
    first = document.sections[0]
    assert first.first_page_header.paragraphs[0].text == "DỰ THẢO"
    assert "c8e158e89958" in first.first_page_footer.paragraphs[0].text
    head = document.tables[0]
    number, dated = (cell.text for cell in head.rows[1].cells)
    assert number.split("\n")[0] == f"Số:{' ' * 6}/{paper.symbol}"
    assert dated == f"Lạng Sơn, ngày{' ' * 6}tháng 6 năm 2021"
    assert head.rows[0].cells[1].text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert sum(text.endswith("./.") for text in texts) == 1
    recipients, signer = document.tables[1].rows[0].cells
    assert recipients.text.endswith("- Lưu: VT, TH.")
    assert document.tables[1].rows[0]._tr.xpath("./w:trPr/w:cantSplit")
    ending = document.tables[1]._tbl.getprevious()
    for paragraph in (ending, ending.getprevious()):
        assert paragraph.xpath("./w:pPr/w:keepNext")
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert signer.paragraphs[0].runs[0].bold


def test_one_addressee_stands_on_the_line_of_kinh_gui(
    report: Report, papers: Papers
) -> None:
    def lines(paper: Paper) -> list[str]:
        found = Document(io.BytesIO(write_docx(paper))).paragraphs
        return [one.text for one in found if one.text]

    reminder = lines(next(reminders(report, papers, CODE)))
    assert reminder[0].startswith("Kính gửi: ")
    letter = lines(quarterly_letter(report, papers, CODE))
    assert letter[:3] == [
        "Kính gửi:",
        "- Các sở, ban, ngành thuộc UBND tỉnh;",
        "- Ủy ban nhân dân các xã, phường.",
    ]


# The fixture is of the session and is not changed by any example.
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=reports())
def test_whatever_the_register_holds_the_papers_can_be_read_again(
    found: Report, papers: Papers
) -> None:
    for paper in drafts(found, papers, CODE):
        document = Document(io.BytesIO(write_docx(paper)))
        for table, appendix in zip(document.tables[2:], paper.appendices, strict=True):
            shown = [[cell.text for cell in row.cells] for row in table.rows]
            given_rows = [*appendix.table.rows, appendix.table.total]
            wanted = [[clean(cell) for cell in row] for row in given_rows if row]
            assert shown[1 : len(wanted) + 1] == wanted or not appendix.table.rows


def every_paper(report: Report, papers: Papers) -> Iterator[Paper]:
    """Of each kind one, whatever the period; a reminder for each late unit."""
    for make in PAPERS[:-1]:
        yield make(report, papers, CODE)
    yield from reminders(report, papers, CODE)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=reports())
def test_every_table_of_every_paper_adds_up_as_it_is_written(
    found: Report, papers: Papers
) -> None:
    """Read from the file again: the last row is the sum, the rows are counted."""
    for paper in every_paper(found, papers):
        document = Document(io.BytesIO(write_docx(paper)))
        for shown, appendix in zip(document.tables[2:], paper.appendices, strict=True):
            rows = [[cell.text for cell in row.cells] for row in shown.rows][1:]
            _adds_up(rows, appendix.table)


def _adds_up(rows: list[list[str]], table: Table) -> None:
    if not table.rows:
        assert rows[0][0] == "Không có"
        return
    lines = rows[:-1] if table.total else rows
    counted = [str(number) for number in range(1, len(lines) + 1)]
    assert [row[0] for row in lines] == counted
    for at in [at for at, column in enumerate(table.columns) if column.adds]:
        *parts, whole = [int(row[at].replace(".", "")) for row in rows]
        assert sum(parts) == whole


def test_thousands_stand_in_tables_as_in_the_text() -> None:
    assert ">1.441<" in table_xml(Table([Column("Tổng số", 10)], [[1441]]))


@pytest.mark.parametrize(
    ("own", "stands"),
    [
        (("Như trên", "Lưu: VT"), "- Như trên;\n- Lưu: VT, TH."),
        (("Như trên",), "- Như trên;\n- Lưu: VT, TH."),
        (("Như trên", "Lưu: VT, HCTC"), "- Như trên;\n- Lưu: VT, HCTC."),
    ],
)
def test_where_a_letter_is_kept_is_said_once(
    report: Report, papers: Papers, own: tuple[str, ...], stands: str
) -> None:
    mine = replace(papers, letter_recipients=own)
    letter = quarterly_letter(report, mine, CODE)
    document = Document(io.BytesIO(write_docx(letter)))
    readers = document.tables[1].rows[0].cells[0].text
    assert readers.removeprefix("Nơi nhận:\n") == stands


def test_a_long_appendix_repeats_its_header(report: Report, papers: Papers) -> None:
    paper = division_package(report, papers, CODE)
    document = Document(io.BytesIO(write_docx(paper)))
    header = document.tables[2].rows[0]._tr
    assert header.xpath("./w:trPr/w:tblHeader")
    assert len(document.tables[2].rows) == 1 + len(report.followed)


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed here"
)
def test_libreoffice_opens_every_paper(
    report: Report, papers: Papers, tmp_path: Path
) -> None:
    files = []
    for at, make in enumerate(PAPERS):
        file = tmp_path / f"{at}.docx"
        file.write_bytes(write_docx(make(report, papers, CODE)))
        files.append(str(file))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    turn = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*turn, str(tmp_path), *files], check=True, capture_output=True)
    assert len(list(tmp_path.glob("*.pdf"))) == len(PAPERS)
