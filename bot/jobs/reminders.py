"""Writes what the clock makes due (design.md §4); deliveries then send it in the sending hours."""

from bot.services import Services
from bot.usecases import reminders


async def plan(services: Services) -> None:
    await services.transact(reminders.plan, services.settings)
