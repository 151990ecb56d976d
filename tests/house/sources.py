"""The sources as the house rules see them: files, their trees, what they name."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = (
    *("bot", "handlers", "scheduler", "actions", "channels", "files", "locales"),
    *("models", "domain"),
)
NOT_OURS = {"var", "build", "node_modules", "__pycache__"}
OF_THE_TEAM = {".ci", ".env.example", ".gitignore"}  # of what begins with a dot
PICTURES = {".png", ".xlsx"}


def python_files(*folders: str) -> list[Path]:
    """Every source file of these folders, migrations too."""
    found = [path for name in folders for path in (ROOT / name).rglob("*.py")]
    return sorted(path for path in found if "__pycache__" not in path.parts)


def papers() -> Iterator[Path]:
    """Every file of the repository that a person can read."""
    for folder, inner, files in os.walk(ROOT):
        inner[:] = [name for name in inner if _is_ours(name)]
        for name in files:
            path = Path(folder) / name
            if _is_ours(name) and path.suffix not in PICTURES:
                yield path


def _is_ours(name: str) -> bool:
    if name.startswith("."):
        return name in OF_THE_TEAM
    return name not in NOT_OURS and not name.endswith((".egg-info", ".pyc"))


def name_of(path: Path) -> str:
    """As the team speaks of it: `models/work.py`."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it, by their full names."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Import(names=names):
                found |= {alias.name for alias in names}
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module)
    return found


def packages_of(path: Path) -> set[str]:
    """The first parts of those names."""
    return {module.partition(".")[0] for module in imports_of(path)}


def attributes_of(path: Path) -> Iterator[tuple[int, str]]:
    """(line, `a.b.c`) of every attribute that a file reads."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute):
            yield node.lineno, ast.unparse(node)


def calls_of(path: Path) -> Iterator[tuple[int, str]]:
    """(line, name) of every method that a file calls."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, node.func.attr
