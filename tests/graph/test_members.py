"""The Team's members through Graph: looked for first, so that a lost answer changes nothing twice (§2.4)."""

import contextlib

import pytest

from bot.errors import ChannelCause, ChannelError
from tests.fakes.graph import Trouble
from tests.graph.tenant import Tenant

ADA = ("11111111-aaaa", "ada@exemple.invalid")


@pytest.fixture(autouse=True)
def _people(around: Tenant) -> None:
    around.graph.members.everybody = False
    around.graph.members.people = dict([ADA, ("22222222-bbbb", "o'neil@exemple.invalid")])


@pytest.mark.parametrize("user", ADA)
async def test_somebody_is_added_once_and_removed_once(around: Tenant, user: str) -> None:
    assert await around.members.add(user) is True
    assert await around.members.add(user) is False
    assert around.graph.members.ids == [ADA[0]]
    await around.members.remove(user)
    await around.members.remove(user)
    assert around.graph.members.ids == []
    assert [method for method, _ in around.graph.requests] == ["GET", "POST", "GET", "GET", "DELETE", "GET"]


async def test_an_address_with_an_apostrophe_is_looked_for_as_it_is(around: Tenant) -> None:
    assert await around.members.add("o'neil@exemple.invalid") is True
    assert await around.members.add("o'neil@exemple.invalid") is False


async def test_an_owner_is_never_removed(around: Tenant) -> None:
    around.graph.members.join(ADA[0], "owner")
    await around.members.remove(ADA[0])
    assert around.graph.members.ids == [ADA[0]]


@pytest.mark.parametrize("trouble", [Trouble.BAD_GATEWAY_AFTER, Trouble.DROP_AFTER, Trouble.TIMEOUT_AFTER])
async def test_an_answer_that_is_lost_is_found_out_at_the_next_try(around: Tenant, trouble: Trouble) -> None:
    around.graph.script(trouble, only="POST")
    with pytest.raises(ChannelError) as caught:
        await around.members.add(ADA[0])
    assert (caught.value.cause, caught.value.passing) == (ChannelCause.UNREACHABLE, True)
    assert await around.members.add(ADA[0]) is False
    assert around.graph.members.ids == [ADA[0]]
    around.graph.script(trouble, only="DELETE")
    # The client itself asks again for a DELETE whose connection broke: the member is gone by then.
    with contextlib.suppress(ChannelError):
        await around.members.remove(ADA[0])
    await around.members.remove(ADA[0])
    assert around.graph.members.ids == []


@pytest.mark.parametrize(
    ("trouble", "cause", "passing"),
    [
        (Trouble.SERVER_ERROR, ChannelCause.UNREACHABLE, True),
        (Trouble.NONSENSE, ChannelCause.UNREACHABLE, True),
        (Trouble.BAD_REQUEST, ChannelCause.REFUSED, False),
    ],
)
async def test_each_refusal_has_its_cause(
    around: Tenant, trouble: Trouble, cause: ChannelCause, passing: bool
) -> None:
    around.graph.script(trouble)
    with pytest.raises(ChannelError) as caught:
        await around.members.add(ADA[0])
    assert (caught.value.cause, caught.value.passing) == (cause, passing)


async def test_somebody_of_elsewhere_and_a_missing_permission_are_told_apart(around: Tenant) -> None:
    with pytest.raises(ChannelError) as caught:
        await around.members.add("nobody@elsewhere.invalid")
    assert (caught.value.cause, caught.value.passing) == (ChannelCause.REFUSED, False)
    around.graph.may_change_members = False
    with pytest.raises(ChannelError) as caught:
        await around.members.add(ADA[0])
    assert (caught.value.cause, caught.value.passing) == (ChannelCause.NOT_ALLOWED, False)
