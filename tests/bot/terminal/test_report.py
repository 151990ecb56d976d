"""`dondoc report`: the figures of Lạng Sơn's report of May 2021, from its register."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Dondoc = Callable[..., Any]


@pytest.fixture
def lang_son(dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    said = dondoc("import", "vnpt-ioffice-2021-05.xlsx", "--create-units")
    assert said.code == 0
    monkeypatch.setenv("DONDOC_LANGUAGE", "vi")


@pytest.mark.usefixtures("lang_son")
def test_may_2021_as_the_office_reported_it(dondoc: Dondoc, folder: Path) -> None:
    said = dondoc("report", "2021-05", "--as-of", "2021-05-31", "--out", "papers")
    assert (said.code, said.err) == (0, "")
    assert sorted(path.name for path in (folder / "papers").iterdir()) == [
        "bao-cao-2021-05.docx",
        "bieu-do-2021-05.png",
        "don-doc-cuc-hai-quan-tinh-2021-05.docx",
        "don-doc-so-ke-hoach-va-dau-tu-2021-05.docx",
        "don-doc-so-tai-nguyen-va-moi-truong-2021-05.docx",
        "don-doc-so-van-hoa-the-thao-va-du-lich-2021-05.docx",
        "so-lieu-2021-05.xlsx",
    ]
    lines = said.out.splitlines()
    assert lines[2:15] == [
        "Giao trong kỳ: 301 nhiệm vụ (giảm 36)",
        "Có thời hạn hoàn thành trong kỳ: 182 nhiệm vụ",
        "– Hoàn thành đúng hạn: 173/182 (95,1%)",
        "– Hoàn thành quá hạn: 05/182 (2,7%) (tăng 04)",
        "– Chưa hoàn thành: 04/182 (2,2%) (giảm 05)",
        "Lũy kế từ ngày 01/01/2021: 1.441 nhiệm vụ",
        "– Đã hoàn thành: 1.274/1.441 (88,4%)",
        "  đúng hạn 1.246/1.274 (97,8%); quá hạn 28/1.274 (2,2%);"
        " không quy định thời hạn 0",
        "– Chưa hoàn thành: 167/1.441 (11,6%)",
        "  còn thời hạn 163; quá thời hạn 04; không quy định thời hạn 0",
        "Nhiệm vụ quá hạn: 04, giảm 05 so với 09: 04 mới quá hạn; 09 đã hoàn thành.",
        "Đơn vị được giao trong kỳ, không nhiệm vụ nào trong số đó quá hạn:"
        " 17/20 (85,0%)",
        "Đơn vị được giao trong kỳ, không nhiệm vụ nào trong số đó quá hạn, trễ hạn:"
        " 13/20 (65,0%)",
    ]
    late, overdue = (
        lines.index(f"Phụ lục {title}")
        for title in (
            "I, nhiệm vụ hoàn thành quá hạn: 05",
            "II, nhiệm vụ chưa hoàn thành đã quá hạn: 04",
        )
    )
    assert sum("hoàn thành " in line for line in lines[late + 1 : overdue]) == 5
    assert sum("hạn " in line for line in lines[overdue + 1 : overdue + 5]) == 4
    assert "11 văn bản của 09 đơn vị" in said.out
    assert "UBND huyện Lộc Bình (02 văn bản)" in said.out


@pytest.mark.usefixtures("lang_son")
def test_as_json_april_is_what_may_compares_with(dondoc: Dondoc) -> None:
    said = dondoc("report", "2021-04", "--as-of", "2021-04-30", "--json")
    april = json.loads(said.out)
    assert list(april)[:23] == [
        *("period", "from", "to", "as_of", "given", "given_delta", "due", "on_time"),
        *("late", "late_delta", "open", "open_delta", "total", "done"),
        *("done_on_time", "done_late", "open_total", "open_in_term", "open_overdue"),
        *("no_deadline", "done_no_deadline", "done_undated", "units"),
    ]
    assert april["given"] == 337
    assert [april[name] for name in ("due", "on_time", "late", "open")] == [
        *(310, 300, 1, 9)
    ]
    may = json.loads(dondoc("report", "2021-05", "--json").out)
    assert (may["period"], may["as_of"]) == ("2021-05", "2021-05-31")
    assert may["given"] - may["given_delta"] == april["given"]
    assert may["open"] - may["open_delta"] == april["open"]
    assert sum(unit["total"] for unit in may["units"]) == may["total"] == 1441
    assert sum(one["documents"] for one in may["procedure"]) == 11
    assert len(may["procedure"]) == 9


def test_where_nothing_can_be_written_it_is_said(dondoc: Dondoc, folder: Path) -> None:
    (folder / "papers").write_text("a file stands here")
    answered = dondoc("report", "2021-05", "--out", "papers")
    assert (answered.code, answered.out) == (1, "")
    assert answered.err.startswith("The papers could not be written to papers")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2021-13",), "“2021-13” is no period"),
        (("2021-05", "--as-of", "soon"), "“soon” is no date"),
        (("2021-05", "--as-of", "2999-01-01"), "2999-01-01 is still to come"),
    ],
)
def test_what_is_no_period_or_no_known_day_is_wrong_usage(
    dondoc: Dondoc, arguments: tuple[str, ...], said: str
) -> None:
    answered = dondoc("report", *arguments)
    assert (answered.code, answered.out) == (2, "")
    assert said in answered.err


@pytest.mark.usefixtures("lang_son")
def test_by_the_code_on_a_page_its_figures_are_made_again(
    dondoc: Dondoc, folder: Path
) -> None:
    """With the cut-off that they had, which nobody has to remember; and by what was
    known then. Where that is not what it was any more, nothing is shown as if."""
    first = dondoc("report", "2021-05", "--as-of", "2021-05-20")
    code = first.out.split()[-1]
    again = dondoc("report", "2021-05", "--code", code)
    assert (again.code, again.out) == (0, first.out)
    today = dondoc("report", "2021-05")
    assert today.out.split()[-1] != code
    unknown = dondoc("report", "2021-04", "--code", code)
    assert (unknown.code, unknown.out) == (1, "")
    assert code in unknown.err
    with closing(sqlite3.connect(folder / "var" / "dondoc.db")) as database:
        database.execute("UPDATE report_run SET recorded_until = '2021-01-01 00:00'")
        database.commit()
    changed = dondoc("report", "2021-05", "--code", code)
    assert (changed.code, changed.out) == (1, "")
    assert f"mã {code}" in changed.err
    assert "Không lập lại được nguyên số liệu" in changed.err
