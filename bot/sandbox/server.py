"""The sandbox as a whole: a Bot API server as strict as Telegram, and its people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import MovableClock, Steady
from bot.sandbox.answers import TOKEN
from bot.sandbox.bot_api import BotApi
from bot.sandbox.chats_api import ChatsApi
from bot.sandbox.clock_file import keeping_clock
from bot.sandbox.downloads import Downloads
from bot.sandbox.faults_api import FaultsApi
from bot.sandbox.groups_api import GroupsApi
from bot.sandbox.office_api import OfficeApi
from bot.sandbox.pages import add_page
from bot.sandbox.people_api import PeopleApi
from bot.sandbox.pusher import Pusher
from bot.sandbox.records import Update
from bot.sandbox.refusals import PeopleRefusal
from bot.sandbox.stage import Clocks, Program, Stage
from bot.sandbox.store import Store
from bot.sandbox.updates_api import UpdatesApi

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


ROOMS = (BotApi, Downloads, PeopleApi, ChatsApi, GroupsApi, OfficeApi, FaultsApi)


class Sandbox:
    """Add its routes to an application; it starts and stops with that.

    With a `state_file` everything in it survives a stop or a kill. The bot's id is
    the number before the colon of `token`.
    """

    def __init__(
        self,
        *,
        token: str,
        clock: MovableClock,
        steady: Steady,
        program: Program | None = None,
        state_file: Path | None = None,
    ) -> None:
        if not TOKEN.fullmatch(token):
            raise ValueError("A token looks like 123456:ABC-def.")
        self._stage = Stage(
            token,
            Clocks(clock, steady, HANOI),
            Store(state_file),
            program=program,
            folder=state_file.parent if state_file else None,
        )
        self._pusher = Pusher(self._stage)
        self._stage.webhook.changed = self._pusher.change
        self._stage.updates.added = self._hear
        self.open()

    def _hear(self, update: Update) -> None:
        self._stage.polling.ring()
        self._pusher.hear(update)

    def hold(self) -> None:
        """From now on nothing is at rest, and time stands still, until `open`.

        The demo's program speaks to the sandbox while it is being made ready.
        """
        self._stage.opened.clear()

    def open(self) -> None:
        """The program is ready: the clock may be moved, and the cast is complete."""
        self._stage.opened.set()

    def limit(self, is_limited: bool) -> None:
        """Count Telegram's flood limits, or let every call through."""
        self._stage.flood.is_on = is_limited

    @property
    def program(self) -> Program | None:
        return self._stage.program

    @program.setter
    def program(self, program: Program | None) -> None:
        self._stage.program = program

    def add_routes(self, app: web.Application) -> None:
        app.middlewares.append(answer_people_refusals)
        for room in ROOMS:
            room(self._stage).add_routes(app)
        UpdatesApi(self._stage, self._pusher).add_routes(app)
        add_page(app)
        app.cleanup_ctx.append(self._live)
        app.on_shutdown.append(self._let_go)

    async def _live(self, app: web.Application) -> AsyncIterator[None]:
        async with keeping_clock(self._stage), self._pusher.running():
            yield
        self._stage.store.close()

    async def _let_go(self, app: web.Application) -> None:
        self._stage.close()


@web.middleware
async def answer_people_refusals(
    request: web.Request, handler: Handler
) -> web.StreamResponse:
    """Answer what was refused under /sandbox/ with a sentence, in JSON."""
    if not request.path.startswith("/sandbox/"):
        return await handler(request)
    try:
        _check_origin(request)
        return await handler(request)
    except PeopleRefusal as refusal:
        return web.json_response({"error": str(refusal)}, status=refusal.status)
    except web.HTTPNotFound:
        return web.json_response({"error": "There is no such address."}, status=404)
    except web.HTTPMethodNotAllowed:
        words = f"{request.method} is not possible here."
        return web.json_response({"error": words}, status=400)


def _check_origin(request: web.Request) -> None:
    """Refuse other sites' pages in the same browser: they must not play the office."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise PeopleRefusal("Only the sandbox's own page may call it.")
