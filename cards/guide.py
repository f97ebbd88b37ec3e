"""« Le guide en bref »: the guide's sentences by section, and the ones that answer a question."""

from collections.abc import Sequence

from cards import actions
from cards.elements import Card, Element, button, buttons, card, framed, heading, paragraph, subheading
from cards.phrases import duties as say_duties
from cards.phrases import guide as say
from cards.phrases import menu

IN_A_ROW = 3
# The next step, for who has just read a section.
NEXT = {
    "1": (menu.CATALOG, actions.CATALOG),
    "2": (menu.PROPOSE, actions.PROPOSE),
    "3": (menu.CATALOG, actions.CATALOG),
    "4": (menu.PROPOSE, actions.PROPOSE),
    "5": (say_duties.OPEN, actions.DUTIES),
    "8.1": (menu.PROPOSE, actions.PROPOSE),
    "8.2": (menu.MY_NETWORK, actions.MY_NETWORK),
    "8.3": (say_duties.OPEN, actions.DUTIES),
    "8.4": (menu.MY_NETWORK, actions.MY_NETWORK),
    "8.5": (menu.MY_NETWORK, actions.MY_NETWORK),
}


def contents() -> Card:
    listed = [button(short, actions.GUIDE, {"section": key}) for key, short in say.SHORT.items()]
    return card(
        heading(say.TITLE),
        paragraph(say.INTRO),
        [buttons(*listed[at : at + IN_A_ROW]) for at in range(0, len(listed), IN_A_ROW)],
        buttons(button(menu.HELP, actions.HELP), button(menu.MENU, actions.MENU)),
        fallback=f"{say.TITLE}. {say.INTRO}",
    )


def section(key: str, answer: Sequence[int] = (), draft: str = "") -> Card:
    """One section, `key` of phrases.guide.LINES. `answer` are the numbers, from 1, of the lines that answer
    what was typed: they come first. `draft`, what was typed, goes with « Demander de l’aide ».
    """
    lines = say.LINES[key]
    answers = [lines[number - 1] for number in answer]
    first: list[Element] = []
    if answers:
        first = [paragraph(say.ANSWER), framed([paragraph(line.removeprefix("- ")) for line in answers])]
    following = [button(*NEXT[key])] if key in NEXT else []
    asking = {"draft": draft} if draft else {}
    return card(
        heading(say.TITLE),
        first,
        subheading(say.TITLES[key]),
        [paragraph(line) for line in lines],
        paragraph(say.HERE[key]) if key in say.HERE else None,
        paragraph(say.OWN_WORDS, subtle=True),
        buttons(
            *following,
            button(say.WHOLE, actions.GUIDE),
            button(menu.HELP, actions.HELP, asking),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.TITLES[key]} {(answers or lines)[0]}",
    )
