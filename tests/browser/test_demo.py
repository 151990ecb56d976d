"""As a newcomer: the demo is started, its page is opened, Friday comes, one answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 40  # seconds until something counts as never coming

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address that the demo prints; it must stop cleanly when it is asked to."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    program = subprocess.Popen(
        [Path(sys.executable).with_name("dondoc"), "demo", "--port", str(port)],
        cwd=tmp_path,
        env={**os.environ, "DONDOC_LANGUAGE": "vi"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    yield program.stdout.readline().strip()
    program.send_signal(signal.SIGTERM)
    _, errors = program.communicate(timeout=PATIENCE)
    assert program.returncode == 0
    assert "Traceback" not in errors


class Phone:
    """One person's phone on the page."""

    def __init__(self, browser: webdriver.Chrome, name: str) -> None:
        self.browser = browser
        self.name = name

    def element(self) -> WebElement:
        return self.until(
            lambda: next(
                phone
                for phone in self.browser.find_elements(By.CSS_SELECTOR, ".phone")
                if self.name in phone.text
            )
        )

    def until(self, look: Any) -> Any:
        ignored = (StopIteration, Exception)
        wait = WebDriverWait(self.browser, PATIENCE, 0.1, ignored)
        return wait.until(lambda _: look())

    def shows(self, words: str) -> bool:
        return bool(self.until(lambda: words in self.element().text))

    def type(self, text: str) -> None:
        box = self.element().find_element(By.CSS_SELECTOR, "textarea")
        box.send_keys(text, Keys.ENTER)

    def press(self, label: str) -> None:
        def press() -> bool:
            keys = self.element().find_elements(By.CSS_SELECTOR, ".key")
            next(key for key in reversed(keys) if key.text == label).click()
            return True

        self.until(press)


def test_friday_comes_before_a_newcomers_eyes(
    chromium: webdriver.Chrome, address: str
) -> None:
    chromium.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    chromium.get(address)
    officer = Phone(chromium, "Ngô Đức Dũng")
    group = Phone(chromium, "Nhóm Sở Nội vụ")
    assert officer.shows("Xin chào")
    officer.until(
        lambda: (
            chromium.find_element(By.CSS_SELECTOR, "[data-move=friday]").click() or True
        )
    )
    assert officer.shows("Chưa cập nhật tiến độ tuần này: 01 nhiệm vụ")
    assert group.shows("0/2 cán bộ đã cập nhật")

    officer.type("được 60%")
    assert officer.shows("Hệ thống hiểu câu trả lời như sau")
    officer.press("Đúng")
    assert officer.shows("Đã ghi nhận tiến độ")
    assert group.shows("1/2 cán bộ đã cập nhật")
    chromium.get("about:blank")
