"""The year ends and goes on, over HTTP: request, question, decision, invitations, 1 July (S30, B14)."""

import asyncio
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.usecases import enrollment, schools
from cards import actions
from cards.phrases import approval as say_approval
from cards.phrases import continuation as say
from cards.phrases import desk as say_desk
from cards.phrases import enrollment as say_enrollment
from cards.phrases import invitation as say_invitation
from cards.phrases import menu as say_menu
from cards.phrases import rollover as say_rollover
from storage.channel_archive import ArchiveState, archives
from storage.continuation import continuation_of, second_year_of, wishes
from storage.database import Database
from storage.network import Network
from storage.people import Person, Role
from tests.continuing import JUNE, NEXT_YEAR, OVER, add_channel, deposit
from tests.enrolling import add_network, add_schools, add_teacher, clean, fill, members, offered
from tests.factories import add_person
from tests.scenarios.world import Actor, World, text, titles, world
from tests.usecases.test_invitation import NEXT_DAYS

MEMBERS = ("Eva", "Léa", "Noé", "Zoé", "Max", "Luc")


def stage(session: Session) -> int:
    """Ada's network of 2026-2027 has met; Eva, Léa and Noé teach at one school by now."""
    add_schools(session, 9)
    ada = add_teacher(session, "Ada", "S9")
    network = add_network(session, "A", animator_id=ada)
    people = [add_teacher(session, name, f"S{at}") for at, name in enumerate(MEMBERS, start=1)]
    fill(session, network, people)
    for person in people[1:3]:
        schools.move(session, JUNE, session.get_one(Person, person), "S1")
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Paul", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Cleo", Role.COMMITTEE_MEMBER, school_id=None)
    session.get_one(Network, network).state = "COMPLETED"
    # Zoé already has a seat in another network of the coming year.
    other = add_network(session, "B", days=NEXT_DAYS, school_year=NEXT_YEAR)
    assert isinstance(enrollment.enroll(session, JUNE, people[3], other), enrollment.Enrolled)
    return network


async def hear(around: World, *people: Actor) -> None:
    for one in people:
        await one.say("bonjour")
    await around.settle()


async def minute(around: World) -> None:
    around.clock.move(around.clock.now() + timedelta(minutes=1))
    around.bot.services.wake()
    await around.settle()


async def run(database: Database, work: object) -> object:
    return await asyncio.to_thread(lambda: database.write(work)[0])  # type: ignore[arg-type]


async def test_s30_b14_from_the_bilan_to_the_second_year(database: Database) -> None:
    network = database.write(stage)[0]
    async with world(database, committee="oid-cleo") as around:
        around.clock.move(JUNE)
        ada, rita, paul, cleo = (around.person(name) for name in ("Ada", "Rita", "Paul", "Cleo"))
        eva, lea, noe, zoe, max_, luc = (around.person(name) for name in MEMBERS)
        everybody = (ada, rita, paul, cleo, eva, lea, noe, zoe, max_, luc)
        await hear(around, *everybody)
        await run(database, partial(deposit, network=network))
        await minute(around)
        # Each member is asked once, privately; the card of who decides shows counts alone.
        for person, answer in ((eva, "Oui"), (lea, "Oui"), (max_, "Peut-être")):
            assert say.WISH_TITLE in text(person.cards[-1])
            said = await person.press(person.cards[-1], answer)
            assert say.wish_said(answer) in text(said)
        await around.settle()
        shown = text(rita.cards[-1])
        assert say.continuation_title("Réseau A") in shown
        assert say.members_wishes(2, 1, 0, 3) in shown
        assert "Eva" not in shown
        # A member of the committee reads it and its bilan, and decides nothing.
        assert titles(cleo.cards[-1]) == [say.READ_BILAN]
        assert "banque de lectures" in text(await cleo.press(cleo.cards[-1], say.READ_BILAN))
        forged = {"network": network, "version": 1, "decision": "ACCEPTED", "until": "2027-06-30"}
        for stranger in (cleo, eva, ada):
            refused = await stranger.invoke("continuation.decide", forged)
            assert text(refused["value"]) == say_menu.REFUSED
        await decide(around, database, network, rita, paul)
        await invitations(around, database, network, (eva, lea, noe, zoe, max_, luc))
        assert say.ACCEPTED_TITLE in text(ada.cards[-1])
        await run(database, lambda session: clean(session, around.clock.now()))


async def decide(around: World, database: Database, network: int, rita: Actor, paul: Actor) -> None:
    """From the list or the desk; what is missing is said; an old card shows who decided (S05, S06)."""
    await around.settle()
    old = paul.cards[-1]
    listed = await rita.say("approbations")
    assert say_approval.security(3, "le 10 juin 2027") in text(listed)
    assert say.continuation_line(NEXT_YEAR, "le 10 juin 2027", 1) in text(listed)
    form = await rita.press(await rita.press(listed, say_approval.OPEN), say.RECORD)
    wrong = await rita.press(form, say.SAVE_DECISION, decision="ACCEPTED", until="2027-06-10")
    assert say.MISTAKES["past_date"] in text(wrong)
    done = await rita.press(form, say.SAVE_DECISION, decision="ACCEPTED", until="2027-06-30")
    assert say.invitations_sent("le 30 juin 2027") in text(done)
    late = await paul.press(old, say.RECORD)
    assert say.continuation_decided_title("Réseau A", "ACCEPTED") in text(late)
    await minute(around)
    assert say.continuation_decided_title("Réseau A", "ACCEPTED") in text(paul.cards[-1])
    assert database.read(lambda session: wishes(session, network)) == {"YES": 2, "MAYBE": 1}


async def invitations(around: World, database: Database, network: int, people: tuple[Actor, ...]) -> None:
    eva, lea, noe, zoe, max_, luc = people

    def second(session: Session) -> int:
        found = second_year_of(session, network)
        assert found is not None
        return found.id

    going_on = database.read(second)
    title = say_invitation.invitation_title(NEXT_YEAR)
    assert all(title in text(one.cards[-1]) for one in (eva, lea, zoe, max_, luc))
    # B14: two of the school hold seats, the third is told and takes a rank.
    assert say_invitation.no_place("École S1", NEXT_YEAR) in text(noe.cards[-1])
    waits = await noe.press(noe.cards[-1], say_invitation.WAIT)
    assert say_enrollment.WAITING_TITLE in text(waits)
    # Who is enrolled elsewhere reads what changing means, before pressing.
    assert say_invitation.invitation_elsewhere("Réseau B", NEXT_YEAR) in text(zoe.cards[-1])
    changed = await zoe.press(zoe.cards[-1], say_invitation.EXCHANGE)
    assert say_invitation.accepted_title(NEXT_YEAR) in text(changed)
    # « Mon réseau » opens an invitation that scrolled away.
    mine = await eva.say("mon réseau")
    assert say_invitation.is_invited("le 30 juin 2027") in text(mine)
    assert say_invitation.accepted_title(NEXT_YEAR) in text(await eva.press(mine, say_invitation.ACCEPT))
    await lea.press(lea.cards[-1], say_invitation.DECLINE)
    await minute(around)
    assert len(database.read(lambda session: members(session, going_on))) == 3  # Zoé, Eva, and Noé by rank
    # Silence: at the end of the last day the seats are free, and the person is told.
    around.clock.move(OVER)
    await minute(around)
    assert database.read(lambda session: offered(session, going_on)) == []
    assert any(say_invitation.invitation_over("Réseau A") in text(card) for card in luc.cards)
    late = await luc.invoke(actions.OFFER_ACCEPT, {"network": going_on, "leaves": 0})
    assert say_enrollment.TITLES["closed"] in text(late["value"])


async def test_the_new_year_one_card_and_its_channels(database: Database) -> None:
    """1 July: archived by the clock, one card with each step's state, channels in one press."""

    def past(session: Session) -> int:
        network = stage(session)
        add_channel(session, network)
        return network

    network = database.write(past)[0]
    async with world(database, by_hand=True) as around:
        around.clock.move(JUNE)
        rita, eva = around.person("Rita"), around.person("Eva")
        await hear(around, rita, eva)
        around.clock.move(OVER + timedelta(hours=9))
        await minute(around)
        assert database.read(lambda session: session.get_one(Network, network).state) == "ARCHIVED"
        assert say_rollover.DESK_TITLE in text(await rita.say("mon bureau"))
        card = await rita.say("nouvelle année")
        read = text(card)
        assert say_rollover.year_archived(1, "2026-2027") in read
        for title in (say_rollover.LISTS, say_rollover.CALENDAR, say_rollover.DATES, say_rollover.CHANNELS):
            assert say_rollover.step_line(title, done=False) in read
        assert say_rollover.LISTS_TITLE in text(await rita.press(card, say_rollover.LISTS_HOW))
        channels = await rita.press(card, say_rollover.ARCHIVE_OPEN)
        assert "R2026-" in text(channels)
        done = await rita.press(channels, say_rollover.ARCHIVE_DONE)
        assert say_rollover.archive_noted(1) in text(done)
        assert say_desk.TITLE in text(done)
        again = await rita.say("nouvelle année")
        assert say_rollover.step_line(say_rollover.CHANNELS, done=True) in text(again)
        closed = await rita.press(again, say_rollover.CLOSE)
        assert say_rollover.CLOSED in text(closed)
        assert say_rollover.CLOSED_BEFORE in text(await rita.press(again, say_rollover.CLOSE))
        # Nobody else sees or does any of it.
        for verb, data in (
            ("rollover.open", {}),
            ("rollover.lists", {}),
            ("rollover.done", {"year": NEXT_YEAR}),
            ("channels.archive", {}),
            ("channels.archived", {"networks": "1"}),
        ):
            assert text((await eva.invoke(verb, data))["value"]) == say_menu.REFUSED, verb


async def test_the_bot_archives_where_it_may(database: Database) -> None:
    """CHANNEL_ARCHIVE: asked of Graph once, and done when it is seen; a refusal comes to the desk."""

    def past(session: Session) -> tuple[int, int]:
        one = stage(session)
        two = add_network(session, "C", animator_id=add_teacher(session, "Ina", "S8"))
        return one, two

    one, two = database.write(past)[0]
    async with world(database, archive=True) as around:
        ids = [around.graph.add(f"R2026-000{number}").channel_id for number in (1, 2)]

        def opened(session: Session) -> None:
            for network, channel_id in zip((one, two), ids, strict=True):
                add_channel(session, network)
                session.get_one(Network, network).channel.channel_id = channel_id  # type: ignore[union-attr]

        await run(database, opened)
        around.graph.archives.after = 1
        around.clock.move(OVER)
        for _ in range(6):
            await minute(around)
        assert around.graph.archives.asked == ids
        assert [channel.archived for channel in around.graph.made] == [True, True]
        assert database.read(archives) == {ArchiveState.DONE.value: 2}


async def test_a_third_year_is_never_asked_for(database: Database) -> None:
    network = database.write(stage)[0]

    def last(session: Session) -> object:
        session.get_one(Network, network).year_index = 2
        session.flush()
        return deposit(session, network)

    assert say.BARS[str(database.write(last)[0])].endswith("déposez une nouvelle proposition.")
    assert database.read(lambda session: continuation_of(session, network)) is None
