"""Many values in one place of a statement, so that its words are the same for any
number of them.

SQLAlchemy writes a place for each value of an `IN`: for thirty rows another statement
than for thirty-one, which PostgreSQL prepares anew each time. There they are handed
over as one array; on both databases rows are, as one text of JSON.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Dialect,
    SQLColumnExpression,
    Subquery,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

AT_ONCE = 500  # rows of one statement: SQLite counts its places
Row = TypeVar("Row")


def portions(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """So many as one statement may name, where they stand in an `IN`."""
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))


class _Numbers(TypeDecorator[Collection[int]]):
    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = ARRAY(BigInteger()) if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return list(value)


class _Among(FunctionElement[bool]):
    name = "among"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """A condition by itself: SQLite would compare it with 1, and use no index."""
        return self


def among(column: SQLColumnExpression[Any], name: str) -> ColumnElement[bool]:
    """The column is one of the whole numbers that are bound by this name."""
    return _Among(column, bindparam(name, type_=_Numbers()))


@compiles(_Among, "postgresql")
def _among_on_server(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(one, **how) for one in element.clauses)
    return f"{column} = ANY ({numbers})"


@compiles(_Among, "sqlite")
def _among_in_file(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    """A place for each after all: SQLite takes an array for long, and reads the whole
    table rather than look up what is in it."""
    column, numbers = element.clauses
    places = bindparam(numbers.key, expanding=True, type_=BigInteger())
    return compiler.process(column.in_(places), **how)


def given(
    name: str, columns: dict[str, TypeEngine[Any]], *, postgresql: bool
) -> Subquery:
    """Rows that are bound by this name as one text (`models/many_rows.py: as_text`),
    each with these columns in this order."""
    text = bindparam(name, type_=Text())
    if postgresql:
        one = func.jsonb_array_elements(cast(text, JSONB)).table_valued("value")
        taken = [
            cast(one.c.value.op("->>")(literal_column(str(n))), kind).label(column)
            for n, (column, kind) in enumerate(columns.items())
        ]
    else:
        one = func.json_each(text).table_valued("value")
        taken = [
            func.json_extract(
                one.c.value, literal_column(f"'$[{n}]'"), type_=kind
            ).label(column)
            for n, (column, kind) in enumerate(columns.items())
        ]
    return select(*taken).subquery(f"given_{name}")
