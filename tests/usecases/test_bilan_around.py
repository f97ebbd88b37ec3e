"""Around a bilan: the work produced, who reads it, the note, the half-day of release (R36, R41)."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases import bilan, release
from bot.usecases.bilan import Deposited
from bot.usecases.release import DayFault
from bot.views import bilan as views
from storage.audit import AuditRow
from storage.bilan import bilan_of
from storage.network import Network
from storage.people import Role
from storage.release import ReleaseKind, release_of_kind
from storage.shared_documents import shared_documents
from tests.factories import SETTINGS, add_person
from tests.usecases.test_bilan import IN_JUNE, LAST, TEXTS, deposit, save, stage, start, told


@pytest.mark.parametrize(("files", "listed"), [(False, []), (True, ["https://exemple.invalid/trousse"])])
def test_r36_the_work_produced_goes_to_the_channel_only_if_the_animator_says_so(
    session: Session, files: bool, listed: list[str]
) -> None:
    network, ada, _, _ = stage(session)
    settings = SETTINGS.model_copy(update={"CHANNEL_FILES": files})
    start(session, network, ada)
    link = "https://exemple.invalid/trousse"
    save(session, network, ada, 3, 0, work=link)
    assert deposit(session, network, ada, settings=settings) == Deposited(network, 1)
    assert told(session, "work_in_channel") == []
    assert shared_documents(session, network) == []
    found = bilan_of(session, network)
    assert found is not None
    save(session, network, ada, 3, found.revision, work=link, work_shared="true")
    for _ in range(2):
        assert deposit(session, network, ada, settings=settings) == Deposited(network, 2)
    assert told(session, "work_in_channel") == [None]
    assert [one.address for one in shared_documents(session, network)] == listed
    posted = views.in_channel(session, IN_JUNE, network)
    assert link in str(posted)
    assert "Essai" not in str(posted)
    save(session, network, ada, 3, found.revision, work=link)
    deposit(session, network, ada, settings=settings)
    assert link not in str(views.in_channel(session, IN_JUNE, network))


def test_a_responsible_takes_note_of_a_version_once(session: Session) -> None:
    network, ada, _, rita = stage(session)
    start(session, network, ada)
    deposit(session, network, ada)
    assert len(views.tasks(session, IN_JUNE, rita)) == 1
    assert not bilan.note(session, IN_JUNE, ada, network, 1)
    assert not bilan.note(session, IN_JUNE, rita, network, 2)
    assert bilan.note(session, IN_JUNE, rita, network, 1)
    assert not bilan.note(session, IN_JUNE, rita, network, 1)
    assert views.tasks(session, IN_JUNE, rita) == []
    deposit(session, network, ada, values={**TEXTS, "summary": "Autre."})
    assert len(views.tasks(session, IN_JUNE, rita)) == 1
    noted = select(AuditRow).where(AuditRow.action == "bilan_noted")
    assert len(session.scalars(noted).all()) == 1


def test_r41_the_half_day_of_the_bilan_once_the_last_meeting_is_over(session: Session) -> None:
    network, ada, crowd, _ = stage(session)
    choose = release.choose_bilan_day
    day = date(2027, 5, 3)
    assert choose(session, LAST.replace(hour=15, minute=44), ada, network, day) is DayFault.NOT_YET
    assert choose(session, LAST, crowd[0], network, day) is DayFault.NOT_ALLOWED
    for wrong, fault in (
        (None, DayFault.NO_DAY),
        (date(2027, 4, 27), DayFault.PAST),
        (date(2027, 5, 24), DayFault.CLOSED),
        (date(2027, 7, 2), DayFault.OUTSIDE_YEAR),
    ):
        assert choose(session, LAST, ada, network, wrong) is fault
    assert choose(session, LAST, ada, network, day) == day
    # Chosen anew it moves, also once the bilan is in; the planning day is another.
    session.get_one(Network, network).state = "COMPLETED"
    assert choose(session, LAST, ada, network, date(2027, 5, 4)) == date(2027, 5, 4)
    kept = release_of_kind(session, network, ReleaseKind.BILAN)
    assert kept is not None
    assert (kept.day, kept.half_days, kept.person_id) == (date(2027, 5, 4), 1, ada)
    assert release_of_kind(session, network, ReleaseKind.PLANNING) is None
    session.get_one(Network, network).state = "ARCHIVED"
    assert choose(session, LAST, ada, network, day) is DayFault.NOT_ALLOWED


def test_who_may_read_the_bilan(session: Session) -> None:
    """DOMAIN.md §1.9: the committee for a continuation, participants if it was shared."""
    network, ada, crowd, rita = stage(session)
    carl = add_person(session, "Carl", Role.COMMITTEE_MEMBER, school_id=None).id
    start(session, network, ada)

    def readers() -> list[str]:
        one = session.get_one(Network, network)
        named = {"ada": ada, "rita": rita, "carl": carl, "member": crowd[0], "stranger": crowd[3]}
        return [name for name, person in named.items() if views.may_read(session, person, one)]

    assert readers() == []
    deposit(session, network, ada)
    assert readers() == ["ada", "rita"]
    found = bilan_of(session, network)
    assert found is not None
    found.shared_at = IN_JUNE
    session.flush()
    assert readers() == ["ada", "rita", "member"]
    found.shared_at = None
    save(session, network, ada, 4, found.revision, continuation="yes", continuation_reasons="Oui.")
    deposit(session, network, ada, values=None)
    assert readers() == ["ada", "rita", "carl"]
