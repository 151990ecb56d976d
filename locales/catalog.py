"""The words of each language: message ids in English, translations from .po files.

Catalogs are compiled in memory when a language is first spoken, so there is no
compiled file that could be older than its source. English is the ids themselves.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DOMAIN = "dondoc"
DEFAULT = "vi"  # the office's own language, spoken to whoever chose none of ours
LANGUAGES = ("vi", "en")
FOLDER = Path(__file__).parent


def _as_it_is(message: str) -> str:
    return message


# Marks a message that is kept in a table and translated when it is said.
N_ = _as_it_is


class Words:
    """One language: `words("Overdue")` gives its word for that message id."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str) -> str:
        return self._translations.gettext(message)

    def plural(self, one: str, many: str, count: int) -> str:
        """The form that fits a count; Vietnamese has a single one."""
        return self._translations.ngettext(one, many, count)


class Catalog:
    """Every language we speak."""

    @classmethod
    def load(cls) -> Catalog:
        """Ready at once: a language is read when it is first asked for."""
        return cls()

    def words(self, language: str = DEFAULT) -> Words:
        """The words of a language; the office's own for one that we do not speak."""
        return _words(language if language in LANGUAGES else DEFAULT)


def path_of(language: str) -> Path:
    """Where the translations of a language are kept."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def _words(language: str) -> Words:
    if language == "en":
        return Words(language, NullTranslations())
    compiled = BytesIO()
    with path_of(language).open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Words(language, GNUTranslations(compiled))
