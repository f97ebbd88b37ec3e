"""« Le guide en bref »: its contents, one section, or the lines that answer what was typed."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from cards import actions
from cards import guide as cards
from cards.phrases.guide import LINES


async def show(_services: Services, _speaker: Speaker, turn: Turn) -> Reply:
    section = actions.typed(turn.data, "section")
    if section not in LINES:
        return cards.contents()
    answer = [one for one in actions.several(turn.data, "answer") if one <= len(LINES[section])]
    return cards.section(section, answer, turn.text.strip())
