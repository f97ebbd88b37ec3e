"""Every card shows in the end how its subject stands, whenever the change came (design.md §3, §4)."""

import threading

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.jobs.deliver import LEASE
from bot.services import Place
from bot.usecases import delivery, people
from storage import posts
from storage.outbox import OutboxRow
from tests.factories import NOW
from tests.fakes.teams import Trouble
from tests.jobs.letters import failures, known, network, write
from tests.jobs.office import ENDED, Office
from tests.storage.messages import rows

SECOND = 1


async def test_a_change_after_the_post_redraws_every_card_about_it(office: Office) -> None:
    ada, eve = known(office, "Ada"), known(office, "Eve")
    about, other = network(office, ada), network(office, eve, "Autre")
    write(office, ada, about, "letter")
    write(office, eve, about, "request")
    write(office, eve, other, "other")
    await office.deliver()
    office.retitle(about, "Écrire")
    await office.deliver()
    assert sorted(office.shown()) == ["letter: Écrire", "other: Autre", "request: Écrire"]
    assert sorted(method for method, _ in office.calls) == ["POST"] * 3 + ["PUT"] * 2


async def test_a_change_between_the_drawing_and_the_post_is_redrawn(office: Office) -> None:
    ada = known(office, "Ada")
    about = network(office, ada)
    write(office, ada, about, "letter")
    office.after_draw = lambda told: office.retitle(about, "Écrire") if "Lire" in told else None
    await office.deliver()
    # That the old title was posted is what makes the race a real one.
    assert office.calls == [("POST", "letter: Lire"), ("PUT", "letter: Écrire")]


async def test_changes_during_the_redraws_converge(office: Office) -> None:
    ada = known(office, "Ada")
    about = network(office, ada)
    write(office, ada, about, "letter")
    titles = iter(["Deux", "Trois", "Quatre"])
    office.before_post = lambda _told: office.retitle(about, title) if (title := next(titles, "")) else None
    await office.deliver()
    assert office.shown() == ["letter: Quatre"]
    assert {row.state for row in rows(office.database)} == {"sent"}


async def test_several_changes_before_a_redraw_cost_one_update(office: Office) -> None:
    """Each change wrote its row; the first drawing shows them all."""
    ada = known(office, "Ada")
    about = network(office, ada)
    write(office, ada, about, "letter")
    await office.deliver()
    for number in range(5):
        office.retitle(about, f"Titre {number}")
    await office.deliver()
    assert office.calls == [("POST", "letter: Lire"), ("PUT", "letter: Titre 4")]
    assert [row.state for row in rows(office.database)] == ["sent"] * 6


async def test_an_update_is_tried_freely(office: Office) -> None:
    """The same PUT twice is harmless: neither a 502 nor a time-out is a doubt (TEAMS_FACTS §1.2)."""
    ada = known(office, "Ada")
    about = network(office, ada)
    write(office, ada, about, "letter")
    await office.deliver()
    office.retitle(about, "Écrire")
    office.teams.script(Trouble.BAD_GATEWAY, times=4)
    for _ in range(5):
        await office.deliver()
        office.clock.move(rows(office.database)[-1].not_before)
    assert (office.shown(), failures(office)) == (["letter: Écrire"], [])


async def test_a_message_that_was_deleted_is_said_anew_to_its_reader(office: Office) -> None:
    ada = known(office, "Ada")
    about = network(office, ada)
    write(office, ada, about, "letter")
    await office.deliver()
    office.teams._activities.clear()
    office.retitle(about, "Écrire")
    await office.deliver()
    office.retitle(about, "Compter")
    await office.deliver()
    assert office.calls == [
        ("POST", "letter: Lire"),
        ("POST", "letter: Écrire"),
        ("PUT", "letter: Compter"),
    ]


async def test_a_card_about_what_has_ended_is_left_as_it_is(office: Office) -> None:
    ada = known(office, "Ada")
    about = network(office, ada)
    write(office, ada, about, "letter")
    await office.deliver()
    office.retitle(about, ENDED)
    await office.deliver()
    assert office.calls == [("POST", "letter: Lire")]
    assert rows(office.database)[-1].state == "missed"


async def test_the_cards_of_somebody_who_left_are_redrawn_when_she_comes_back(office: Office) -> None:
    """Each change meanwhile neither asks Teams nor fills the audit with failures."""
    ada = known(office, "Ada")
    about = network(office, ada)
    write(office, ada, about, "letter")
    await office.deliver()
    chat = Place(office.teams.url, "a:oid-ada")
    office.database.write(lambda session: people.leave(session, NOW, chat))
    for title in ("Deux", "Trois"):
        office.retitle(about, title)
        await office.deliver()
    assert (office.shown(), failures(office)) == (["letter: Lire"], [])
    office.database.write(lambda session: people.hear_from(session, NOW, ada, chat))
    await office.deliver()
    assert office.calls == [("POST", "letter: Lire"), ("PUT", "letter: Trois")]


def test_a_change_that_commits_while_a_post_is_recorded_is_not_missed(office: Office) -> None:
    """Neither transaction sees the other's rows: the subject's count must make one wait for the other."""
    ada = known(office, "Ada")
    about = network(office, ada)
    write(office, ada, about, "letter")
    (due,) = office.database.write(
        lambda session: delivery.claim(session, NOW, lease=LEASE, limit=1, hours=(8, 17))
    )[0]
    changed, recorded = threading.Event(), threading.Event()

    def change(session: Session) -> None:
        posts.changed(session, ("network", about), NOW)
        changed.set()
        recorded.wait(SECOND)  # never set when the record waits for this transaction, as it must

    def record(session: Session) -> None:
        place = Place(office.teams.url, "a:oid-ada")
        delivery.posted(session, NOW, due.row_id, place, "m1", 0)

    changing = threading.Thread(target=office.database.write, args=(change,))
    changing.start()
    assert changed.wait(30)
    office.database.write(record)
    recorded.set()
    changing.join(30)

    redraws = select(OutboxRow.once).where(OutboxRow.post_id.is_not(None))
    assert office.database.read(lambda session: session.scalars(redraws).all()) == ["redraw:1:1"]
