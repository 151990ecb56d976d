"""The words for what a file could not give: rows left out, whole files refused.

Each says what is wrong and what to do. `detail` (the cell as written) is shown where
it helps; without it the shorter sentence is said. A secret row is never repeated.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.office import OfficeProblem
from domain.register import FileProblem, RowProblem
from locales.catalog import N_, Words
from locales.facts import sentence, shown

Problem = RowProblem | FileProblem | OfficeProblem

_SECRET = N_(
    "The content looks like a state secret. It is not taken in and not kept; please use"
    " the register of secret documents."
)
_FORMULA = N_("The cell holds a formula. Please put the value itself.")
_TOO_LONG = N_("The content of the cell is too long. Please shorten it.")
_UNKNOWN_UNIT = N_(
    "The unit “{detail}” is unknown. Please correct its name or add it to the units."
)

_NEAR_UNIT = N_(
    "The unit “{detail}” is unknown. Is “{near}” meant? Then please correct the name,"
    " or add it to that unit's other names."
)

_ROWS: Mapping[Problem, str] = {
    RowProblem.SECRET: _SECRET,
    RowProblem.FORMULA: _FORMULA,
    RowProblem.TOO_LONG: _TOO_LONG,
    RowProblem.NO_NUMBER: N_(
        "The number of the document is missing. Please add the number and symbol."
    ),
    RowProblem.NO_UNIT: N_("The lead unit is missing. Please add it."),
    RowProblem.NO_CONTENT: N_("The content of the task is missing. Please add it."),
    RowProblem.UNKNOWN_UNIT: _UNKNOWN_UNIT,
    RowProblem.UNIT_ENDED: N_(
        "The unit “{detail}” was no more when the document was issued, and no single"
        " unit took over. Please name the unit that does the work."
    ),
    RowProblem.IMPOSSIBLE_DATE: N_(
        "The date “{detail}” does not exist. Please correct it."
    ),
    RowProblem.UNREADABLE_DATE: N_(
        "The date “{detail}” cannot be read. Please write day/month/year."
    ),
    RowProblem.UNREADABLE_DEADLINE: N_(
        "The deadline “{detail}” cannot be read. Please write day/month/year, or that"
        " there is none."
    ),
    RowProblem.UNREADABLE_STATUS: N_(
        "The state “{detail}” cannot be read. Please write: done, in progress or not"
        " started."
    ),
}

_FILES: Mapping[Problem, str] = {
    FileProblem.NOT_A_WORKBOOK: N_(
        "This file is not an Excel workbook (.xlsx). Please save it as .xlsx."
    ),
    FileProblem.NOT_A_MESSAGE: N_(
        "This file is not a message of the document exchange (edXML). Please export it"
        " again."
    ),
    FileProblem.WRONG_KIND: N_(
        "Files of this kind are not read. Please save it as .xlsx, .xls or .csv."
    ),
    FileProblem.UNKNOWN_LETTERS: N_(
        "The letters of this file cannot be read. Please save it in Unicode (UTF-8) or"
        " as .xlsx."
    ),
    FileProblem.OLD_LETTERS: N_(
        "This file is written with old fonts (TCVN3 or VNI). Please convert it to"
        " Unicode and save it again."
    ),
    FileProblem.TOO_LARGE: N_("This file is too large. Please divide it."),
    FileProblem.PROTECTED: N_(
        "This file is protected by a password. Please save it without one."
    ),
    FileProblem.MACRO: N_("This file holds macros. Please save it as .xlsx."),
    FileProblem.EXTERNAL_LINKS: N_(
        "This file has links to other files. Please keep the values only."
    ),
    FileProblem.UNSAFE: N_(
        "This file is built in an unusual way and was not opened. Please save it anew"
        " with Excel."
    ),
    FileProblem.SECRET: _SECRET,
    FileProblem.EMPTY: N_("This file has no rows of data. Please check the sheet."),
    FileProblem.UNKNOWN_LAYOUT: N_(
        "The header row was not found. Please name at least the columns of the number,"
        " the content and the lead unit."
    ),
    FileProblem.TIMEOUT: N_(
        "Reading this file took too long and was stopped. Please divide it."
    ),
}

_OFFICE: Mapping[Problem, str] = {
    OfficeProblem.NO_CODE: N_("The code (Mã) is missing. Please add it."),
    OfficeProblem.NO_NAME: N_("The name is missing. Please add it."),
    OfficeProblem.TWICE: N_(
        "The code “{detail}” stands here twice. Please keep one row or change the code."
    ),
    OfficeProblem.UNKNOWN_UNIT: _UNKNOWN_UNIT,
    OfficeProblem.UNKNOWN_ROLE: N_(
        "The role “{detail}” is unknown. Please choose one from the template."
    ),
    OfficeProblem.UNDER_FAULTY: N_(
        "The unit above this one is left out or stands below itself. Please correct"
        " that one first."
    ),
    OfficeProblem.UNKNOWN_SUCCESSOR: N_(
        "The successor “{detail}” is not among the units of the sheet. Please add its"
        " row, or correct the name."
    ),
    OfficeProblem.UNREADABLE_DAY: N_(
        "The date “{detail}” cannot be read. Please write day/month/year."
    ),
    OfficeProblem.ENDS_BEFORE_START: N_(
        "The unit would end before it begins. Please correct one of the two days."
    ),
    OfficeProblem.NO_LAST_DAY: N_(
        "A successor is named, but not the unit's last day. Please add the day, or"
        " leave the successor out."
    ),
    OfficeProblem.IN_A_CIRCLE: N_(
        "The successors lead round in a circle. Please correct who takes over."
    ),
    OfficeProblem.SUCCESSOR_NOT_THERE: N_(
        "On the day after {detail} the successor is not there yet, or no more. Please"
        " correct the successor or the days."
    ),
    OfficeProblem.SECRET: _SECRET,
    OfficeProblem.FORMULA: _FORMULA,
    OfficeProblem.TOO_LONG: _TOO_LONG,
}

# By kind, because members of different enums with the same value are equal.
PROBLEMS: Mapping[type[Problem], Mapping[Problem, str]] = {
    RowProblem: _ROWS,
    FileProblem: _FILES,
    OfficeProblem: _OFFICE,
}

# What is said when there is no detail.
SHORTER: Mapping[str, str] = {
    _UNKNOWN_UNIT: N_(
        "The unit is unknown. Please correct its name or add it to the units."
    ),
    _ROWS[RowProblem.UNIT_ENDED]: N_(
        "The unit was no more when the document was issued, and no single unit took"
        " over. Please name the unit that does the work."
    ),
    _OFFICE[OfficeProblem.UNKNOWN_SUCCESSOR]: N_(
        "The successor is not among the units of the sheet. Please add its row, or"
        " correct the name."
    ),
    _OFFICE[OfficeProblem.UNREADABLE_DAY]: N_(
        "The date cannot be read. Please write day/month/year."
    ),
    _OFFICE[OfficeProblem.SUCCESSOR_NOT_THERE]: N_(
        "On the unit's last day the successor is not there yet, or no more. Please"
        " correct the successor or the days."
    ),
    _ROWS[RowProblem.IMPOSSIBLE_DATE]: N_(
        "The date does not exist. Please correct it."
    ),
    _ROWS[RowProblem.UNREADABLE_DATE]: N_(
        "The date cannot be read. Please write day/month/year."
    ),
    _ROWS[RowProblem.UNREADABLE_DEADLINE]: N_(
        "The deadline cannot be read. Please write day/month/year, or that there is"
        " none."
    ),
    _ROWS[RowProblem.UNREADABLE_STATUS]: N_(
        "The state cannot be read. Please write: done, in progress or not started."
    ),
    _OFFICE[OfficeProblem.TWICE]: N_(
        "The code stands here twice. Please keep one row or change the code."
    ),
    _OFFICE[OfficeProblem.UNKNOWN_ROLE]: N_(
        "The role is unknown. Please choose one from the template."
    ),
}


def problem(problem: Problem, words: Words, **facts: str) -> str:
    """One sentence, as plain text; `detail` and `near` are all that is shown."""
    whole = PROBLEMS[type(problem)][problem]
    if facts.get("near") and whole == _UNKNOWN_UNIT:
        whole = _NEAR_UNIT
    said = sentence(whole, SHORTER.get(whole), facts, words)
    return said.format(**shown(facts, words))
