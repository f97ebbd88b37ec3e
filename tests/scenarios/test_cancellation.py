"""A meeting called off, in the whole bot: who was not reached, after midnight, once held (S24; B2, B11)."""

import re
from datetime import date, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from sqlalchemy.orm import Session

from cards.phrases import moves as say
from storage.database import Database
from storage.minutes import Minutes, MinutesVersion, unwritten
from storage.network import Network
from storage.people import Role
from storage.schedule import meetings_of
from tests.enrolling import add_network, add_schools, fill
from tests.factories import NOW, TORONTO, add_person
from tests.fakes.teams import Person
from tests.scenarios.test_moves import DAYS
from tests.scenarios.world import Actor, Card, text, titles, world

SIX_TEN = datetime(2027, 1, 27, 6, 10, tzinfo=TORONTO)
HOSTILE = "Lire](javascript:alert(1)) &bcc=x@exemple.invalid **gras** {{7*7}}"


def stage(session: Session) -> tuple[int, int]:
    """(network, first meeting): Ada animates, Rita is responsible, Eva, Zoé and Noé are members."""
    codes = add_schools(session, 4)
    ada = add_person(session, "Ada", school_id=codes[0])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    named = zip(("Eva", "Zoé", "Noé"), codes[1:], strict=True)
    crowd = [add_person(session, name, school_id=code) for name, code in named]
    network = add_network(session, "Lire", days=DAYS, animator_id=ada.id)
    session.get_one(Network, network).title = HOSTILE
    fill(session, network, [one.id for one in crowd])
    return network, meetings_of(session, network)[0].id


def blocked(name: str, *, now: bool) -> Person:
    """Somebody in whose chat the bot cannot write."""
    low = name.lower()
    return Person(f"oid-{low}", f"29:{low}", f"{name} Essai", f"{low}@exemple.invalid", blocked=now)


def mail(card: Card) -> tuple[str, dict[str, list[str]]]:
    """(the address part, the fields) of the one mail that is ready."""
    (link,) = re.findall(r"\]\((mailto:[^)]*)\)", text(card))
    parts = urlsplit(link)
    return unquote(parts.path), parse_qs(parts.query, strict_parsing=True)


async def called_off(ada: Actor, meeting: int, reason: str = "closed") -> Card:
    form = await ada.invoke("meeting.cancel", {"meeting": meeting})
    return await ada.press(form["value"], say.CANCEL_SURE, reason=reason)


async def test_b11_who_was_not_reached_is_listed_with_a_mail_ready(database: Database) -> None:
    (_, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada, eva, rita = (here.person(name) for name in ("Ada", "Eva", "Rita"))
        await eva.say("bonjour")
        for name in ("Zoé", "Noé"):
            here.teams.add_person(blocked(name, now=True))
        here.clock.move(SIX_TEN)
        card = await called_off(ada, meeting)
        await here.settle()
        card = await ada.press(card, say.REFRESH)
        assert say.reached(2, 4) in text(card)
        for name in ("Zoé", "Noé"):
            assert f"{name} Essai\u00a0: {name.lower()}@exemple.invalid" in text(card)
        assert "Eva Essai" not in text(card)
        # One mail to both, who do not see each other’s address; the title is a title, whatever it holds.
        path, fields = mail(card)
        assert (path, set(fields)) == ("", {"bcc", "subject", "body"})
        assert fields["bcc"] == ["noé@exemple.invalid,zoé@exemple.invalid"]
        assert HOSTILE in fields["subject"][0]
        assert HOSTILE in fields["body"][0]
        assert "27 janvier 2027" in fields["body"][0]
        assert say.NO_RELEASE in fields["body"][0]
        assert "](javascript" not in text(card).replace("\\]", "")
        # The responsible has it to do, whoever called it off.
        desk = await rita.say("mon bureau")
        assert say.task_line(2) in text(desk)
        assert mail(await rita.press(desk, say.REACH_TITLE)) == (path, fields)
        stranger = await eva.invoke("meeting.cancelled", {"meeting": meeting})
        assert text(stranger["value"]) == say.REFUSED["not_allowed"]
        # Who comes back hears of it, and is not listed any more.
        here.teams.add_person(blocked("Zoé", now=False))
        zoe = here.person("Zoé")
        await zoe.say("bonjour")
        await here.settle()
        assert len([one for one in zoe.cards if text(one).startswith(say.CANCELLED_TITLE)]) == 1
        path, fields = mail(await ada.press(card, say.REFRESH))
        assert (path, set(fields)) == ("noé@exemple.invalid", {"subject", "body"})
        assert say.task_line(1) in text(await rita.say("mon bureau"))
        here.clock.move(datetime(2027, 1, 28, 9, tzinfo=TORONTO))
        assert say.task_line(1) not in text(await rita.say("mon bureau"))


async def test_after_its_hour_it_is_said_not_to_have_taken_place(database: Database) -> None:
    """Point 7: also after midnight, by the animator or a responsible; no minutes are due (S24)."""
    database.write(stage)
    async with world(database) as here:
        ada, eva = here.person("Ada"), here.person("Eva")
        await eva.say("bonjour")
        here.clock.move(datetime(2027, 1, 28, 0, 30, tzinfo=TORONTO))
        awaited = date(2027, 1, 27)
        assert len(database.read(lambda session: unwritten(session, awaited, awaited))) == 1
        listed = await ada.say("déplacer une rencontre")
        assert titles(listed).count(say.NOT_HELD) == 1
        form = await ada.press(listed, say.NOT_HELD)
        assert text(form).startswith(say.NOT_HELD_TITLE)
        done = await ada.press(form, say.NOT_HELD_SURE, reason="members", words="Deux personnes seulement.")
        assert "n’a pas eu lieu" in text(done)
        await here.settle()
        told = eva.cards[-1]
        assert text(told).startswith(say.NOT_HELD_TITLE)
        assert "Deux personnes seulement." in text(told)
        assert "n’aura pas lieu" not in text(told)
        assert database.read(lambda session: unwritten(session, awaited, awaited)) == []


async def test_with_minutes_it_took_place(database: Database) -> None:
    (_, meeting), _ = database.write(stage)

    def deposit(session: Session) -> None:
        found = Minutes(meeting_id=meeting, draft={}, version=1, saved_at=NOW, deposited_at=NOW, done=[])
        session.add(found)
        session.flush()
        session.add(MinutesVersion(minutes_id=found.id, version=1, content={}, deposited_at=NOW))

    async with world(database) as here:
        ada, rita = here.person("Ada"), here.person("Rita")
        here.clock.move(datetime(2027, 1, 28, 9, tzinfo=TORONTO))
        form = await ada.invoke("meeting.cancel", {"meeting": meeting})
        database.write(deposit)
        assert (
            text(await ada.press(form["value"], say.NOT_HELD_SURE, reason="room")) == say.REFUSED["minutes"]
        )
        again = await rita.invoke("meeting.cancel", {"meeting": meeting})
        assert text(again["value"]) == say.REFUSED["minutes"]
        assert say.NOT_HELD not in titles(await ada.say("déplacer une rencontre"))
