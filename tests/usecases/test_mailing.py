"""A message to networks: to whom, once, counted, without its text in the journal."""

from collections import Counter
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.mailing import Mistake, Wrong
from bot.usecases.mailing import NotDone, Saved, Sent, recipients_of, save, send
from storage.audit import AuditRow
from storage.database import Database
from storage.mailing import Mailing, mailings_sent, without_chat
from storage.network import Network, NetworkState
from storage.outbox import OutboxRow, OutboxState
from storage.people import Role
from tests.enrolling import add_network, add_schools, add_teacher, fill
from tests.factories import NOW, add_person
from tests.usecases.moving import told
from tests.usecases.test_races import at_once
from tests.usecases.test_sitting_races import pressing

SUBJECT, TEXT = "Changement de salle", "Nous serons au local 3.12.\nÀ bientôt!"


@dataclass(frozen=True)
class Scene:
    """Maude animates N, Eva is its member; Zoé is one of another network, Léa of last year’s, Noé of a
    cancelled one; Rita is responsible, and animates nothing.
    """

    network: int
    other: int
    maude: int
    eva: int
    zoe: int
    owner: int
    rita: int


def stage(session: Session) -> Scene:
    codes = add_schools(session, 9)
    maude, eva, zoe, lea, noe = (
        add_teacher(session, name, codes[at]) for at, name in enumerate(("Maude", "Eva", "Zoé", "Léa", "Noé"))
    )
    network = add_network(session, "N", animator_id=maude)
    other, gone = add_network(session, "B"), add_network(session, "C")
    fill(session, network, [eva])
    fill(session, other, [zoe])
    fill(session, gone, [noe])
    session.get_one(Network, gone).state = NetworkState.CANCELLED.value
    old = add_network(session, "D", school_year="2025-2026")
    fill(session, old, [lea])
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
    owner = session.get_one(Network, other).animator_id
    return Scene(network, other, maude, eva, zoe, owner, rita)


def written(
    session: Session, actor: int, audience: str, *, subject: str = SUBJECT, text: str = TEXT, mailing: int = 0
) -> Saved | Wrong | NotDone:
    return save(session, NOW, actor, mailing_id=mailing, audience=audience, subject=subject, text=text)


def sent(session: Session, actor: int, audience: str) -> Counter[int | None]:
    """{person: messages} of one message written and sent."""
    saved = written(session, actor, audience)
    assert isinstance(saved, Saved)
    assert send(session, NOW, actor, saved.mailing_id, 1) == Sent(saved.mailing_id)
    return told(session, "mailing")


def test_each_audience_gets_it_once_and_its_author_never(session: Session) -> None:
    scene = stage(session)
    assert sent(session, scene.rita, f"NETWORK:{scene.network}") == {scene.eva: 1, scene.maude: 1}
    assert sent(session, scene.maude, f"NETWORK:{scene.network}") == {scene.eva: 2, scene.maude: 1}
    assert sent(session, scene.rita, "ANIMATORS") == {scene.eva: 2, scene.maude: 2, scene.owner: 1}
    last = sent(session, scene.rita, "MEMBERS")
    assert last == {scene.eva: 3, scene.maude: 2, scene.owner: 1, scene.zoe: 1}


def test_who_animates_writes_to_her_own_network_alone(session: Session) -> None:
    """DOMAIN.md §1.9; whatever the card sends."""
    scene = stage(session)
    for actor, audience in (
        (scene.maude, f"NETWORK:{scene.other}"),
        (scene.maude, "ANIMATORS"),
        (scene.maude, "MEMBERS"),
        (scene.eva, f"NETWORK:{scene.network}"),
        (scene.eva, "MEMBERS"),
        (scene.eva, ""),
        (scene.rita, "NETWORK:9999"),
    ):
        assert written(session, actor, audience) is NotDone.NOT_ALLOWED
    assert session.scalars(select(Mailing)).all() == []
    saved = written(session, scene.maude, f"NETWORK:{scene.network}")
    assert isinstance(saved, Saved)
    # Another’s preview, and one’s own once somebody else animates.
    assert send(session, NOW, scene.rita, saved.mailing_id, 1) is NotDone.NOT_ALLOWED
    session.get_one(Network, scene.network).animator_id = scene.zoe
    session.flush()
    assert send(session, NOW, scene.maude, saved.mailing_id, 1) is NotDone.NOT_ALLOWED
    assert send(session, NOW, scene.maude, 9999, 1) is NotDone.NOT_ALLOWED
    assert told(session, "mailing") == {}


def test_each_gap_is_told_and_nothing_is_kept(session: Session) -> None:
    scene = stage(session)
    empty = add_network(session, "E", animator_id=scene.eva, school_year="2027-2028")
    assert written(session, scene.rita, "") == Wrong((Mistake.NO_AUDIENCE,))
    assert written(session, scene.eva, f"NETWORK:{empty}") == Wrong((Mistake.NOBODY,))
    outcome = written(session, scene.rita, "MEMBERS", subject=" \n ", text=" ")
    assert outcome == Wrong((Mistake.NO_SUBJECT, Mistake.NO_TEXT))
    long = written(session, scene.rita, "MEMBERS", text="x" * 1501)
    assert isinstance(long, Wrong)
    assert long.text is not None
    assert session.scalars(select(Mailing)).all() == []


def test_what_was_written_anew_is_shown_before_it_leaves(session: Session) -> None:
    scene = stage(session)
    saved = written(session, scene.rita, "MEMBERS")
    assert isinstance(saved, Saved)
    again = written(session, scene.rita, "MEMBERS", text="Autre texte.", mailing=saved.mailing_id)
    assert again == saved
    assert send(session, NOW, scene.rita, saved.mailing_id, 1) is NotDone.STALE
    assert send(session, NOW, scene.rita, saved.mailing_id, 2) == Sent(saved.mailing_id)
    assert send(session, NOW, scene.rita, saved.mailing_id, 2) == Sent(saved.mailing_id, already=True)
    # One that was sent stays as it was: what is written next is another message.
    other = written(session, scene.rita, "MEMBERS", text="Encore.", mailing=saved.mailing_id)
    assert isinstance(other, Saved)
    assert other != saved
    assert session.get_one(Mailing, saved.mailing_id).text == "Autre texte."
    # And nobody writes on what somebody else saved.
    stranger = written(session, scene.maude, f"NETWORK:{scene.network}", mailing=other.mailing_id)
    assert isinstance(stranger, Saved)
    assert stranger != other


def test_it_goes_to_who_belongs_when_it_leaves_and_the_journal_keeps_no_text(session: Session) -> None:
    scene = stage(session)
    saved = written(session, scene.rita, f"NETWORK:{scene.network}")
    assert isinstance(saved, Saved)
    assert recipients_of(session, NOW, scene.rita, saved.mailing_id) == sorted([scene.eva, scene.maude])
    late = add_teacher(session, "Ana", "S9")
    fill(session, scene.network, [late])
    assert send(session, NOW, scene.rita, saved.mailing_id, 1) == Sent(saved.mailing_id)
    assert told(session, "mailing")[late] == 1
    row = session.scalars(select(AuditRow).where(AuditRow.action == "mailing_sent")).one()
    assert (row.subject_type, row.subject_id, row.before, row.after, row.why) == (
        *("network", scene.network, "NETWORK", "3", ""),
    )
    assert [one.id for one in mailings_sent(session, 5, scene.rita)] == [saved.mailing_id]
    assert mailings_sent(session, 5, scene.maude) == []


def test_it_leaves_at_once_and_not_with_the_morning(session: Session) -> None:
    scene = stage(session)
    sent(session, scene.rita, "MEMBERS")
    rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == "mailing")).all()
    assert {(row.state, row.by_clock, row.not_before) for row in rows} == {
        (OutboxState.WAITING.value, False, NOW)
    }


def test_who_never_spoke_is_counted(session: Session) -> None:
    scene = stage(session)
    spoke = add_person(session, "Ada", school_id=None, chat="chat-ada").id
    assert without_chat(session, [scene.eva, spoke, scene.zoe]) == [scene.eva, scene.zoe]


@pytest.mark.parametrize("presses", [2, 4])
def test_pressed_twice_at_once_it_leaves_once(database: Database, presses: int) -> None:
    scene = database.write(stage)[0]
    saved = database.write(lambda session: written(session, scene.rita, "MEMBERS"))[0]
    assert isinstance(saved, Saved)
    found = at_once(*(pressing(database, send, scene.rita, saved.mailing_id, 1) for _ in range(presses)))
    assert sorted(one.already for one in found) == [False, *[True] * (presses - 1)]
    assert database.read(partial(told, kind="mailing")) == {scene.eva: 1, scene.zoe: 1}
    rows = database.read(
        lambda session: session.scalars(select(AuditRow).where(AuditRow.action == "mailing_sent")).all()
    )
    assert len(rows) == 1
