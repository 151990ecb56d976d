"""Several tasks in one reply: each is read apart, or none is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.replies import Intent, Reading, TaskReading
from locales.reading.replies import read_reply

FRIDAY = date(2026, 11, 20)
REPORTS = (Intent.DONE, Intent.SUBMITTED)


def replies() -> list[list[str]]:
    said = (Path(__file__).parent / "several.txt").read_text(encoding="utf-8")
    lines = said.replace("⏎", "\N{LINE SEPARATOR}").split("\n")
    kept = (line for line in lines if line and not line.startswith("# "))
    return [line.replace("\N{LINE SEPARATOR}", "\n").split(" | ") for line in kept]


def read(text: str) -> Reading:
    return read_reply(text, today=FRIDAY)


def facts(reading: Reading) -> list[str]:
    percent = None if reading.percent is None else f"{reading.percent}%"
    number = reading.document.number if reading.document else None
    all_of_it = (reading.intent, percent, reading.on, number)
    return [str(fact) for fact in all_of_it if fact is not None]


def told(one: TaskReading) -> str:
    name = f"{one.task}" if one.is_code else f"{one.task}?"
    return " ".join([name, *facts(one.reading)])


@pytest.mark.parametrize("line", replies(), ids=lambda line: line[1])
def test_each_task_is_read_apart(line: list[str]) -> None:
    whole, text, *tasks = line
    reading = read(text)
    assert [" ".join(facts(reading)), *map(told, reading.tasks)] == [whole, *tasks]


def test_each_task_keeps_the_words_that_were_about_it() -> None:
    reading = read("Dạ, NV-109 xong rồi ạ; còn NV-37: vướng mặt bằng.")
    assert [one.said for one in reading.tasks] == [
        "NV-109 xong rồi ạ",
        "NV-37: vướng mặt bằng",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("cả 3 việc xong", 3),
        ("cả 3 nv xong rồi ạ", 3),
        ("cả hai việc đều xong", 2),
        ("xong cả ba việc rồi ạ", 3),
        ("ca 3 viec xong roi", 3),
        ("cả 3 việc chưa xong", 3),
        ("xong 3 việc", None),
        ("xong cả rồi", None),
        ("xong", None),
    ],
)
def test_all_of_so_many_tasks(text: str, count: int | None) -> None:
    assert read(text).every == count


@pytest.mark.parametrize(
    "frame",
    [
        *("chờ {} xong", "nếu {} xong thì làm", "sau khi {} xong", "vì {} chưa xong"),
        *("{} xong đã", "khi nào {} xong", "đợi {} xong mới làm", "phụ thuộc {} xong"),
        *(
            "để {} xong",
            "{} sắp xong",
            "{} mai xong",
            "{} xong một phần",
            "{} xong 60%",
        ),
        *("hy vọng {} xong", "{} coi như xong", "{} chưa xong", "{} không xong"),
    ],
)
@pytest.mark.parametrize("before", ["NV-37 {}", "NV-37 chưa làm, {}", "NV-37 đang {}"])
def test_what_one_task_waits_for_is_not_done(before: str, frame: str) -> None:
    reading = read(before.format(frame.format("NV-109")))
    assert not {one.reading.intent for one in reading.tasks} & set(REPORTS)
    assert reading.intent not in REPORTS


@pytest.mark.parametrize("sign", [", ", "; ", ". ", "\n", " - ", " còn "])
def test_in_whichever_way_they_are_parted(sign: str) -> None:
    reading = read(f"NV-109 xong rồi{sign}NV-37 chưa")
    assert [told(one) for one in reading.tasks] == ["109 done", "37 not_done"]
