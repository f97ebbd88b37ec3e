"""The committee's answers to the proposer (DOMAIN.md §6, texts 4 to 6), whole and without their buttons."""

from cards import actions
from cards.elements import Card, Element, button, buttons, card, heading, note, paragraph, plain
from cards.phrases import approval as say
from cards.phrases import menu
from cards.phrases import schedule as say_schedule


def changes_words(first_name: str, title: str, message: str, until: str) -> list[Element]:
    """The letter without its buttons, as its preview shows it too; so for the two others."""
    return [
        heading(say.CHANGES_TITLE),
        paragraph(say.changes_letter(plain(first_name), plain(title))),
        note(plain(message)),
        paragraph(say.changes_until(until)),
    ]


def changes_letter(first_name: str, title: str, message: str, until: str, proposal_id: int) -> Card:
    return card(
        changes_words(first_name, title, message, until),
        buttons(
            button(say.EDIT, actions.PROPOSAL_EDIT, {"id": proposal_id}, primary=True),
            button(say.ASK, actions.HELP, {"about": "proposal"}),
        ),
        fallback=f"{say.CHANGES_TITLE}. {say.changes_letter(first_name, title)}",
    )


def accepted_words(title: str, year: str, message: str, pay: str = "") -> list[Element]:
    """`message` is what the responsible added, `pay` how the animation is paid; either may be empty."""
    return [
        heading(say.ACCEPTED_TITLE),
        paragraph(say.accepted_letter(plain(title), year)),
        *([note(plain(message))] if message else []),
        paragraph(say.ACCEPTED_RELEASE),
        *([paragraph(pay)] if pay else []),
    ]


def accepted_letter(title: str, year: str, message: str = "", pay: str = "") -> Card:
    return card(
        accepted_words(title, year, message, pay),
        buttons(
            button(say_schedule.CHOOSE_DATES, actions.SCHEDULE, primary=True),
            button(menu.MY_NETWORK, actions.MY_NETWORK),
            button(menu.HELP, actions.HELP, {"about": "letter"}),
        ),
        fallback=f"{say.ACCEPTED_TITLE} {say.accepted_letter(title, year)}",
    )


def declined_words(first_name: str, title: str, year: str, reason: str) -> list[Element]:
    return [
        heading(say.declined_title(plain(title))),
        paragraph(say.declined_letter(plain(first_name), year)),
        note(plain(reason)),
        paragraph(say.DECLINED_NEXT),
    ]


def declined_letter(first_name: str, title: str, year: str, reason: str, proposal_id: int) -> Card:
    return card(
        declined_words(first_name, title, year, reason),
        buttons(
            button(say.AGAIN, actions.PROPOSAL_AGAIN, {"id": proposal_id}),
            button(say.WRITE, actions.HELP, {"about": "letter"}),
        ),
        fallback=f"{say.declined_title(title)}. {say.declined_letter(first_name, year)}",
    )
