"""The policy of a day at the terminal: the one that the running program goes by."""

from __future__ import annotations

from datetime import date

from bot.policies import UnusablePolicy, chosen_policy
from bot.terminal.desk import Desk, Failed
from domain.policy import Policy
from models.policies import read_policies
from models.work import Database


async def policy_of(desk: Desk, office: Database, day: date) -> Policy:
    """As it is stored, else as the settings choose. Raises Failed for a wrong file."""
    async with office.read() as reads:
        stored = await read_policies(reads)
    if stored is not None:
        return stored.on(day)
    try:
        return chosen_policy(desk.settings).policy
    except UnusablePolicy as unusable:
        raise Failed(unusable.said(desk.words)) from None
