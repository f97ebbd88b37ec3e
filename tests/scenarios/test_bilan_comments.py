"""Around the bilan in the whole bot: the members' comments, and « rencontre avec le CEE » (R64, R65)."""

from cards.phrases import bilan as say_bilan
from cards.phrases import bilan_comments as say
from cards.phrases import cee_meeting as say_cee
from cards.phrases.proposal import quoted
from storage.database import Database
from tests.scenarios.test_bilan import TEXTS, stage
from tests.scenarios.test_documents import fetch
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import elements, text, titles, values, world


async def test_r65_a_member_comments_and_the_animator_alone_deposits(database: Database) -> None:
    network, _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = (around.person(name) for name in ("Ada", "Eva", "Zoé"))
        await eva.say("bonjour")
        await morning(around, "2027-05-03 10:00")
        confirm = await ada.press(await ada.say("bilan"), say_bilan.ASK_COMMENTS)
        assert say.invite_line(1) in text(confirm)
        draft = await ada.press(confirm, say.send_to(1))
        assert say.invited(1) in text(draft)
        await around.settle()
        card = eva.cards[-1]
        assert say.asked_by("Ada Essai", "Réseau Lire") in text(card)
        assert "27 janvier 2027" in text(card)
        assert say_bilan.DEPOSIT not in titles(card)
        empty = await eva.press(card, say.SEND)
        assert say.WRONG["empty"] in text(empty)
        kept = await eva.press(empty, say.SEND, comment="Ajoutez la visite.")
        assert say.KEPT in text(kept)
        assert values(kept) == {"comment": "Ajoutez la visite."}
        for verb in ("bilan.comment", "bilan.comments", "bilan.invite", "bilan.invite_send"):
            forged = await zoe.invoke(verb, {"network": network, "comment": "Moi aussi."})
            refused = {say.REFUSED["not_allowed"], say_bilan.REFUSED["not_allowed"]}
            assert text(forged["value"]) in refused, verb
        await around.settle()
        assert say.news("Réseau Lire", 1) in text(ada.cards[-1])
        listed = await ada.press(await ada.say("bilan"), say_bilan.read_comments(1))
        assert "Ajoutez la visite." in text(listed)
        back = await ada.press(listed, say.BACK)
        await ada.press(back, say_bilan.DEPOSIT, **TEXTS)
        await around.settle()
        # What was sent to Eva says now that it is closed, and she may read what was deposited.
        closed = eva.shown(eva.posts[-1].activity_id or "")
        assert say.CLOSED_TITLE in text(closed)
        late = await eva.press(kept, say.SEND, comment="Trop tard.")
        assert text(late) == say.REFUSED["closed"]
        assert TEXTS["achievement"] in text(await eva.press(closed, say_bilan.READ))
        assert TEXTS["achievement"] in text(await eva.say("bilan"))
        stranger = await zoe.invoke("bilan.read", {"network": network})
        assert text(stranger["value"]) == say_bilan.READERS_ONLY


async def test_r64_a_moment_is_proposed_answered_and_put_in_both_calendars(database: Database) -> None:
    network, _ = database.write(stage)
    async with world(database) as around:
        ada, eva, rita = (around.person(name) for name in ("Ada", "Eva", "Rita"))
        for actor in (ada, rita):
            await actor.say("bonjour")
        await morning(around, "2027-05-03 10:00")
        form = await ada.say("rencontre CEE")
        wrong = await ada.press(form, say_cee.PROPOSE, day="2027-05-08", starts="17 h", place="Au CEE")
        assert say_cee.FAULTS["weekend"] in text(wrong)
        assert say_cee.FAULTS["outside_hours"] in text(wrong)
        assert values(wrong) == {"day": "2027-05-08", "starts": "17 h", "place": "Au CEE"}
        sent = await ada.press(wrong, say_cee.PROPOSE, day="2027-05-11", starts="9 h 30")
        assert say_cee.PROPOSED_SAID in text(sent)
        await around.settle()
        slot = say_cee.cee_slot("le mardi 11 mai 2027", "9\u00a0h\u00a030", "Au CEE")
        asked = rita.cards[-1]
        chosen = await rita.press(await rita.say("rencontre CEE"), quoted("Réseau Lire"))
        assert say_cee.ACCEPT in titles(chosen)
        assert say_cee.proposed_by("Ada Essai", slot) in text(asked)
        assert say_cee.cee_waits_title("Réseau Lire") in text(await rita.say("mon bureau"))
        agreed = await rita.press(asked, say_cee.ACCEPT)
        assert say_cee.agreed_on(slot) in text(agreed)
        await around.settle()
        for actor in (ada, rita):
            told = actor.cards[-1]
            assert say_cee.AGREED_TITLE in text(told)
            card = await actor.press(told, say_cee.CALENDAR)
            (link,) = [one["url"] for one in elements(card) if "url" in one]
            status, headers, content = await fetch(around, link.rpartition("/")[2])
            assert (status, headers["Content-Type"].split(";")[0]) == (200, "text/calendar")
            assert b"DTSTART;TZID=America/Toronto:20270511T093000" in content
            assert b"SEQUENCE:0" in content
        for verb in ("open", "propose", "accept"):
            forged = await eva.invoke(f"cee_meeting.{verb}", {"network": network, "moment": 1})
            assert text(forged["value"]) == say_cee.REFUSED["not_allowed"], verb
