"""What a person does in a window of the local client, as gestures in Chromium.

The client gives no test ids: every selector stands here. What it does that Teams does not
(a message, an update or a sentence in answer empties the form being filled in) is in PLAYGROUND.md §5.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Route, expect, sync_playwright

from bot.local.windows import BOT_NAME, CHANNEL_NAME, TEAM_NAME
from bot.settings import is_loopback

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE, NARROW = 1280, 400
MILLISECONDS = 15_000
TRIES, SETTLED_MS = 5, 150
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# A phone's width is given to the conversation alone: the client keeps it at 600 px or more on any
# screen, and a window made narrow loses what is being typed in a card.
NARROW_ON = """(width) => {
    let pane = document.querySelector("[role=textbox][data-lexical-editor]");
    for (; !pane.parentElement.querySelector("[role=tree]"); pane = pane.parentElement)
        pane.style.minWidth = "0";
    pane.style.minWidth = "0";
    pane.style.flex = `0 0 ${width}px`;
    pane.style.width = `${width}px`;
    pane.dataset.narrow = "";
    const { x, y, height } = pane.getBoundingClientRect();
    return { x, y, width, height };
}"""
# Chat bubbles are as wide as their card would like.
NARROW_STYLE = "[data-narrow] :has(.ac-adaptiveCard) { min-width: 0 !important; max-width: 100% !important }"
# What the picture is about stands at the end; a narrower column has moved it out of sight.
NARROW_END = """() => {
    const rolls = (it) => /auto|scroll/.test(getComputedStyle(it).overflowY);
    const scrolls = (it) => it.scrollHeight > it.clientHeight && rolls(it);
    let pane = [...document.querySelectorAll(".ac-adaptiveCard")].pop();
    while (pane && !scrolls(pane)) pane = pane.parentElement;
    pane?.scrollTo({top: pane.scrollHeight, behavior: "instant"});
}"""
NARROW_OFF = """() => {
    const pane = document.querySelector("[data-narrow]");
    pane.style.flex = pane.style.width = "";
    delete pane.dataset.narrow;
}"""


def chromium() -> str:
    """The browser to drive: $CHROMIUM, or one on the PATH (`.ci/chromium` finds or installs one)."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise RuntimeError("no Chromium: run the tests with `make test`, or set CHROMIUM")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        try:
            yield opened
        finally:
            opened.close()


def _only_this_machine(route: Route) -> None:
    """Fonts come from elsewhere: a run must be the same with and without a network."""
    if is_loopback(urlsplit(route.request.url).hostname or ""):
        route.continue_()
    else:
        route.abort()


@dataclass(slots=True)
class Album:
    """The screenshots of one walk, numbered in the order they were taken, each wide and narrow."""

    folder: Path
    count: int = field(default=0, init=False)

    def take(self, page: Page, name: str) -> None:
        self.count += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        start = f"{self.count:02d}-{name}"
        page.screenshot(path=self.folder / f"{start}-{WIDE}.png", animations="disabled")
        clip = page.evaluate(NARROW_ON, NARROW)
        path = self.folder / f"{start}-{NARROW}.png"
        narrowed = page.add_style_tag(content=NARROW_STYLE)
        page.evaluate(NARROW_END)
        page.screenshot(path=path, animations="disabled", clip=clip)
        narrowed.evaluate("(it) => it.remove()")
        page.evaluate(NARROW_OFF)


class WindowPage:
    """One window: the person whom the client was started for."""

    def __init__(self, page: Page, album: Album) -> None:
        self.page = page
        self._album = album

    @classmethod
    def open(
        cls, browser: Browser, url: str, album: Album, *, width: int = WIDE, height: int = 1300
    ) -> "WindowPage":
        """Load it and wait until one can type. A page that is loaded again has lost its history."""
        page = browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.set_default_timeout(MILLISECONDS)
        expect.set_options(timeout=MILLISECONDS)
        page.route("**/*", _only_this_machine)
        # It shows itself before its websocket is up: what is posted in between would not be seen.
        with page.expect_websocket(lambda socket: "_ws_conversation" in socket.url):
            page.goto(url, wait_until="domcontentloaded")
        window = cls(page, album)
        window._composer.wait_for()
        # It covers the conversation on a narrow screen, and repeats every sentence.
        page.get_by_role("button", name="Hide log panel").click()
        return window

    @property
    def _composer(self) -> Locator:
        """In a channel it starts a new thread; each thread has its own besides."""
        return self.page.locator("[role=textbox][data-lexical-editor]").first

    def say(self, text: str) -> None:
        """Type and send in the open chat."""
        self._composer.click()
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")

    def messages(self) -> Locator:
        """What the bot posted in the open chat, oldest first."""
        return self.page.locator(".fai-OutputCard")

    def cards(self, scope: Locator | None = None) -> Locator:
        return (scope or self.page.locator("body")).locator(".ac-adaptiveCard")

    def last_card(self, text: str = "") -> Locator:
        """The newest card on the page, or the newest that holds `text`, once it shows."""
        card = self.cards().filter(has_text=text).last
        expect(card).to_be_visible()
        return card

    def write(self, card: Locator, label: str, text: str) -> None:
        """Input.Text. The click comes first: a bare fill of a card just mounted is shown but not sent."""
        box = card.get_by_label(label, exact=True)
        box.click()
        box.fill(text)
        expect(box).to_have_value(text)

    def choose(self, card: Locator, label: str, option: str, *, typing: str = "") -> None:
        """Input.ChoiceSet, compact or filtered; `typing` is what one types first to narrow the list."""
        box = card.get_by_role("combobox", name=label, exact=True)
        box.click()
        if typing:
            box.fill(typing)
        self.page.get_by_role("option", name=option, exact=True).click()
        expect(box).to_have_value(option)

    def options(self, card: Locator, label: str, *, typing: str = "") -> list[str]:
        """What the list offers, once `typing` was typed in it (filtered only)."""
        box = card.get_by_role("combobox", name=label, exact=True)
        box.click()
        if typing:
            box.fill(typing)
        self.page.get_by_role("option").first.wait_for()
        offered = self.page.get_by_role("option").all_inner_texts()
        self.page.keyboard.press("Escape")
        return offered

    def radio(self, card: Locator, label: str, option: str) -> None:
        """Input.ChoiceSet, expanded."""
        card.get_by_role("radiogroup", name=label, exact=True).get_by_role(
            "radio", name=option, exact=True
        ).check()

    def toggle(self, card: Locator, label: str, *, on: bool = True) -> None:
        """Input.Toggle; `label` is its label or its title, the client reads out both."""
        card.get_by_role("checkbox", name=label).set_checked(on)

    def pick_date(self, card: Locator, label: str, day: date) -> None:
        """Input.Date, which takes no typing: month by month in its calendar."""
        calendar = self._opened_calendar(card.get_by_role("combobox", name=label, exact=True))
        shown = calendar.get_by_role("grid")
        month, year = (shown.get_attribute("aria-label") or "").split(",")[0].split()
        steps = (day.year - int(year)) * 12 + day.month - (MONTHS.index(month) + 1)
        for _ in range(abs(steps)):
            calendar.get_by_role("button", name="Next month" if steps > 0 else "Previous month").click()
        name = f"{day.day}, {MONTHS[day.month - 1]}, {day.year}"
        calendar.get_by_role("gridcell", name=name, exact=True).get_by_role("button").click()
        expect(calendar).to_be_hidden()

    def _opened_calendar(self, box: Locator) -> Locator:
        """Its calendar; opened anew while a message that arrived has scrolled it out of the window."""
        calendar = self.page.get_by_role("dialog", name="Calendar")
        for _ in range(TRIES):
            box.click()
            expect(calendar.get_by_role("grid")).to_be_visible()
            self.page.wait_for_timeout(SETTLED_MS)
            place = calendar.bounding_box()
            height = (self.page.viewport_size or {"height": 0})["height"]
            if place is not None and place["y"] >= 0 and place["y"] + place["height"] <= height:
                break
            self.page.keyboard.press("Escape")
            expect(calendar).to_be_hidden()
            box.scroll_into_view_if_needed()
        return calendar

    def press(self, scope: Locator, button: str) -> None:
        """Press a button of a card and wait until the bot has answered; what it shows may follow."""
        with self.page.expect_response("**/_conversation/v1/invoke") as answer:
            scope.get_by_role("button", name=button, exact=True).click()
        assert answer.value.ok, f"{button}: {answer.value.status} {answer.value.text()}"

    def strip(self, text: str) -> Locator:
        """The sentence that the client shows under a card when the answer is not a card."""
        notice = self.page.get_by_role("button", name="Dismiss Invoke Message").locator("..")
        return notice.filter(has_text=text)

    def go_to_chat(self) -> None:
        self.page.get_by_role("treeitem", name="Personal Chat").click()
        self._composer.wait_for()

    def go_to_channel(self) -> None:
        """The channel « Réseaux »; its first visit announces the bot's arrival there, at each page load."""
        self.page.get_by_role("treeitem", name=f"{TEAM_NAME} - {CHANNEL_NAME}").click()
        self.page.get_by_role("button", name="Post", exact=True).wait_for()

    def threads(self) -> Locator:
        """The channel's threads with their replies, newest first."""
        send = self.page.get_by_role("button", name="Send Message")
        return self.page.get_by_role("group").filter(has=send)

    def thread(self, text: str) -> Locator:
        """The newest thread that holds `text`, once it shows."""
        thread = self.threads().filter(has_text=text).first
        expect(thread).to_be_visible()
        return thread

    def mention_and_type(self, text: str, thread: Locator | None = None) -> None:
        """Say something to the bot in a channel: in a thread, or in a new one."""
        (self._composer if thread is None else thread.locator("[data-lexical-editor]")).click()
        self.page.keyboard.type(f"@{BOT_NAME[:3]}")
        # Enter would send the message as it stands instead of taking the name.
        self.page.get_by_role("menuitem", name=BOT_NAME).click()
        self.page.keyboard.type(f" {text}")
        if thread is None:
            self.page.get_by_role("button", name="Post", exact=True).click()
        else:
            thread.get_by_role("button", name="Send Message").click()

    def screenshot(self, name: str) -> None:
        """`var/screenshots/NN-name-1280.png` and `…-400.png` of what shows now."""
        self._album.take(self.page, name)
