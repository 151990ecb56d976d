"""Policy profiles as files: those that come with the program, and the office's own."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from domain.policy import Policy
from domain.policy_file import PROFILE, WrongPolicy, profile_named, read_policy_file
from domain.policy_kinds import Wrong
from domain.toml_lines import lines_of

CHUNG = "chung"
PROFILES = (CHUNG, "daklak", "langson", "ninhthuan", "binhdinh")


class NoPolicy(Exception):
    """A policy file cannot be read at all; `why` is the system's own reason."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


def shipped(profile: str) -> Policy:
    """A profile that comes with the program; what it does not say is `chung`."""
    policy = read_policy_file(_text_of(CHUNG), Policy())
    return policy if profile == CHUNG else read_policy_file(_text_of(profile), policy)


def read_policy(path: Path, profile: str = CHUNG) -> Policy:
    """The office's own file: what it says differently from a shipped profile.

    The file may name its `profile`; else it is the one given. Raises NoPolicy, or
    WrongPolicy with the line.
    """
    text = _text_at(path)
    return read_policy_file(text, shipped(_named(text, profile)))


def profile_of(path: Path, profile: str = CHUNG) -> Policy:
    """The profile that such a file builds on. Raises as `read_policy` does."""
    return shipped(_named(_text_at(path), profile))


def _text_at(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NoPolicy(path, "UTF-8") from None
    except OSError as error:
        raise NoPolicy(path, error.strerror or type(error).__name__) from None


def _named(text: str, profile: str) -> str:
    named = profile_named(text) or profile
    if named not in PROFILES:
        where = lines_of(text).get((PROFILE,), 1)
        known = ", ".join(PROFILES)
        raise WrongPolicy(where, PROFILE, Wrong.UNKNOWN_PROFILE, known)
    return named


def _text_of(profile: str) -> str:
    file = resources.files("files") / "profiles" / f"{profile}.toml"
    return file.read_text(encoding="utf-8")
