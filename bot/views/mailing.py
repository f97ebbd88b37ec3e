"""A message to networks: to whom one may write, how it is read, who was reached."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import mailing as rules
from bot.rules.calendar import school_year
from bot.rules.mailing import Wrong
from cards import mailing as cards
from cards import menu
from cards.elements import Card, plain
from cards.mailing import Letter, MailingForm, Reach
from cards.phrases import mailing as say
from cards.phrases import menu as say_menu
from cards.phrases import texts as say_texts
from cards.phrases.dates import short_date
from storage import mailing as stored
from storage.conversations import chat_of
from storage.mailing import Mailing
from storage.network import Network
from storage.outbox import OutboxState, rows_about
from storage.people import Person, Role

MAILING = "mailing"
LISTED = 5
FAILED = frozenset({OutboxState.UNREACHABLE.value, OutboxState.FAILED.value, OutboxState.MISSED.value})


def form(
    session: Session,
    now: datetime,
    actor_id: int,
    typed: MailingForm | None = None,
    *,
    network_id: int = 0,
    wrong: Wrong | None = None,
) -> Card:
    """The form, for whoever may write to somebody; with `network_id`, that network is chosen already."""
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles
    audiences = _audiences(session, now, actor_id, responsible=responsible)
    if not audiences:
        return menu.sentence(say.NO_NETWORK)
    chosen = f"{rules.NETWORK}:{network_id}" if network_id else ""
    only = audiences[0][0] if len(audiences) == 1 else ""
    sent = [
        (one.id, _sent_line(now, one))
        for one in stored.mailings_sent(session, LISTED, None if responsible else actor_id)
    ]
    return cards.form(
        typed or MailingForm(chosen or only), audiences, sent, errors=sentences(wrong) if wrong else ()
    )


def saved(session: Session, now: datetime, actor_id: int, mailing_id: int) -> Card:
    """What was saved before, to be written on; the empty form when it is nobody’s, another’s or sent."""
    found = session.get(Mailing, mailing_id)
    if found is None or found.sender_id != actor_id or found.sent_at is not None:
        return form(session, now, actor_id)
    code = f"{found.audience}:{found.network_id}" if found.network_id else found.audience
    return form(session, now, actor_id, MailingForm(code, found.subject, found.text, found.id))


def _audiences(session: Session, now: datetime, actor_id: int, *, responsible: bool) -> list[tuple[str, str]]:
    """(code, words) of those to whom this person may write, each with how many get it."""
    year = school_year(now.date())

    def count(people: Sequence[int]) -> int:
        return len(set(people) - {actor_id})

    def network(one: Network) -> tuple[str, str]:
        people = [*stored.members_of(session, one.id), one.animator_id]
        return f"{rules.NETWORK}:{one.id}", say.of_network(one.title, count(people))

    if not responsible:
        return [network(one) for one in stored.animated_now(session, actor_id)]
    all_of_them = [
        (rules.ANIMATORS, say.all_animators(year, count(stored.animators_of_year(session, year)))),
        (rules.MEMBERS, say.all_members(year, count(stored.members_of_year(session, year)))),
    ]
    return all_of_them + [network(one) for one in stored.networks_of_year(session, year)]


def _sent_line(now: datetime, one: Mailing) -> str:
    assert one.sent_at is not None
    to = say.to_network(plain(one.network.title)) if one.network else say.TO[one.audience]
    day = short_date(one.sent_at.astimezone(now.tzinfo).date())
    return say.sent_line(plain(one.subject), to, day, one.people or 0)


def sentences(wrong: Wrong) -> list[str]:
    said = [say.MISTAKES[one.value] for one in wrong.mistakes]
    for what, text in ((say.SUBJECT, wrong.subject), (say.TEXT, wrong.text)):
        if text is not None:
            said.append(say.too_long(what, say_texts.too_long(text.length, text.limit)))
    return said


def _letter(session: Session, found: Mailing) -> Letter:
    """As everybody reads it; who animates may be answered directly, the CEE by the help button."""
    sender = session.get_one(Person, found.sender_id)
    network = found.network
    animates = network is not None and network.animator_id == sender.id
    return Letter(
        found.subject,
        found.text,
        sender.name,
        network.title if network is not None and animates else "",
        sender.email or "" if animates else "",
    )


def preview(
    session: Session, _now: datetime, mailing_id: int, people: Sequence[int], notice: str = ""
) -> Card:
    """`people` are those who would get it now."""
    found = session.get_one(Mailing, mailing_id)
    silent = len(stored.without_chat(session, people))
    return cards.preview(
        mailing_id, found.revision, _letter(session, found), len(people), silent, notice=notice
    )


def received(session: Session, _now: datetime, _person_id: int, mailing_id: int) -> Card | None:
    found = session.get(Mailing, mailing_id)
    return cards.letter(_letter(session, found)) if found is not None and found.sent_at else None


def reach(
    session: Session, _now: datetime, viewer_id: int, mailing_id: int, page: int = 1, *, notice: str = ""
) -> Card:
    """Who got it so far; to its author, and to the responsibles."""
    found = session.get(Mailing, mailing_id)
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, viewer_id).roles
    if found is None or found.sent_at is None or not (responsible or found.sender_id == viewer_id):
        return menu.sentence(say_menu.REFUSED)
    sent, missed = 0, []
    rows = rows_about(session, (MAILING, mailing_id))
    for row in rows:
        if row.person_id is None or row.state == OutboxState.SENT.value:
            sent += row.person_id is not None
            continue
        chat = chat_of(session, row.person_id)
        if row.state in FAILED or chat is None or not chat.reachable:
            missed.append(session.get_one(Person, row.person_id))
    named = sorted(missed, key=lambda one: (one.name, one.id))
    people = sum(row.person_id is not None for row in rows)
    return cards.reach(
        Reach(
            mailing_id=mailing_id,
            letter=_letter(session, found),
            sent=sent,
            waiting=people - sent - len(missed),
            missed=[(one.name, one.email or "") for one in named],
        ),
        page,
        notice,
    )
