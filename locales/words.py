"""Keeps the catalogs in step with the sources: `python -m locales.words [--check]`.

Without an argument it collects the messages of the sources and writes them into each
catalog: new ones with an empty translation, gone ones away, never a guessed one. The
files name no dates, machines or line numbers, so that they change only with words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales.catalog import FOLDER, LANGUAGES, path_of

ROOMS = (
    *("bot", "handlers", "scheduler", "actions", "channels", "files", "locales"),
    "domain",
)
CALLS = {"N_": None, "words": None, "plural": (1, 2)}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
_TAG = re.compile(r"</?[a-z]+>")


def collect(root: Path) -> list[str | tuple[str, ...]]:
    """The message ids of all sources, singular and plural together, sorted."""
    found: set[str | tuple[str, ...]] = set()
    for room in ROOMS:
        for _, _, message, _, _ in extract_from_dir(
            root / room, [("**.py", "python")], keywords=CALLS
        ):
            found.add(message)
    return sorted(found, key=lambda one: one if isinstance(one, str) else one[0])


def read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def updated(catalog: Catalog, ids: Sequence[str | tuple[str, ...]]) -> Catalog:
    """The catalog with exactly these messages; what was translated stays so."""
    fresh = Catalog(locale=catalog.locale)
    for message_id in ids:
        known = catalog.get(
            message_id if isinstance(message_id, str) else message_id[0]
        )
        same = known is not None and known.id == message_id
        fresh.add(message_id, known.string if known and same else "")
    return fresh


def written(catalog: Catalog, language: str) -> bytes:
    """The file as it stands in the repository."""
    body = BytesIO()
    write_po(body, catalog, omit_header=True, no_location=True, sort_output=True)
    header = HEADER.format(language=language, plurals=catalog.plural_forms)
    return header.encode() + body.getvalue().strip() + b"\n"


def problems(catalog: Catalog, language: str) -> Iterator[str]:
    """What keeps a catalog from being spoken; English is the ids themselves."""
    for message in catalog:
        if not message.id:
            continue
        said = _forms(message.string)
        if message.fuzzy:
            yield f"{language}: fuzzy: {message.id!r}"
        if language != "en" and not all(said):
            yield f"{language}: not translated: {message.id!r}"
        elif any(said) and not _fits(message):
            yield f"{language}: other holes or tags than: {message.id!r}"


def _fits(message: Message) -> bool:
    """Every form has the holes and the tags of an id, no more and no less."""
    wanted = [(_holes(form), _tags(form)) for form in _forms(message.id)]
    return all((_holes(form), _tags(form)) in wanted for form in _forms(message.string))


def _forms(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _tags(text: str) -> list[str]:
    return sorted(_TAG.findall(text))


def check(root: Path) -> list[str]:
    """All that is wrong with the catalogs, in sentences."""
    ids, wrong = collect(root), list[str]()
    for language in LANGUAGES:
        catalog = read(path_of(language), language)
        wrong += problems(catalog, language)
        wanted = written(updated(catalog, ids), language)
        if not path_of(language).exists() or path_of(language).read_bytes() != wanted:
            wrong.append(f"{language}: not up to date with the sources: make words")
    return wrong


def update(root: Path) -> None:
    ids = collect(root)
    for language in LANGUAGES:
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(updated(read(path, language), ids), language))


def main(arguments: Sequence[str]) -> int:
    root = FOLDER.parent
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write("usage: python -m locales.words [--check]\n")
        return 2
    if not arguments:
        update(root)
        return 0
    wrong = check(root)
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
