"""What may be made public: figures of units, without tasks, texts or persons.

For the portal, after the leader of the office has released them (003, 1a).
"""

from __future__ import annotations

import csv
import io
import json

from domain.report_facts import facts_of
from domain.reports import Report
from files.reports.paper import clean
from files.reports.tables import unit_table

# A cell that begins so would be a formula to who opens it in a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What names tasks, or is of use inside the office only.
INTERNAL = (
    *("late_tasks", "overdue_tasks", "overdue_change", "basis", "unit"),
    *("unconfirmed_tasks", "weekly", "undated_products", "justified"),
    "earlier_units",
)
INTERNAL_OF_UNIT = ("id", "entry_days", "entered_late")


def neutral(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    text = clean(text)
    return f"'{text}" if text.startswith(FORMULA) else text


def write_csv(report: Report) -> bytes:
    """The cumulative figures of the units; with a mark for UTF-8, which Excel needs."""
    table = unit_table(report.units, "cumulative")
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow([column.title for column in table.columns])
    for row in (*table.rows, table.total):
        writer.writerow([neutral(str(cell)) for cell in row])
    return kept.getvalue().encode("utf-8-sig")


def write_json(report: Report) -> bytes:
    facts = {
        name: value for name, value in facts_of(report).items() if name not in INTERNAL
    }
    facts["units"] = [
        {name: value for name, value in unit.items() if name not in INTERNAL_OF_UNIT}
        for unit in facts["units"]
    ]
    return json.dumps(facts, ensure_ascii=False, indent=2).encode()
