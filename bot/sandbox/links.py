"""Which addresses Telegram takes behind a link or a button."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit


def checked_link(url: str) -> str | None:
    """Give the address as Telegram keeps it; None for one that it drops.

    A host without a dot is none, so neither is "http://localhost".
    """
    url = url.strip()
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme in {"tg", "ton"}:
        return url if host else None
    if parts.scheme not in {"http", "https"} or not _is_host(host):
        return None
    return urlunsplit(parts._replace(path=parts.path or "/"))


def _is_host(host: str | None) -> bool:
    return bool(host) and "." in str(host).strip(".") and " " not in str(host)
