"""Files in: tables become registers and offices.

Importing this loads no spreadsheet library: the reader's own process does, and
`write_office_template` when it is called.
"""

from files.importers.aliases import normal
from files.importers.difference_sheet import write_difference
from files.importers.headers import Mapped
from files.importers.office import read_office
from files.importers.office_template import write_office_template
from files.importers.profiles import GENERAL, SHIPPED, column_named, recognise
from files.importers.register import read_register
from files.importers.workbook import read_message, read_workbook
from files.opening.cells import Cell, Mark, Sheet, SheetRow, Workbook

__all__ = [
    "GENERAL",
    "SHIPPED",
    "Cell",
    "Mapped",
    "Mark",
    "Sheet",
    "SheetRow",
    "Workbook",
    "column_named",
    "normal",
    "read_message",
    "read_office",
    "read_register",
    "read_workbook",
    "recognise",
    "write_difference",
    "write_office_template",
]
