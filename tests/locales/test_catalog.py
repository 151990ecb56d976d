"""The catalogs: complete, in step with the sources, and refused when they are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages

from locales import words as tool
from locales.catalog import FOLDER, Catalog, Words

ROOT = FOLDER.parent


def test_both_catalogs_are_complete_and_in_step_with_the_sources() -> None:
    assert tool.check(ROOT) == []


def test_a_language_we_do_not_speak_is_answered_in_vietnamese() -> None:
    words = Catalog.load().words("fr")
    assert words.language == "vi"
    assert words("Overdue") == "Quá hạn"


def test_english_is_the_ids_themselves(en: Words) -> None:
    assert en("Overdue") == "Overdue"
    assert en.plural("{count} task", "{count} tasks", 1) == "{count} task"
    assert en.plural("{count} task", "{count} tasks", 5) == "{count} tasks"


def test_vietnamese_has_one_plural(vi: Words) -> None:
    said = {vi.plural("{count} task", "{count} tasks", n) for n in (0, 1, 5)}
    assert said == {"{count} nhiệm vụ"}


@pytest.mark.parametrize(
    ("message", "said", "wrong"),
    [
        ("{code} is late", "", "not translated"),
        ("{code} is late", "trễ hạn", "other holes or tags"),
        ("{code} is late", "{name} trễ hạn", "other holes or tags"),
        ("<b>Late</b>", "<b>Trễ", "other holes or tags"),
        ("{code} is late", "{code} trễ hạn", None),
        (("{n} day", "{n} days"), ("{n} ngày",), None),
        (("{n} day", "{n} days"), ("",), "not translated"),
    ],
)
def test_what_keeps_a_catalog_from_being_spoken(
    message: str | tuple[str, str], said: str | tuple[str, ...], wrong: str | None
) -> None:
    catalog = Messages(locale="vi")
    catalog.add(message, said)
    found = list(tool.problems(catalog, "vi"))
    assert len(found) == (0 if wrong is None else 1)
    assert wrong is None or wrong in found[0]


def test_a_guessed_translation_is_refused() -> None:
    catalog = Messages(locale="vi")
    catalog.add("Late", "Trễ hạn", flags=["fuzzy"])
    assert list(tool.problems(catalog, "vi")) == ["vi: fuzzy: 'Late'"]


def test_messages_are_found_in_tables_calls_and_plurals(tmp_path: Path) -> None:
    for room in tool.ROOMS:
        (tmp_path / room).mkdir()
    (tmp_path / "actions" / "one.py").write_text(
        'A = N_("In a table")\nwords("In a" " call")\n'
        'words.plural("{n} day", "{n} days", 2)\nwords(name)\n'
    )
    found = tool.collect(tmp_path)
    assert found == ["In a call", "In a table", ("{n} day", "{n} days")]


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone() -> None:
    old = Messages(locale="vi")
    old.add("Late", "Trễ hạn")
    old.add("Gone", "Đã bỏ")
    new = tool.updated(old, ["Late", "New"])
    kept = {message.id: message.string for message in new if message.id}
    assert kept == {"Late": "Trễ hạn", "New": ""}


def test_a_file_names_no_dates_or_machines() -> None:
    catalog = Messages(locale="vi")
    catalog.add("Late", "Trễ hạn", locations=[("actions/one.py", 7)])
    text = tool.written(catalog, "vi").decode()
    assert "Date" not in text
    assert "Babel" not in text
    assert "one.py" not in text


@pytest.mark.parametrize(("arguments", "code"), [(["--check"], 0), (["--help"], 2)])
def test_the_command_says_by_its_code_how_it_went(
    arguments: list[str], code: int
) -> None:
    assert tool.main(arguments) == code
