"""The sheet to post in Folio, its task, and what its posting opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, button, buttons, card, facts, heading, mistakes, note, paragraph, plain
from cards.phrases import desk as say_desk
from cards.phrases import folio as say
from cards.phrases import menu
from cards.phrases import plan as say_plan
from cards.phrases import shared_documents as say_documents
from cards.phrases.proposal import quoted


@dataclass(frozen=True, slots=True)
class FolioFacts:
    """`dates` are whole lines; `new` says what has changed since the last time, `plan` which version of the
    plan there is.
    """

    network_id: int
    title: str
    summary: str
    public: str
    discipline: str
    modality: str
    animator: str
    dates: Sequence[str]
    members: Sequence[str]
    new: str
    room_confirmed: bool
    plan: str = ""
    documents: Sequence[tuple[str, str]] = ()


def task(network_id: int, since: datetime, title: str, new: str) -> DeskTask:
    return DeskTask(
        "folio",
        network_id,
        since,
        say.task_title(plain(title)),
        new,
        (TaskButton(say.OPEN, actions.FOLIO, {"network": network_id}),),
    )


def pairs(found: FolioFacts, *, addresses: bool = False) -> list[tuple[str, str]]:
    """(label, text) of the sheet, for the card and for the document; nothing is escaped. On a card the
    documents are named without their `addresses`, which a button leads to: it would grow too large.
    """
    documents = [
        say_documents.folio_document(title, address) if addresses else title
        for title, address in found.documents
    ]
    return [
        (say.TITLE, found.title),
        (say.SUMMARY, found.summary),
        (say.PUBLIC, found.public),
        (say.DISCIPLINE, found.discipline),
        (say.MODALITY, found.modality),
        (say.DATES, "\n".join(found.dates)),
        (say.ANIMATOR, found.animator),
        (say.MEMBERS, "\n".join(found.members) or say.NOBODY),
        *([(say_plan.FOLIO_LINE, found.plan)] if found.plan else []),
        *([(say_documents.FOLIO_LINE, "\n".join(documents))] if found.documents else []),
    ]


def sheet(found: FolioFacts, *, notice: str = "", errors: Sequence[str] = ()) -> Card:
    data = {"network": found.network_id}
    done = button(say.DONE, actions.FOLIO_DONE, data, primary=True)
    return card(
        heading(say.SHEET_TITLE),
        note(notice) if notice else None,
        paragraph(found.new) if found.new else None,
        facts([(label, plain(text)) for label, text in pairs(found) if text]),
        paragraph(say.CONFIRM_ROOM_FIRST) if not found.room_confirmed else None,
        buttons(
            *([done] if found.new else []),
            button(say.WORD, actions.DOCUMENT_FOLIO, data),
            *([button(say_plan.FOLIO_WORD, actions.DOCUMENT_PLAN, data)] if found.plan else []),
            *([button(say_documents.OPEN, actions.DOCUMENTS, data)] if found.documents else []),
            button(say_desk.TITLE, actions.DESK),
        ),
        mistakes(errors, say.NOT_DONE),
        fallback=f"{say.SHEET_TITLE}. {found.title}",
    )


def published(title: str, until: str, opens: str) -> Card:
    text = say.published(plain(title), until, opens)
    return card(
        heading(say.PUBLISHED_TITLE),
        paragraph(text),
        buttons(button(menu.MY_NETWORK, actions.MY_NETWORK, primary=True)),
        fallback=f"{say.PUBLISHED_TITLE}. {say.published(title, until, opens)}",
    )


def in_channel(network_id: int, title: str, dates: Sequence[str], *, changed: bool = False) -> Card:
    """All that the whole Team may read of the dates, and the way in; `changed`: since first shown."""
    return card(
        heading(say.CHANNEL_TITLE),
        paragraph(quoted(plain(title))),
        paragraph(say.CHANGED) if changed else None,
        [paragraph(plain(line)) for line in dates],
        note(say.CHANNEL_NEXT),
        buttons(button(say.SHEET, actions.NETWORK_SHEET, {"network": network_id}, primary=True)),
        fallback=f"{say.CHANNEL_TITLE}. {title}",
    )
