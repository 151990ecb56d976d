"""Settings: read once, from the environment, `.env` or a folder of secrets.

Never from the command line: arguments are seen by everybody on the machine.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from channels.email import MailServer
from domain.destinations import Network, read_networks
from domain.policy_kinds import ADDRESS

SECRETS = Path("/run/secrets")  # where containers are given theirs
PUBLIC_API = "https://api.telegram.org"
OFFICE_DATABASE = "sqlite+aiosqlite:///var/dondoc.db"
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # as Telegram takes it
NO_BACKUPS = "off"
SHORTEST_KEY = 32  # letters
PROXIES = ("http://", "https://", "socks5://")


class Settings(BaseSettings):
    """Every setting with its default; the name in the environment has DONDOC_ first."""

    model_config = SettingsConfigDict(
        env_prefix="DONDOC_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        secrets_dir=SECRETS if SECRETS.is_dir() else None,
    )

    telegram_token: SecretStr | None = None
    telegram_api_url: str = PUBLIC_API
    telegram_proxy: SecretStr | None = None
    database_url: SecretStr = SecretStr(OFFICE_DATABASE)
    timezone: str = "Asia/Ho_Chi_Minh"
    language: Literal["vi", "en"] = "vi"
    profile: Literal["chung", "daklak", "langson", "ninhthuan", "binhdinh"] = "chung"
    policy_file: Path | None = None
    listen: str = "127.0.0.1:8080"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    event_networks: str | None = None
    smtp_url: SecretStr | None = None
    smtp_from: str | None = Field(default=None, validate_default=True)
    audit_key: SecretStr | None = None
    backup_dir: str = "var/backups"
    inbox_dir: Path | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(
                "unknown time zone, for example Asia/Ho_Chi_Minh"
            ) from error
        return name

    @field_validator("telegram_token")
    @classmethod
    def _token_of_a_bot(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("must be the token as @BotFather gives it, 123456:ABC-def")
        return token

    @field_validator("telegram_proxy")
    @classmethod
    def _known_proxy(cls, proxy: SecretStr | None) -> SecretStr | None:
        if proxy and not proxy.get_secret_value().startswith(PROXIES):
            raise ValueError("must begin with http://, https:// or socks5://")
        return proxy

    @field_validator("telegram_api_url")
    @classmethod
    def _plain_address(cls, address: str) -> str:
        if not address.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return address.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: SecretStr) -> SecretStr:
        if not url.get_secret_value().startswith(("sqlite", "postgresql")):
            raise ValueError("must begin with sqlite+aiosqlite:/// or postgresql://")
        return url

    @field_validator("webhook_url")
    @classmethod
    def _reachable_address(cls, address: str | None) -> str | None:
        if address is not None and not urlsplit(address).hostname:
            raise ValueError("must be an address, https://host/path")
        if address is not None and not address.startswith(("https://", "http://")):
            raise ValueError("must be an address, https://host/path")
        return address

    @field_validator("webhook_secret")
    @classmethod
    def _known_to_telegram(
        cls, secret: SecretStr | None, info: ValidationInfo
    ) -> SecretStr | None:
        if secret is None and info.data.get("webhook_url") is not None:
            raise ValueError("is needed, since DONDOC_WEBHOOK_URL is set")
        if secret is not None and not SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("must be 1 to 256 letters, digits, _ or -")
        return secret

    @field_validator("event_networks")
    @classmethod
    def _known_networks(cls, said: str | None) -> str | None:
        try:
            read_networks(said or "")
        except ValueError:
            raise ValueError("must be networks, 10.1.0.0/16 192.168.5.0/24") from None
        return said

    @field_validator("smtp_url")
    @classmethod
    def _known_mail_server(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            MailServer.read(url.get_secret_value(), "somebody")
        return url

    @field_validator("smtp_from")
    @classmethod
    def _in_whose_name(cls, sender: str | None, info: ValidationInfo) -> str | None:
        if sender is None and info.data.get("smtp_url") is not None:
            raise ValueError("is needed, since DONDOC_SMTP_URL is set")
        if sender is not None and not ADDRESS.fullmatch(sender):
            raise ValueError("must be an e-mail address")
        return sender

    @field_validator("audit_key")
    @classmethod
    def _not_to_be_guessed(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and len(key.get_secret_value().strip()) < SHORTEST_KEY:
            raise ValueError("must be at least 32 letters or digits, chosen at random")
        return key

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, address: str) -> str:
        host, _, port = address.rpartition(":")
        if not host or not port.isdigit() or not 0 <= int(port) <= 65_535:
            raise ValueError("must be host:port, for example 127.0.0.1:8080")
        return address

    @property
    def mail_server(self) -> MailServer | None:
        """Where letters are handed in; None for an office without e-mail."""
        if self.smtp_url is None or self.smtp_from is None:
            return None
        return MailServer.read(self.smtp_url.get_secret_value(), self.smtp_from)

    @property
    def private_networks(self) -> tuple[Network, ...]:
        """Into which events may be sent, although they are not public."""
        return read_networks(self.event_networks or "")

    @property
    def seal(self) -> bytes | None:
        """The key of the history's seals."""
        key = self.audit_key
        return None if key is None else key.get_secret_value().strip().encode()

    @property
    def backups(self) -> Path | None:
        """Where backups are made each hour; None if they are not to be."""
        return None if self.backup_dir == NO_BACKUPS else Path(self.backup_dir)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def public_address(self) -> str | None:
        """Where the world reaches us, if the webhook says so: `https://host[:port]`."""
        if self.webhook_url is None:
            return None
        parts = urlsplit(self.webhook_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        return self.listen.rpartition(":")[0]

    @property
    def port(self) -> int:
        return int(self.listen.rpartition(":")[2])


class WrongSetting(Exception):
    """A setting cannot be used; `name` is the one in the environment."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


def read_settings(**changes: Any) -> Settings:
    """Read all settings. Raises WrongSetting for the first one that is wrong."""
    try:
        return Settings(**changes)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "DONDOC_" + "_".join(str(part) for part in first["loc"]).upper()
        why = first["msg"].removeprefix("Value error, ")
        raise WrongSetting(name, why) from None


def service_manager() -> tuple[str | None, float | None]:
    """Where the one that started us listens, and how many seconds it waits for a sign
    of life: its own variables, not settings of ours."""
    patience = os.environ.get("WATCHDOG_USEC", "")
    seconds = int(patience) / 1_000_000 if patience.isdecimal() else None
    return os.environ.get("NOTIFY_SOCKET"), seconds


def spoken_language() -> str:
    """The language, for words that are needed before the settings are known good."""
    given = os.environ.get("DONDOC_LANGUAGE", "vi")
    return given if given in ("vi", "en") else "vi"
