"""Whose fault a failed transaction was: that of the data, of the database, or ours."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    StatementError,
)
from sqlalchemy.exc import (
    TimeoutError as NoConnection,
)

# Classes of SQLSTATE: connection, resources, locks and serialisation, intervention,
# system; 25P03 ends a transaction that was idle for too long.
OF_THE_SERVER = ("08", "25P03", "40", "53", "55", "57", "58")
OF_THE_DATA = ("22", "23", "54")  # values, constraints, a limit of the server
OF_THE_FILE = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM),
    *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL),
)
# What Python or a driver says of a value before the database sees it.
BY_ITSELF = (OverflowError, ValueError, TypeError, RecursionError)


def is_of_the_data(error: BaseException) -> bool:
    """The database is well; it would not take these values."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return False
        kinds = isinstance(error, DataError | IntegrityError)
        return kinds or _state_of(error).startswith(OF_THE_DATA)
    return isinstance(error, (StatementError, *BY_ITSELF))


def is_of_the_database(error: BaseException) -> bool:
    """It cannot be reached, is full, or is held by somebody: later it may do.

    A bare OSError says nothing: it may be that of a file or of another process.
    """
    if isinstance(error, NoConnection):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated or isinstance(error, InterfaceError):
        return not is_of_the_data(error)
    return _state_of(error).startswith(OF_THE_SERVER) or _is_of_the_file(error)


def _state_of(error: DBAPIError) -> str:
    """PostgreSQL's five letters for what happened."""
    return str(getattr(error.orig, "sqlstate", None) or "")


def _is_of_the_file(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in OF_THE_FILE
