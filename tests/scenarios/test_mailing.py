"""A message to networks over HTTP: written, previewed, counted, sent once; who was reached (point 8)."""

import re
from urllib.parse import unquote

from sqlalchemy.orm import Session

from cards.phrases import mailing as say
from cards.phrases import menu as say_menu
from cards.phrases import texts as say_texts
from storage.database import Database
from storage.people import Role
from tests.enrolling import add_network, add_schools, add_teacher, fill
from tests.factories import add_person
from tests.scenarios.world import elements, text, together, values, world

SUBJECT, TEXT = "Changement de salle", "Nous serons au local 3.12.\nÀ bientôt!"
HOSTILE = "[ici](javascript:alert(1)) **gras** {{7*7}} <at>tous</at>"


def stage(session: Session) -> int:
    """Maude animates Eva, Zoé and Léa; Léa never spoke."""
    codes = add_schools(session, 6)
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    maude = add_teacher(session, "Maude", codes[0])
    network = add_network(session, "N", animator_id=maude)
    fill(
        session,
        network,
        [add_teacher(session, name, codes[at]) for at, name in enumerate(("Eva", "Zoé", "Léa"))],
    )
    return network


async def test_who_animates_writes_to_her_members_and_sees_who_was_reached(database: Database) -> None:
    network = database.write(stage)[0]
    async with world(database) as around:
        maude, eva, zoe = (around.person(name) for name in ("Maude", "Eva", "Zoé"))
        for person in (eva, zoe):
            await person.say("bonjour")
        form = await maude.press(await maude.say("mon réseau"), say.WRITE_MEMBERS)
        assert values(form)["audience"] == f"NETWORK:{network}"
        wrong = await maude.press(form, say.PREVIEW, subject=SUBJECT, text="x" * 1501)
        assert say.too_long(say.TEXT, say_texts.too_long(1501, 1500)) in text(wrong)
        assert values(wrong)["text"] == "x" * 1501
        shown = await maude.press(wrong, say.PREVIEW, text=TEXT)
        assert say.counts(3, 1) in text(shown)
        # Nothing left so far; the text may be taken up again, and the old preview then shows the new one.
        changed = await maude.press(await maude.press(shown, say.EDIT), say.PREVIEW, text=HOSTILE)
        assert say.STALE in text(await maude.press(shown, say.SEND))
        await around.settle()
        assert SUBJECT not in text(eva.cards[-1])
        one, two = await together(*(maude.press(changed, say.SEND) for _ in range(2)))
        assert {say.SENT in text(card) for card in (one, two)} == {True, False}
        assert say.ALREADY in text(one) + text(two)
        await around.settle()
        got = eva.cards[-1]
        assert len([card for card in eva.cards if SUBJECT in text(card)]) == 1
        assert say.sent_by("Maude Essai", "Réseau N") in text(got)
        line = next(each for each in text(got).splitlines() if "ici" in each)
        assert not re.search(r"(?<!\\)[\[*<]|\{\{", line)
        answer = [each["url"] for each in elements(got) if each.get("title") == say.WRITE_BACK]
        assert answer == ["https://teams.microsoft.com/l/chat/0/0?users=maude%40exemple.invalid"]
        reach = await maude.press(one, say.REFRESH)
        assert say.reached_so_far(2, 0, 1) in text(reach)
        assert say.not_reached("Léa Essai", "léa@exemple.invalid") in text(reach)
        (mail,) = re.findall(r"\]\((mailto:[^)]*)\)", text(reach))
        assert unquote(mail) == f"mailto:léa@exemple.invalid?subject={SUBJECT}&body={HOSTILE}"
        # Léa comes by: the message waited for her.
        lea = around.person("Léa")
        await lea.say("bonjour")
        await around.settle()
        assert SUBJECT in "".join(map(text, lea.cards))
        assert say.reached_so_far(3, 0, 0) in text(await maude.press(reach, say.REFRESH))


async def test_a_responsible_writes_to_all_and_anybody_else_to_nobody(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        rita, eva, maude = (around.person(name) for name in ("Rita", "Eva", "Maude"))
        for person in (eva, maude):
            await person.say("bonjour")
        form = await rita.say("écrire à tous")
        missing = await rita.press(form, say.PREVIEW, subject=SUBJECT)
        assert {say.MISTAKES["no_audience"], say.MISTAKES["no_text"]} <= set(text(missing).splitlines())
        shown = await rita.press(missing, say.PREVIEW, audience="ANIMATORS", text=TEXT)
        sent = await rita.press(shown, say.SEND)
        await around.settle()
        assert say.sent_by("Rita Essai", "") in text(maude.cards[-1])
        assert SUBJECT not in text(eva.cards[-1])
        assert say_menu.HELP in str(maude.cards[-1])
        # Another’s report is a responsible’s to read, not a teacher’s.
        mailing = next(each["data"]["mailing"] for each in elements(sent) if each.get("title") == say.REFRESH)
        for verb in ("mailing.reach", "mailing.send"):
            answer = await eva.invoke(verb, {"mailing": mailing, "revision": 1})
            assert text(answer["value"]) == say_menu.REFUSED
        assert text(await eva.say("écrire aux membres")) == say.NO_NETWORK
        listed = text(await rita.say("écrire aux réseaux"))
        assert say.sent_line(SUBJECT, say.TO["ANIMATORS"], "le 23 novembre 2026", 1) in listed
