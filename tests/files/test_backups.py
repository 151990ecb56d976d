"""A backup proves itself: no bit of it changes unseen."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from files.backups import Backup, Lines, Manifest, NewBackup, NotABackup, Spoilt
from files.open_files import Table, cell

COLUMNS = ["id", "name"]
ROWS = [[n, f"Nguyễn Văn {n}"] for n in range(5_000)]


def write(path: Path) -> Manifest:
    with NewBackup(path) as backup:
        with backup.open("officer") as file:
            lines = Lines("officer", COLUMNS, file)
            lines.add(ROWS[:3_000])
            lines.add(ROWS[3_000:])
        manifest = Manifest("2026-11-20T08:00:00+00:00", "b1d0", (lines.held,))
        backup.finish(manifest)
    return manifest


def read(path: Path) -> list[list[object]]:
    with Backup(path) as backup:
        (table,) = backup.manifest.tables
        assert backup.columns("officer") == COLUMNS
        return [row for rows in backup.rows(table) for row in rows]


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    manifest = write(tmp_path / "a.zip")
    assert read(tmp_path / "a.zip") == ROWS
    with Backup(tmp_path / "a.zip") as backup:
        assert backup.manifest == manifest
    assert list(tmp_path.iterdir()) == [tmp_path / "a.zip"]
    assert (tmp_path / "a.zip").stat().st_mode & 0o077 == 0


def test_every_one_of_200_flipped_bits_is_found(tmp_path: Path) -> None:
    """Also in the zip's own headers, which no checksum of its own covers."""
    path = tmp_path / "a.zip"
    write(path)
    whole = path.read_bytes()
    dice = random.Random(52)
    edges = [0, 1, 30, len(whole) - 1, len(whole) - 65, len(whole) - 90]
    for at in [*edges, *(dice.randrange(len(whole)) for _ in range(194))]:
        bent = bytearray(whole)
        bent[at] ^= 1 << dice.randrange(8)
        path.write_bytes(bent)
        with pytest.raises((Spoilt, NotABackup)):
            read(path)


@pytest.mark.parametrize("kept", [0.99, 0.5, 0.0])
def test_what_is_cut_off_is_no_backup(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "a.zip"
    write(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises((Spoilt, NotABackup)):
        read(path)


def test_a_database_is_none_and_one_in_use_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "dondoc.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(100))
    with pytest.raises(NotABackup) as bare:
        Backup(path)
    assert (bare.value.is_database, bare.value.is_live) == (True, False)
    (tmp_path / "dondoc.db-wal").write_bytes(b"commits")
    with pytest.raises(NotABackup) as live:
        Backup(path)
    assert live.value.is_live


def test_a_backup_that_failed_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with NewBackup(tmp_path / "a.zip") as backup:
            with backup.open("officer") as file:
                Lines("officer", COLUMNS, file).add(ROWS)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_an_older_backup_is_never_written_over(tmp_path: Path) -> None:
    write(tmp_path / "a.zip")
    with pytest.raises(FileExistsError):
        NewBackup(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("Báo cáo", "Báo cáo"),
        ("a\0b", "ab"),
        (-5, "-5"),
        (None, ""),
        (True, "true"),
        ({"b": 1, "a": "é"}, '{"a": "é", "b": 1}'),
    ],
)
def test_no_cell_of_an_open_file_is_a_formula(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_an_open_file_is_read_by_everybody(tmp_path: Path) -> None:
    with Table(tmp_path / "a.csv", COLUMNS) as table:
        table.write([[1, "Lê “Thị”\nBình, Sở"], [2, "\ud800"]])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [COLUMNS, ["1", "Lê “Thị”\nBình, Sở"], ["2", r"\ud800"]]
