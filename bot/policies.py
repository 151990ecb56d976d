"""The policy that the settings name: a shipped profile, or the office's own file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.settings import Settings
from domain.policy import Policy
from domain.policy_file import WrongPolicy
from files.policies import NoPolicy, profile_of, read_policy, shipped
from locales.catalog import Words
from locales.policies import wrong_policy


@dataclass(frozen=True)
class Chosen:
    """What the settings choose.

    Until the office's own file begins, the `profile` holds that it builds on.
    """

    profile: Policy
    own: Policy | None = None

    @property
    def policy(self) -> Policy:
        return self.own or self.profile


class UnusablePolicy(Exception):
    """The policy file cannot be used, and why."""

    def __init__(self, path: Path, why: WrongPolicy | NoPolicy) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why

    def said(self, words: Words) -> str:
        """One sentence, with the line and the reason."""
        if isinstance(self.why, NoPolicy):
            unread = words("The policy file {path} cannot be read ({why}).")
            return unread.format(path=self.path, why=self.why.why)
        wrong = words("The policy file {path} cannot be used: {why}.")
        return wrong.format(path=self.path, why=wrong_policy(self.why, words))


def chosen_policy(settings: Settings) -> Chosen:
    """Raises UnusablePolicy."""
    zone, file = settings.timezone, settings.policy_file
    if file is None:
        return Chosen(replace(shipped(settings.profile), zone_name=zone))
    own = policy_in(file, settings)
    return Chosen(replace(profile_of(file, settings.profile), zone_name=zone), own)


def policy_in(path: Path, settings: Settings) -> Policy:
    """A policy file as this office would take it. Raises UnusablePolicy."""
    try:
        read = read_policy(path, settings.profile)
    except (WrongPolicy, NoPolicy) as error:
        raise UnusablePolicy(path, error) from None
    return replace(read, zone_name=settings.timezone)
