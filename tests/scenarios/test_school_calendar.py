"""« Calendrier scolaire » through the whole bot: read by month, edited, refused (issue 4, point 3; R19)."""

from typing import Any

from cards.phrases import desk as say_desk
from cards.phrases import menu as say_menu
from cards.phrases import school_calendar as say
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.world import text, titles, values, world

N = "\u00a0"


async def test_a_responsible_adds_a_week_and_opens_it_again(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita = around.person("Rita")
        card = await rita.press(await rita.say("mon bureau"), say_desk.CALENDAR)
        # 2026-11-23: the first holidays to come are those of December.
        assert "Décembre 2026" in text(card)
        typed = {"first": "2027-03-01", "last": "2027-03-05", "kind": "CLOSED", "label": "Relâche *"}
        added = await rita.press(card, say.ADD, **typed)
        assert f"du 1er mars 2027 au 5 mars 2027{N}: 5 jours ont changé." in text(added)
        assert f"Relâche \\*{N}: du 1er mars 2027 au 5 mars 2027. Fermé." in text(added)
        assert f"Vendredi saint{N}: le 26 mars 2027. Férié." in text(added)
        assert values(added) == {"first": "", "last": "", "kind": "", "label": ""}
        data = {"from": "2027-03-01", "to": "2027-03-05", "work": 1, "page": 3}
        opened = (await rita.invoke("school_calendar.remove", data))["value"]
        assert "Relâche" not in text(opened)
        again = (await rita.invoke("school_calendar.remove", data))["value"]
        assert say.UNCHANGED in text(again)


async def test_a_holiday_is_opened_and_becomes_a_holiday_again(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita = around.person("Rita")
        typed = {"first": "2027-05-24", "kind": "OPEN", "label": "Journée reprise"}
        card = await rita.press(await rita.say("calendrier scolaire"), say.ADD, **typed)
        assert "Mai 2027" in text(card)
        assert f"Journée reprise{N}: le 24 mai 2027. {say.KINDS['OPEN']}." in text(card)
        back = await rita.press(card, say.CLOSE_DAY)
        assert f"Journée nationale des patriotes{N}: le 24 mai 2027. Férié." in text(back)


async def test_each_month_is_a_page(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita = around.person("Rita")
        card, seen = await rita.say("calendrier scolaire"), []
        while say.NEXT_MONTH in titles(card):
            seen.append(text(card))
            card = await rita.press(card, say.NEXT_MONTH)
        assert "Mai 2028" in text(card)
        assert len({*seen, text(card)}) == len(seen) + 1
        assert "Mai 2028" not in text(await rita.press(card, say.PREVIOUS_MONTH))


async def test_mistakes_redraw_the_card_with_what_was_typed(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita = around.person("Rita")
        card = await rita.say("calendrier scolaire")
        good = {"first": "2027-03-01", "last": "2027-03-05", "kind": "CLOSED", "label": "Relâche"}
        for more, reason in (
            ({"last": "2027-02-28"}, "end_before_start"),
            ({"last": "2027-05-03"}, "too_long"),
            ({"first": "2029-03-01", "last": "2029-03-02"}, "outside"),
            ({"label": ""}, "no_label"),
            ({"kind": ""}, "no_kind"),
        ):
            wrong = await rita.press(card, say.ADD, **{**good, **more})
            assert say.MISTAKES[reason] in text(wrong)
            assert values(wrong) == {**good, **more}
        assert say.MISTAKES["no_label"] not in text(await rita.press(card, say.ADD, **good))


async def test_nobody_else_sees_or_changes_it(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, ada = around.person("Rita"), around.person("Ada")
        before = text(await rita.say("calendrier scolaire"))
        typed = {"first": "2026-12-07", "last": "2026-12-08", "kind": "CLOSED", "label": "x"}
        forged: tuple[tuple[str, dict[str, Any]], ...] = (
            ("school_calendar.open", {"page": 1}),
            ("school_calendar.add", typed),
            ("school_calendar.remove", {"from": "2026-12-25", "to": "2026-12-25", "work": 1}),
        )
        for verb, data in forged:
            assert text((await ada.invoke(verb, data))["value"]) == say_menu.REFUSED
        assert text(await ada.say("calendrier scolaire")) == say_menu.REFUSED
        assert text(await rita.say("calendrier scolaire")) == before
