"""Chromium as a reader uses it: wide or narrow, with JavaScript or without, and nothing from elsewhere."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

__all__ = ["Browser", "Page", "Visit", "chromium", "launched"]

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
HERE = {"127.0.0.1", "localhost", "::1"}


def chromium() -> str | None:
    """Where this machine's Chromium is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched(executable: str) -> Iterator[Browser]:
    """A running Chromium, closed on leaving."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield browser
        browser.close()


class Visit:
    """The pages one test opens, and what they did that no page of ours may do."""

    def __init__(self, browser: Browser) -> None:
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(self, address: str, *, javascript: bool = True, width: int = 1280) -> Page:
        """A page in a window of its own, with no cookies from any other."""
        context = self._browser.new_context(
            java_script_enabled=javascript, viewport={"width": width, "height": 800}
        )
        self._contexts.append(context)
        context.set_default_timeout(10_000)
        context.route("**/*", self._refuse_foreign)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", self._heed)
        page.goto(address)
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()

    def _refuse_foreign(self, route: Route, request: Request) -> None:
        if urlsplit(request.url).hostname in HERE:
            route.continue_()
        else:
            self.complaints.append(f"a request left for {request.url}")
            route.abort()

    def _heed(self, message: ConsoleMessage) -> None:
        # A page that answers 4xx is reported here too; tests ask for those on purpose.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)
