"""S27, S28: a card that was forwarded, or pressed again when its time is over, acts for nobody."""

from sqlalchemy import text as sql

from cards.phrases import approval as say_approval
from cards.phrases import menu as say_menu
from cards.phrases import proposal as say_proposal
from cards.phrases import rating as say_rating
from cards.phrases import sitting as say_sitting
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.test_approval import arrived
from tests.scenarios.test_proposal import propose
from tests.scenarios.test_rating import COMMITTEE
from tests.scenarios.world import Card, elements, text, world

TABLES = ("proposals", "proposal_versions", "approval_requests", "ratings", "networks", "outbox", "posts")


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row that a press could change."""
    with database.engine.connect() as connection:
        return {
            table: [tuple(row) for row in connection.execute(sql(f"SELECT * FROM {table} ORDER BY id"))]
            for table in TABLES
        }


def pressable(card: Card) -> list[tuple[str, dict[str, object]]]:
    """(verb, data) of every button on the card."""
    return [(one["verb"], dict(one.get("data") or {})) for one in elements(card) if "verb" in one]


async def test_s28_no_button_of_anybodys_card_does_anything_for_a_colleague(database: Database) -> None:
    """Every button of the proposer's, the member's and the responsible's cards, pressed by a stranger."""
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, rita, lea, zoe = (around.person(name) for name in ("Ada", "Rita", "Léa", "Zoé"))
        await zoe.say("bonjour")
        sent = await propose(ada)
        request, member = await arrived(around, rita, "À l’étude"), await arrived(around, lea, "À l’étude")
        form = await rita.press(request, say_approval.RECORD)
        rating = await lea.press(member, say_rating.RATE)
        sitting = await rita.say("séance du comité")
        desk = await rita.say("mon bureau")
        await around.settle()
        cards = (sent, request, member, form, rating, sitting, desk)
        presses = {
            (verb, str(sorted(data.items()))): (verb, data) for c in cards for verb, data in pressable(c)
        }
        ours = {"menu", "help", "proposal.list", "profile.open", "mailing.open"}
        before = everything(database)
        for verb, data in presses.values():
            if verb in ours:
                continue  # these show the presser her own things
            more = {"decision": "ACCEPTED", "message": "x", "letter": "NOW", "R24": "YES", "sure": "yes"}
            answer = await zoe.invoke(verb, {**more, **data})
            assert text(answer["value"]) == say_menu.REFUSED, verb
        assert len(presses) > 10
        await around.settle()
        assert everything(database) == before


async def test_s28_an_old_card_pressed_again_shows_what_is_now_and_changes_nothing(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, rita, lea = (around.person(name) for name in ("Ada", "Rita", "Léa"))
        sent = await propose(ada)
        form = await rita.press(await arrived(around, rita, "À l’étude"), say_approval.RECORD)
        rating = await lea.press(await arrived(around, lea, "À l’étude"), say_rating.RATE)
        await rita.press(form, say_approval.SAVE_DECISION, decision="DECLINED", message="Non.")
        await around.settle()
        before = everything(database)
        for actor, verb, data in (
            (ada, *next(one for one in pressable(sent) if one[0] == "proposal.edit")),
            (ada, *next(one for one in pressable(sent) if one[0] == "proposal.withdraw")),
            (rita, "approval.decide", {"request": 1, "decision": "ACCEPTED", "letter": "NOW"}),
            (lea, *next(one for one in pressable(rating) if one[0] == "rating.save")),
        ):
            answer = await actor.invoke(verb, {**data, "sure": "yes", "R24": "NO"})
            shown = text(answer["value"]).lower()
            assert "non retenue" in shown, (verb, shown)
        await around.settle()
        assert everything(database) == before
        assert say_sitting.EMPTY in text(await rita.say("séance du comité"))
        assert say_proposal.AGAIN in {
            one.get("title")
            for one in elements(await ada.press(await ada.say("mes propositions"), say_proposal.OPEN))
        }
