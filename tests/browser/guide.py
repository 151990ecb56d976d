"""The pictures of docs/huong-dan/, made again from the demo: `make huong-dan`.

The demo is started in an empty folder, its people type what the guide tells, and each
phone is photographed as the page shows it.
"""

from __future__ import annotations

import asyncio
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from PIL import Image
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.conftest import PATIENCE, open_chromium

FOLDER = Path(__file__).parents[2] / "docs" / "huong-dan" / "hinh"
COLOURS = 128  # of a phone's screen; a picture stays below 80 KB
ROOM = 1_060  # pixels of height, as much as a phone shows
FRIDAY, NEXT_MORNING = "2026-11-20T15:00:00+07:00", "2026-11-23T08:00:00+07:00"


@dataclass
class Demo:
    """The demo's people, by their names, and a look at their phones."""

    session: ClientSession
    browser: webdriver.Chrome
    address: str

    async def _idle(self) -> None:
        for _ in range(3_000):
            async with self.session.get("/sandbox/state") as answer:
                if (await answer.json())["idle"]:
                    return
            await asyncio.sleep(0.05)
        raise TimeoutError("the demo did not come to rest")

    async def move(self, at: str) -> None:
        async with self.session.post("/sandbox/clock", json={"at": at}) as answer:
            answer.raise_for_status()
        await self._idle()

    async def people(self) -> dict[str, int]:
        """By role and name of those who are linked, and the groups."""
        async with self.session.get("/sandbox/office") as answer:
            office = await answer.json()
        chats = {one["name"]: one["id"] for one in office["people"]}
        return chats | {one["title"]: one["id"] for one in office["groups"]}

    async def say(self, chat: int, text: str, to: int | None = None) -> None:
        said: dict[str, Any] = {"from": chat, "text": text}
        if to is not None:
            said["reply_to"] = to
        path = f"/sandbox/chats/{chat}/messages"
        async with self.session.post(path, json=said) as answer:
            answer.raise_for_status()
        await self._idle()

    async def last(self, chat: int) -> dict[str, Any]:
        async with self.session.get(f"/sandbox/chats/{chat}/messages") as answer:
            found: list[dict[str, Any]] = (await answer.json())["messages"]
        return next(one for one in reversed(found) if one["from"] != chat)

    async def press(self, chat: int, label: str) -> None:
        message = await self.last(chat)
        keys = [key for row in message["buttons"] for key in row]
        data = next(key["data"] for key in keys if key["text"].startswith(label))
        path = f"/sandbox/chats/{chat}/messages/{message['message_id']}/press"
        said = {"from": chat, "data": data}
        async with self.session.post(path, json=said) as answer:
            answer.raise_for_status()
        await self._idle()

    async def shoot(self, chat: int, name: str) -> None:
        await asyncio.to_thread(self._shoot, chat, name)

    def _shoot(self, chat: int, name: str) -> None:
        self.browser.get(self.address)
        wait = WebDriverWait(self.browser, PATIENCE, 0.1, (Exception,))
        selector = f'.phone[data-chat="{chat}"]'
        phone = wait.until(
            lambda _: self.browser.find_element(By.CSS_SELECTOR, selector)
        )
        wait.until(lambda _: phone.is_displayed() and phone.text.strip())
        self.browser.execute_script("document.activeElement?.blur()")
        picture = Image.open(io.BytesIO(phone.screenshot_as_png)).convert("RGB")
        FOLDER.mkdir(parents=True, exist_ok=True)
        file = FOLDER / f"{name}.png"
        picture.quantize(COLOURS).save(file, optimize=True)


async def officers(demo: Demo, officer: int, group: int) -> None:
    """A Friday: the reminder, the answer, what the group sees, the report."""
    await demo.move(FRIDAY)
    await demo.shoot(officer, "nhac-viec")
    await demo.say(officer, "được 60%")
    await demo.shoot(officer, "doc-lai")
    await demo.press(officer, "Đúng")
    await demo.shoot(group, "diem-danh")
    await demo.say(officer, "xong rồi, văn bản số 123/BC-SNV ngày 20/11/2026")
    await demo.press(officer, "Đúng")
    await demo.shoot(officer, "bao-cao-xong")
    await demo.say(officer, "/trogiup")
    await demo.shoot(officer, "tro-giup")
    await demo.say(officer, "/caidat")
    await demo.shoot(officer, "cai-dat")


async def others(demo: Demo, head: int, tracker: int, leader: int) -> None:
    """The next Monday: what waits, what is overdue, how things stand."""
    await demo.move(NEXT_MORNING)
    await demo.say(tracker, "/xacnhan")
    await demo.shoot(tracker, "xac-nhan")
    await demo.say(head, "/tim quá hạn Sở Nội vụ")
    await demo.shoot(head, "tim")
    await demo.say(leader, "/tongket")
    await demo.shoot(leader, "tong-ket")


async def tell(address: str, browser: webdriver.Chrome) -> None:
    async with ClientSession(address, trust_env=False) as session:
        demo = Demo(session, browser, address)
        chats = await demo.people()
        group = next(chats[name] for name in chats if name.startswith("Nhóm Sở Nội"))
        await officers(demo, chats["Ngô Đức Dũng"], group)
        await others(demo, *(await by_role(session)))


async def by_role(session: ClientSession) -> Sequence[int]:
    async with session.get("/sandbox/office") as answer:
        people = (await answer.json())["people"]
    wanted = (("unit_head", "SNV"), ("tracker", None), ("leader", None))
    return [
        next(
            one["id"]
            for one in people
            if one["role"] == role and unit in (None, one["unit"])
        )
        for role, unit in wanted
    ]


def main() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, open_chromium() as browser:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 2400, "height": ROOM, "deviceScaleFactor": 1, "mobile": False},
        )
        program = subprocess.Popen(
            [Path(sys.executable).with_name("dondoc"), "demo", "--port", str(port)],
            cwd=folder,
            env={**os.environ, "DONDOC_LANGUAGE": "vi"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        try:
            asyncio.run(tell(program.stdout.readline().strip(), browser))
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(PATIENCE)


if __name__ == "__main__":
    main()
