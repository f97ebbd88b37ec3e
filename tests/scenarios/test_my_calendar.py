"""« Mon calendrier » over HTTP: the feed, its new address, one network's file (issue 4, point 6; R19)."""

import logging
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from bot.links import signed_feed
from bot.usecases.cancellation import CalledOff, call_off
from bot.usecases.enrollment import Enrolled, enroll, withdraw
from bot.usecases.moves import Moved, ask
from cards.phrases import documents as say_documents
from cards.phrases import menu as say_menu
from cards.phrases import my_calendar as say
from storage.database import Database
from storage.network import Network, NetworkState
from storage.people import Person, Role
from storage.schedule import MeetingState, meetings_of
from tests.enrolling import add_network, add_schools, add_teacher, fill
from tests.factories import NOW, add_person
from tests.scenarios.world import Card, World, elements, text, titles, world

URL = "http://localhost:3978"
SECRET = "x" * 32
# Around the clock changes of 2026-11-01 and 2027-03-14.
CLOCKS = (date(2026, 10, 30), date(2026, 11, 4))
BEFORE = NOW - timedelta(days=40)
SPRING = (date(2027, 3, 12), date(2027, 3, 17))


def stage(session: Session) -> dict[str, int]:
    """Ada takes part in « Autumn », animates « Spring », waits for nothing; « Other » is none of hers."""
    codes = add_schools(session, 3)
    ada = add_person(session, "Ada", school_id=codes[0]).id
    add_person(session, "Zoé", school_id=codes[1])
    found = {
        "ada": ada,
        "autumn": add_network(session, "Autumn", days=CLOCKS),
        "spring": add_network(session, "Spring", days=SPRING, animator_id=ada),
        "other": add_network(session, "Other"),
        "old": add_network(
            session, "Old", school_year="2025-2026", days=(date(2025, 11, 5), date(2026, 5, 6))
        ),
    }
    assert isinstance(enroll(session, BEFORE, ada, found["autumn"]), Enrolled)
    fill(session, found["other"], [add_teacher(session, "Bob", codes[2])])
    return found


def address(card: Card) -> str:
    """The feed's address, as it is copied and as its button opens it."""
    (opened,) = [str(one["url"]) for one in elements(card) if one.get("type") == "Action.OpenUrl"]
    assert opened in text(card).replace("\\", "")
    return opened.removeprefix(URL)


async def fetch(around: World, path: str) -> tuple[int, dict[str, str], bytes]:
    async with around.http.get(f"{around.url}{path}") as answer:
        return answer.status, dict(answer.headers), await answer.read()


def events(content: bytes) -> list[tuple[str, datetime, str]]:
    """(title, start in UTC, status) of each meeting."""
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    return [
        (str(one["SUMMARY"]), one.decoded("dtstart").astimezone(UTC), str(one["STATUS"]))
        for one in calendar.events
    ]


def utc(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 45, tzinfo=UTC)


async def test_the_feed_shows_what_one_joins_and_animates_at_the_right_hour(
    database: Database, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """8 h 45 in Montréal is 12:45 UTC under daylight time, 13:45 under standard time."""
    staged = database.write(stage)[0]
    caplog.set_level(logging.DEBUG)
    async with world(database) as around:
        ada = around.person("Ada")
        path = address(await ada.say("mon calendrier"))
        status, headers, content = await fetch(around, path)
        assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")
        autumn, spring = (say.event(f"Réseau {name}", 1) for name in ("Autumn", "Spring"))
        assert events(content) == [
            (autumn, utc(CLOCKS[0], 12), "CONFIRMED"),
            (autumn.replace("1", "2"), utc(CLOCKS[1], 13), "CONFIRMED"),
            (spring, utc(SPRING[0], 13), "CONFIRMED"),
            (spring.replace("1", "2"), utc(SPRING[1], 12), "CONFIRMED"),
        ]
        calendar = Calendar.from_ical(content)
        ids = [str(one["UID"]) for one in calendar.walk("VEVENT")]
        numbers = database.read(
            lambda session: [
                one.id for name in ("autumn", "spring") for one in meetings_of(session, staged[name])
            ]
        )
        networks = [staged["autumn"]] * 2 + [staged["spring"]] * 2
        pairs = zip(networks, numbers, strict=True)
        assert ids == [f"{network}-{number}@reseaux-entraide" for network, number in pairs]
        # Asked again later, it is the same address.
        assert address(await ada.say("mon calendrier")) == path
        token = path.removeprefix("/calendar/").removesuffix(".ics")
        assert token not in caplog.text + "".join(capsys.readouterr())


async def test_what_changes_shows_at_the_next_reading(database: Database) -> None:
    """A meeting called off stands there as cancelled; a seat given back is gone; no hour, no meeting."""
    staged = database.write(stage)[0]
    async with world(database) as around:
        path = address(await around.person("Ada").say("mon calendrier"))

        def change(session: Session) -> None:
            meetings_of(session, staged["autumn"])[1].state = MeetingState.CANCELLED.value
            meetings_of(session, staged["spring"])[0].starts = None
            session.get_one(Network, staged["spring"]).state = NetworkState.SCHEDULED.value

        database.write(change)
        assert [status for _, _, status in events((await fetch(around, path))[2])] == [
            *("CONFIRMED", "CANCELLED"),
            "TENTATIVE",
        ]
        database.write(lambda session: withdraw(session, NOW, staged["ada"], staged["autumn"]))
        left = events((await fetch(around, path))[2])
        assert left == [(say.event("Réseau Spring", 2), utc(SPRING[1], 12), "TENTATIVE")]


class Client:
    """What a calendar does with a feed: it takes an event of a known UID only when its SEQUENCE grew."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[int, datetime, str, str]] = {}
        self.taken: list[int] = []

    def read(self, content: bytes) -> None:
        calendar = Calendar.from_ical(content)
        assert isinstance(calendar, Calendar)
        newer = 0
        for one in calendar.events:
            held, sequence = self.held.get(str(one["UID"])), int(one.decoded("sequence"))
            if held is None or sequence > held[0]:
                starts = one.decoded("dtstart").astimezone(UTC)
                self.held[str(one["UID"])] = (sequence, starts, str(one["LOCATION"]), str(one["STATUS"]))
                newer += 1
        self.taken.append(newer)


def responsible(session: Session) -> int:
    return add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id


async def test_s23_a_calendar_takes_each_change_of_a_meeting(database: Database) -> None:
    """One UID for life: another room, another day, called off, put off; nothing new, nothing taken."""
    staged = database.write(stage)[0]
    network = staged["spring"]
    first = database.read(lambda session: meetings_of(session, network)[0].id)
    rita = database.write(responsible)[0]
    slot = {"day": str(SPRING[0]), "starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "3.12"}

    def moved(session: Session, **typed: str) -> None:
        assert isinstance(ask(session, NOW, rita, first, {**slot, **typed}, ""), Moved)

    def called_off(session: Session) -> None:
        assert isinstance(call_off(session, NOW, rita, first, "closed", ""), CalledOff)

    client, shown = Client(), []
    async with world(database) as around:
        path = address(await around.person("Ada").say("mon calendrier"))
        client.read((await fetch(around, path))[2])
        known = set(client.held)
        for change in (moved, partial(moved, day="2027-02-10"), called_off, partial(moved, day="2027-02-17")):
            database.write(change)
            client.read((await fetch(around, path))[2])
            _, starts, where, status = client.held[f"{network}-{first}@reseaux-entraide"]
            shown.append((starts, "3.12" in where, status))
        client.read((await fetch(around, path))[2])
    assert shown == [
        (utc(SPRING[0], 13), True, "CONFIRMED"),
        (utc(date(2027, 2, 10), 13), True, "CONFIRMED"),
        (utc(date(2027, 2, 10), 13), True, "CANCELLED"),
        (utc(date(2027, 2, 17), 13), True, "CONFIRMED"),
    ]
    assert set(client.held) == known
    # Each change raised the sequence of the network’s two meetings, and nothing else did.
    assert client.taken == [4, 2, 2, 2, 2, 0]


async def test_a_new_address_ends_the_old_one(database: Database) -> None:
    staged = database.write(stage)[0]
    async with world(database) as around:
        ada, zoe = around.person("Ada"), around.person("Zoé")
        card = await ada.say("mon calendrier")
        old = address(card)
        renewed = await ada.press(card, say.RENEW)
        assert say.RENEWED in text(renewed)
        new = address(renewed)
        status, headers, gone = await fetch(around, old)
        assert (status, headers["Cache-Control"]) == (404, "no-store")
        assert say_documents.GONE in gone.decode()
        assert (await fetch(around, new))[0] == 200
        # Forged, of another purpose, of another person's key, of nobody: all look the same.
        key = database.read(lambda session: session.get_one(Person, staged["ada"]).feed_key)
        assert key is not None
        other = database.read(lambda session: session.get_one(Person, staged["ada"] + 1).id)
        document = await zoe.invoke("document.ics", {"network": staged["autumn"]})
        assert text(document["value"]) == say_menu.REFUSED
        for token in (
            "abc",
            new.removeprefix("/calendar/").removesuffix(".ics")[:-3],
            signed_feed("y" * 32, staged["ada"], key),
            signed_feed(SECRET, other, key),
            signed_feed(SECRET, 999, key),
            signed_feed(SECRET, staged["ada"], ""),
        ):
            assert (await fetch(around, f"/calendar/{token}.ics"))[::2] == (404, gone)
        assert (await fetch(around, f"/calendar/{signed_feed(SECRET, staged['ada'], key)}.ics"))[0] == 200


async def test_one_networks_file_for_who_takes_part_animates_or_is_responsible(database: Database) -> None:
    staged = database.write(stage)[0]
    async with world(database) as around:
        ada, zoe, rita = (around.person(name) for name in ("Ada", "Zoé", "Rita"))
        card = await ada.say("mon calendrier")
        assert titles(card).count(say.DOWNLOAD) == 2
        for actor, name, allowed in (
            (ada, "autumn", True),
            (ada, "spring", True),
            (ada, "other", False),
            (zoe, "autumn", False),
            (rita, "other", True),
        ):
            answer = await actor.invoke("document.ics", dict[str, Any](network=staged[name]))
            if not allowed:
                assert text(answer["value"]) == say_menu.REFUSED
                continue
            (opened,) = [one for one in elements(answer["value"]) if one.get("type") == "Action.OpenUrl"]
            assert opened["title"] == say_documents.OPEN_CALENDAR
            status, headers, content = await fetch(around, str(opened["url"]).removeprefix(URL))
            assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
            assert f"CEE_2026-2027_{staged[name]}_Rencontres.ics" in headers["Content-Disposition"]
            assert len(events(content)) == 2
        # The link follows the right: a seat given back, and it leads nowhere.
        answer = await ada.invoke("document.ics", {"network": staged["autumn"]})
        (opened,) = [one for one in elements(answer["value"]) if one.get("type") == "Action.OpenUrl"]
        database.write(lambda session: withdraw(session, NOW, staged["ada"], staged["autumn"]))
        assert (await fetch(around, str(opened["url"]).removeprefix(URL)))[0] == 404


async def test_who_is_in_no_network_has_an_empty_calendar(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        card = await around.person("Zoé").say("mon calendrier")
        assert say.NONE in text(card)
        assert say.DOWNLOAD not in titles(card)
        assert events((await fetch(around, address(card)))[2]) == []
