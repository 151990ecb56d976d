"""What was typed or set wrongly, each in one sentence."""

from __future__ import annotations

from typing import Any

import typer

from bot.settings import WrongSetting
from locales.catalog import N_, Words

# Why a setting cannot be used, as `bot.settings` and its library say it.
REASONS = (
    N_("unknown time zone, for example Asia/Ho_Chi_Minh"),
    N_("must be the token as @BotFather gives it, 123456:ABC-def"),
    N_("must begin with http://, https:// or socks5://"),
    N_("must begin with https:// or http://"),
    N_("must begin with sqlite+aiosqlite:/// or postgresql://"),
    N_("must be host:port, for example 127.0.0.1:8080"),
    N_("must be an address, https://host/path"),
    N_("is needed, since DONDOC_WEBHOOK_URL is set"),
    N_("must be 1 to 256 letters, digits, _ or -"),
    N_("must be networks, 10.1.0.0/16 192.168.5.0/24"),
    N_("must be smtp://user:password@host:port, or smtps://"),
    N_("is needed, since DONDOC_SMTP_URL is set"),
    N_("must be an e-mail address"),
    N_("must be at least 32 letters or digits, chosen at random"),
    N_("Input should be 'vi' or 'en'"),
    N_("Input should be 'chung', 'daklak', 'langson', 'ninhthuan' or 'binhdinh'"),
    N_("Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    N_("Input should be 'console' or 'json'"),
)


def wrong_setting(wrong: WrongSetting, words: Words) -> str:
    said = words("{name} cannot be used: {why}. Correct it and try again.")
    return said.format(name=wrong.name, why=words(wrong.why))


def mistake(error: typer.TyperException, words: Words) -> str:
    """What was typed wrongly, in one sentence."""
    param: Any = getattr(error, "param", None)
    if hasattr(error, "possibilities"):
        said = words("There is no option {name}. See: dondoc --help")
        return said.format(name=getattr(error, "option_name", ""))
    if hasattr(error, "option_name"):
        said = words("The option {name} needs a value. See: dondoc --help")
        return said.format(name=error.option_name)
    if hasattr(error, "param_type"):
        return words("{name} is missing. See: dondoc --help").format(name=_name(param))
    if param is not None:
        said = words("The value of {name} cannot be used. See: dondoc --help")
        return said.format(name=_name(param))
    return words("This command is not understood. See: dondoc --help")


def _name(param: Any) -> str:
    if param is None:
        return "?"
    is_option = param.param_type_name == "option"
    return str(param.opts[0] if is_option else param.metavar or param.name)
