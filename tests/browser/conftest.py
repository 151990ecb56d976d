"""A headless Chromium, and the stand-in for the sandbox that it looks at."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import (
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.standin import Stub, serve

PATIENCE = 20  # seconds until a condition counts as never coming
POLL = 0.05  # seconds between two looks at a condition
PASSING = (StaleElementReferenceException, NoSuchElementException)


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A server in a thread of its own: Selenium's calls block this one."""
    stub, ready, loop = Stub(), threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()
    thread = threading.Thread(
        target=loop.run_until_complete, args=[serve(stub, ready, stop)]
    )
    thread.start()
    assert ready.wait(PATIENCE)
    yield stub
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[webdriver.Chrome]:
    """One browser for all tests of a run, with nothing remembered from before."""
    if chromium_here() is None:
        pytest.skip("no Chromium with its chromedriver on this machine")
    with open_chromium() as browser:
        yield browser


def chromium_here() -> tuple[str, str] | None:
    """The browser and its driver, if this machine has both."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    return (program, driver) if program and driver else None


@contextmanager
def open_chromium() -> Iterator[webdriver.Chrome]:
    """Raises RuntimeError on a machine without one."""
    here = chromium_here()
    if here is None:
        raise RuntimeError("no Chromium with its chromedriver on this machine")
    program, driver = here
    options = webdriver.ChromeOptions()
    options.binary_location = program
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for flag in (
            "headless=new no-sandbox disable-gpu no-first-run disable-sync lang=vi "
            "disable-background-networking disable-component-update "
            f"disable-dev-shm-usage user-data-dir={folder}"
        ).split():
            options.add_argument(f"--{flag}")
        # The driver's path is named, so that Selenium fetches none.
        browser = webdriver.Chrome(options, webdriver.ChromeService(driver))
        yield browser
        browser.quit()


@dataclass
class Screen:
    """What a person does at the page, and what she sees there."""

    browser: webdriver.Chrome
    stub: Stub

    def open(self, *, width: int = 1280, height: int = 800, query: str = "") -> None:
        size = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": False,
        }
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        before = self.stub.listened
        self.browser.get(f"{self.stub.url}/{query}")
        self.until(lambda: self.stub.listened > before and self.all(".phone"))

    def until(self, condition: Callable[[], Any]) -> Any:
        """Wait until a condition holds; asked again when its element was replaced."""
        wait = WebDriverWait(self.browser, PATIENCE, POLL, PASSING)
        return wait.until(lambda _: condition())

    def all(self, selector: str, inside: WebElement | None = None) -> list[WebElement]:
        return (inside or self.browser).find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str, inside: WebElement | None = None) -> WebElement:
        """The element, waited for until it is shown."""
        found = self.until(
            lambda: [each for each in self.all(selector, inside) if each.is_displayed()]
        )
        return found[0]

    def phone(self, chat: int) -> WebElement:
        return self.one(f'.phone[data-chat="{chat}"]')

    def phones(self) -> list[int]:
        """The chats of the phones that can be seen, in their order."""
        shown = [each for each in self.all(".phone") if each.is_displayed()]
        return [int(each.get_attribute("data-chat") or 0) for each in shown]

    def message(self, chat: int, number: int) -> WebElement:
        return self.one(f'[data-message-id="{number}"]', self.phone(chat))

    def type(self, chat: int, text: str) -> WebElement:
        box = self.one("textarea", self.phone(chat))
        box.send_keys(text)
        return box

    def enter(self, chat: int, text: str) -> None:
        self.type(chat, text).send_keys(Keys.ENTER)

    def run(self, script: str) -> Any:
        return self.browser.execute_script(script)


@pytest.fixture
def screen(chromium: webdriver.Chrome, stub: Stub) -> Iterator[Screen]:
    # A new port is a new origin: nothing of the test before is remembered.
    chromium.get_log("browser")
    yield Screen(chromium, stub)
    chromium.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": ""})
    chromium.get("about:blank")
