"""A person before the screen: opens, presses, reads; and, on every page, looks whether others could read it too."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Download, Locator, Page, expect

from daumoi.config.settings.base import PROJECT
from tests.cast import PASSWORD

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_SEEN_BY_NIGHT: set[str] = set()
"""Paths, their numbers aside, whose colours were looked at by night: the style sheets are the same at each visit."""


@cache
def _axe_program() -> str:
    return AXE.read_text(encoding="utf-8")


class Reader:
    """One browser window and what went wrong in it."""

    def __init__(self, page: Page, *, has_script: bool = True) -> None:
        self.page = page
        self.has_script = has_script
        self.mistakes: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.mistakes.append(f"{page.url}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        is_refusal = re.search(r"Failed to load resource.* status of 4\d\d", message.text)
        if message.type == "error" and not is_refusal:
            self.mistakes.append(f"{self.page.url}: {message.text}")

    # moving ------------------------------------------------------------------------------------------

    def open(self, path: str) -> None:
        """Go to an address of the house; it must answer well."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"

    def sign_in(self, username: str) -> None:
        """Enter by the form, as everybody does."""
        self.open("/tai-khoan/vao/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.sees_heading("Việc của tôi")

    def press(self, name: str, *, within: Locator | None = None, confirm: str = "") -> None:
        """Press the first button or link of that name; with `confirm`, also the button of the question that follows."""
        place = within or self.page
        button = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name))
        button.first.click()
        if confirm and self.has_script:
            self.page.locator("#confirmation").get_by_role("button", name=confirm).click()

    def choose_day(self, day: date) -> None:
        """Change “Tính đến ngày” in the page header."""
        self.page.locator(".shell-as-of summary").click()
        self.page.get_by_label("Xem tình trạng tại ngày").fill(day.isoformat())
        self.page.locator(".shell-as-of").get_by_role("button", name="Xem").click()

    def download(self, name: str, *, within: Locator | None = None) -> Path:
        """Press what gives a file, and keep the file."""
        with self.page.expect_download() as coming:
            self.press(name, within=within)
        got: Download = coming.value
        return Path(got.path())

    # seeing ------------------------------------------------------------------------------------------

    def sees(self, words: str) -> None:
        """The words stand somewhere in view."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_heading(self, words: str) -> None:
        """The page is the one of that name."""
        expect(self.page.get_by_role("heading", level=1, name=words)).to_be_visible()

    def sees_saved(self) -> None:
        """What was just typed is kept, and the page says so."""
        expect(self.page.locator("#sv-state")).to_contain_text("đã lưu")

    def cell(self, row: str, column: str) -> Locator:
        """The control where a row and a column of a table meet, by the words a screen reader says."""
        return self.page.get_by_role("combobox", name=f"{row} {column}").or_(
            self.page.get_by_role("textbox", name=f"{row} {column}")
        )

    def fits(self) -> None:
        """Nothing makes the page itself scroll sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        room = self.page.viewport_size["width"] if self.page.viewport_size else 0
        assert wide <= room, f"{self.page.url}: rộng {wide} trên màn hình {room}"

    def everyone_can_read(self) -> None:
        """The page has no fault known to axe; of a kind of page seen for the first time, its colours by night too."""
        kind = re.sub(r"\d+", "0", urlsplit(self.page.url).path)
        themes = THEMES[:1] if kind in _SEEN_BY_NIGHT else THEMES
        for theme in themes:
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            self.page.evaluate("document.getAnimations().forEach((one) => one.finish())")
            faults = self._faults(of_colours=theme == "dark")
            assert faults == [], f"{self.page.url} ({theme}):\n" + "\n".join(faults)
        self.page.emulate_media(color_scheme="light")
        _SEEN_BY_NIGHT.add(kind)

    def _faults(self, *, of_colours: bool) -> list[str]:
        """What axe finds; by night only the rules that look at colours, since words and roles are the same.

        Nothing is fetched beforehand: that is for sound and for turned screens only, and our pages know neither.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_axe_program())
        options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
        if of_colours:
            options["runOnly"] = COLOUR_RULES
        found: dict[str, Any] = self.page.evaluate("(options) => axe.run(document, options)", options)
        return [
            f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]
