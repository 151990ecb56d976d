"""The page of the phones: static files, and nothing from anywhere else."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).with_name("page")
NAME = r"[a-z0-9_-]+\.(?:html|css|js|svg|png|woff2)"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # A page of an older version must not speak with a newer sandbox.
    "Cache-Control": "no-cache",
}


def add_page(app: web.Application) -> None:
    app.router.add_get("/", _send_index)
    app.router.add_get(f"/sandbox/page/{{name:{NAME}}}", _send_file)


async def _send_index(request: web.Request) -> web.StreamResponse:
    return _send("index.html")


async def _send_file(request: web.Request) -> web.StreamResponse:
    return _send(request.match_info["name"])


def _send(name: str) -> web.StreamResponse:
    file = FOLDER / name
    if not file.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(file, headers=HEADERS)
