"""Browsing the networks in chat, over HTTP: words, filters, pages, the sheet, no school (issue 4 point 4)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cards import actions
from cards.phrases import catalog as say
from cards.phrases import enrollment as say_enrollment
from cards.phrases import menu as say_menu
from storage.database import Database
from storage.network import Network
from storage.people import Person
from tests.enrolling import FAR, add_network, add_schools, add_teacher, fill, members
from tests.factories import add_person
from tests.scenarios.world import Actor, elements, text, titles, values, world

TITLES = (
    "Préparer l’examen d’histoire",
    "Lire et écrire au 1er cycle",
    "Manipuler pour comprendre",
    "Accueil et francisation",
    "Des laboratoires à faible coût",
    "La classe flexible",
    "Accompagner les premiers pas en programmation",
)


def seven(session: Session) -> list[int]:
    """Seven networks, their first meetings a week apart, each with six members; Ada has no school yet."""
    schools = add_schools(session, 20)
    add_person(session, "Ada", school_id=None)
    made = []
    for week, title in enumerate(TITLES):
        days = tuple(day + timedelta(days=7 * week) for day in FAR)
        number = add_network(session, f"{week}", days=days, closes_on=date(2026, 12, 18))
        network = session.get_one(Network, number)
        network.title, network.summary = title, f"Résumé de l’année {week}."
        network.target_group = "Primaire" if week % 2 else "Secondaire"
        network.discipline = "Français" if week < 3 else "Sciences"
        fill(session, number, [add_teacher(session, f"P{week}x{n}", schools[n]) for n in range(6)])
        made.append(number)
    return made


def shown(card: dict[str, Any]) -> list[str]:
    """The titles of the networks on a page, in order."""
    return [title for title in TITLES if f"«\u00a0{title}\u00a0»" in text(card)]


async def open_sheet(actor: Actor, card: dict[str, Any], place: int) -> dict[str, Any]:
    """Press « Voir la fiche » of the network at this place on the page, from 0."""
    buttons = [one for one in elements(card) if one.get("verb") == actions.NETWORK_SHEET]
    answer = await actor.invoke(actions.NETWORK_SHEET, buttons[place]["data"])
    return dict(answer["value"])


async def test_pages_of_five_and_back_to_the_same_page(database: Database) -> None:
    database.write(seven)
    async with world(database) as around:
        ada = around.person("Ada")
        first = await ada.say("voir les réseaux")
        assert shown(first) == list(TITLES[:5])
        assert say.page(1, 2) in text(first)
        assert say.PREVIOUS_PAGE not in titles(first)
        second = await ada.press(first, say.NEXT_PAGE)
        assert shown(second) == list(TITLES[5:])
        assert say.NEXT_PAGE not in titles(second)
        sheet = await open_sheet(ada, second, 1)
        assert TITLES[6] in text(sheet)
        assert shown(await ada.press(sheet, say.BACK)) == list(TITLES[5:])
        assert shown(await ada.press(second, say.PREVIOUS_PAGE)) == list(TITLES[:5])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("chercher francisation", [3]),
        ("cherche un réseau de francisaton", [3]),
        ("CHERCHER LABORATOIRE FAIBLE COUT", [4]),
        ("chercher un réseau", [0, 1, 2, 3, 4]),
        ("je veux m’inscrire à un réseau", [0, 1, 2, 3, 4]),
        ("catalogue", [0, 1, 2, 3, 4]),
    ],
)
async def test_what_is_typed_in_chat(database: Database, typed: str, found: list[int]) -> None:
    database.write(seven)
    async with world(database) as around:
        assert shown(await around.person("Ada").say(typed)) == [TITLES[n] for n in found]


async def test_words_and_filters_hold_together_until_everything_is_asked_for(database: Database) -> None:
    database.write(seven)
    async with world(database) as around:
        ada = around.person("Ada")
        form = await ada.press(await ada.say("catalogue"), say.FILTER)
        assert len(values(form)) == 4
        secondary = await ada.press(form, say.FIND, choose_group="Secondaire", choose_discipline="Sciences")
        assert shown(secondary) == [TITLES[4], TITLES[6]]
        # The words go over what was chosen; the choice stays.
        both = await ada.press(secondary, say.FIND, search_text="programation")
        assert shown(both) == [TITLES[6]]
        assert values(both)["search_text"] == "programation"
        again = await ada.press(both, say.FILTER)
        assert values(again)["choose_group"] == "Secondaire"
        freed = await ada.press(
            again, say.FIND, choose_group="any", choose_discipline="any", choose_month="2"
        )
        assert shown(freed) == [TITLES[6]]
        assert say.NOTHING in text(await ada.press(freed, say.FIND, search_text="musique"))
        assert len(shown(await ada.press(freed, say.ALL))) == 5


async def test_what_nobody_could_have_chosen_is_ignored(database: Database) -> None:
    """Buttons carry what is looked for; forged, it is cut to what can be meant, and never fails."""
    database.write(seven)
    forged: dict[str, Any] = {
        "text": "x" * 5000,
        "group": ["Secondaire"],
        "discipline": "y" * 5000,
        "modality": "FULL_9",
        "month": 13,
        "free": {"a": 1},
        "page": -3,
    }
    async with world(database) as around:
        ada = around.person("Ada")
        nothing = (await ada.invoke(actions.CATALOG, forged))["value"]
        assert say.NOTHING in text(nothing)
        assert len(values(nothing)["search_text"]) == 80
        del forged["text"]
        assert shown((await ada.invoke(actions.CATALOG, forged))["value"]) == list(TITLES[:5])
        last = (await ada.invoke(actions.CATALOG, {"page": 2_000_000_000}))["value"]
        assert shown(last) == list(TITLES[5:])
        for network in (0, 999, "x", None):
            gone = (await ada.invoke(actions.NETWORK_SHEET, {"network": network}))["value"]
            assert say_menu.STALE in text(gone)


async def test_the_sheet_says_all_that_one_must_know(database: Database) -> None:
    """DOMAIN.md §6 text 7: every date at once, with hours and place; R01, R20."""

    def work(session: Session) -> None:
        network = session.get_one(Network, seven(session)[3])
        network.material, network.prerequisites = "Un portfolio", "Enseigner en accueil"
        network.animator.school_id = "S20"

    database.write(work)
    async with world(database) as around:
        ada = around.person("Ada")
        sheet = text(await open_sheet(ada, await ada.say("chercher francisation"), 0))
        for line in (
            "Résumé de l’année 3.",
            f"{say.ANIMATOR} : Anim3 Essai, École S20",
            f"{say.FOR} : Primaire",
            f"{say.DISCIPLINE_OF} : Sciences",
            f"{say.PREREQUISITES} : Enseigner en accueil",
            f"{say.MATERIAL} : Un portfolio",
            f"{say.PLACES} : 4 sur 10",
            say.share(say.MODALITIES["FULL_2"]),
            "le mercredi 3 février 2027, de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE (2.04)",
            "le mercredi 26 mai 2027, de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE (2.04)",
            say_enrollment.free(4, "le 18 décembre 2026"),
        ):
            assert line in sheet, line
        assert "P3x" not in sheet


async def test_who_has_no_school_is_asked_for_it_on_the_spot(database: Database) -> None:
    """Asked once, kept for the profile; a school that is not in the list is refused in words."""
    numbers = database.write(seven)[0]

    def school(session: Session) -> str | None:
        return session.scalars(select(Person.school_id).where(Person.object_id == "oid-ada")).one()

    async with world(database) as around:
        ada = around.person("Ada")
        sheet = await open_sheet(ada, await ada.say("chercher francisation"), 0)
        asked = await ada.press(sheet, say_enrollment.ENROLL)
        assert say_enrollment.DECLARE_TITLE in text(asked)
        assert database.read(lambda session: len(members(session, numbers[3]))) == 6
        for wrong in ("", "S999"):
            again = await ada.press(asked, say_enrollment.DECLARE_BUTTON, school=wrong)
            assert say_enrollment.SCHOOL_MISSING in text(again)
        assert database.read(school) is None
        done = await ada.press(asked, say_enrollment.DECLARE_BUTTON, school="S15")
        assert say_enrollment.ENROLLED_TITLE in text(done)
        assert database.read(school) == "S15"
        assert database.read(lambda session: len(members(session, numbers[3]))) == 7


async def test_nothing_is_announced_yet_and_one_may_propose(database: Database) -> None:
    database.write(lambda session: add_person(session, "Ada", school_id=None).id)
    async with world(database) as around:
        ada = around.person("Ada")
        empty = await ada.press(await ada.say("menu"), say_menu.CATALOG)
        assert say.NOTHING_OPEN in text(empty)
        assert say_menu.PROPOSE in titles(empty)


async def test_a_network_called_off_since_the_list_was_drawn_is_not_opened(database: Database) -> None:
    numbers = database.write(seven)[0]
    async with world(database) as around:
        ada = around.person("Ada")
        listing = await ada.say("chercher francisation")

        def cancel(session: Session) -> None:
            session.get_one(Network, numbers[3]).state = "CANCELLED"

        database.write(cancel)
        assert say_menu.STALE in text(await open_sheet(ada, listing, 0))
