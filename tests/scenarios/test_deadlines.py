"""The seven days in the whole bot: reminders, the post in the channel, the desk (R32, R33; S21, B1, B7)."""

from sqlalchemy.orm import Session

from cards.phrases import agenda as say_agenda
from cards.phrases import deadlines as say
from cards.phrases import desk as say_desk
from cards.phrases import menu as say_menu
from cards.phrases import plan as say_plan
from storage.database import Database
from storage.network import Network
from storage.schedule import Meeting
from tests.scenarios import test_agenda
from tests.scenarios.test_agenda import enroll, ready
from tests.scenarios.test_plan import IN_CHANNEL, in_channel, opened, written
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import Actor, Card, elements, text, titles, values, world

LINE = "le mardi 1er décembre 2026, de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE (2.04)"


def stage(session: Session) -> tuple[int, int]:
    """(network, its first meeting, on 1 December)."""
    first, _ = test_agenda.stage(session)
    network = session.get_one(Meeting, first).network_id
    session.get_one(Network, network).material = "Un cahier"
    return network, first


def beginning(actor: Actor, title: str) -> list[Card]:
    return [card for card in actor.cards if text(card).startswith(title)]


async def test_the_post_comes_at_nine_seven_days_before_and_changes_with_the_agenda(
    database: Database,
) -> None:
    """Point 4: date, hours, place, what to bring; only the animator hears that the agenda is missing."""
    (network, first), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe, rita = (around.person(name) for name in ("Ada", "Eva", "Zoé", "Rita"))
        await opened(around, database, network)
        await ada.say("bonjour")
        await enroll(eva)
        await morning(around, "2026-11-24 08:30")
        assert in_channel(around) == []
        # The plan and the agenda of one day are one message.
        (asked,) = [card for card in ada.cards if say.today("Réseau Lire") in text(card)]
        assert text(asked).count(say.today("Réseau Lire")) == 2
        await morning(around, "2026-11-24 09:00")
        await morning(around, "2026-11-24 09:01")
        (post,) = in_channel(around)
        assert say.in_seven_days(LINE) in text(post)
        assert say.bring("Un cahier") in text(post)
        assert say.AGENDA_LATER in text(post)
        assert "Essai" not in str(post)
        assert {one["type"] for one in elements(post) if "Action." in str(one.get("type"))} == {
            "Action.Execute"
        }
        assert not beginning(eva, say.POST_TITLE)
        assert say.task_title("Ordre du jour", "Réseau Lire") not in text(await rita.say("mon bureau"))
        # Deposited the same evening, it is on time, and the post is edited where it stands.
        await morning(around, "2026-11-24 23:59")
        await ada.press(await ada.say("ordre du jour"), say_agenda.DEPOSIT)
        await around.settle()
        (post,) = in_channel(around)
        assert say.AGENDA_HERE in text(post)
        assert say.READ_PLAN not in titles(post)
        await ada.press(await written(ada), say_plan.DEPOSIT)
        await around.settle()
        (post,) = [card for card in in_channel(around) if text(card).startswith(say.POST_TITLE)]
        assert say.READ_PLAN in titles(post)
        member = await eva.invoke("agenda.read", {"meeting": first}, **IN_CHANNEL)
        assert text(member["value"]).startswith(say_agenda.READY)
        stranger = await zoe.invoke("agenda.read", {"meeting": first}, **IN_CHANNEL)
        assert text(stranger["value"]) == say_agenda.MEMBERS_ONLY
        assert len(ready(eva)) == 1


async def test_b1_a_bot_stopped_for_days_says_each_thing_once(database: Database) -> None:
    (network, _), _ = database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        await opened(around, database, network)
        await ada.say("bonjour")
        await morning(around, "2026-11-26 10:00")
        await morning(around, "2026-11-26 10:01")
        overdue = say.overdue("Réseau Lire", "le 24 novembre 2026")
        # What was due at D−14 arrived at the first start; of D−7's, one message after the stop.
        (asked,) = [card for card in ada.cards if overdue in text(card)]
        assert text(asked).count(overdue) == 2
        (post,) = in_channel(around)
        # Four days before, it no longer says « dans sept jours ».
        assert say.meeting_on(LINE) in text(post)
        # Pressing the reminder opens the draft of that meeting.
        opens = next(one for one in elements(asked) if one.get("verb") == "agenda.open")
        answer = await ada.invoke(opens["verb"], opens["data"])
        assert say_agenda.DEPOSIT in titles(answer["value"])


async def test_a_late_document_on_the_desk_and_its_ways_out(database: Database) -> None:
    """Point 3: from D−6 on; a delay with its reason, then received on paper."""
    (_, first), _ = database.write(stage)
    async with world(database) as around:
        ada, rita, eva = around.person("Ada"), around.person("Rita"), around.person("Eva")
        await ada.say("bonjour")
        await morning(around, "2026-11-24 10:00")
        await morning(around, "2026-11-25 09:00")
        desk = await rita.say("mon bureau")
        late = say.task_title("Ordre du jour", "Réseau Lire")
        assert late in text(desk)
        forged = await eva.invoke("deadline.open", {"meeting": first, "document": "AGENDA"})
        assert text(forged["value"]) == say_menu.REFUSED
        for verb in ("deadline.grant", "deadline.on_paper"):
            data = {"meeting": first, "document": "AGENDA", "until": "2026-11-27", "reason": "Non."}
            assert text((await eva.invoke(verb, data))["value"]) == say_menu.REFUSED, verb
        data = {"meeting": first, "document": "AGENDA"}
        card = (await rita.invoke("deadline.open", data))["value"]
        assert say.reminded("le 23 novembre 2026, le 24 novembre 2026") in text(card)
        assert "[ada@exemple.invalid](mailto:ada@exemple.invalid)" in text(card)
        wrong = await rita.press(card, say.GRANT, until="2026-12-01", reason="Une absence.")
        assert say.FAULTS["too_late"] in text(wrong)
        assert values(wrong)["reason"] == "Une absence."
        done = await rita.press(wrong, say.GRANT, until="2026-11-27")
        assert say.GRANTED in text(done)
        assert late not in text(done)
        await around.settle()
        (told,) = beginning(ada, say.granted_title("Ordre du jour"))
        assert say.granted("Réseau Lire", "le 27 novembre 2026") in text(told)
        assert "Une absence." in text(told)
        assert say_agenda.DEPOSIT in titles(await ada.press(told, say.OPEN_DRAFT))
        again = await rita.press(card, say.GRANT, until="2026-11-28", reason="Encore.")
        assert say.NOTHING_LATE in text(again)
        await morning(around, "2026-11-28 10:00")
        assert late in text(await rita.say("mon bureau"))
        done = await rita.press(card, say.PAPER)
        assert say.ON_PAPER in text(done)
        assert say_desk.TITLE in text(done)
        assert late not in text(done)


async def test_nothing_to_bring_is_not_said(database: Database) -> None:
    """« Aucun » is what a proposal says first."""
    (network, _), _ = database.write(stage)

    def nothing(session: Session) -> None:
        session.get_one(Network, network).material = "Aucun"

    database.write(nothing)
    async with world(database) as around:
        await opened(around, database, network)
        await morning(around, "2026-11-24 09:00")
        (post,) = in_channel(around)
        assert say.in_seven_days(LINE) in text(post)
        assert say.bring("") not in text(post)
