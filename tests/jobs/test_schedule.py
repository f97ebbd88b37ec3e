"""The scheduler wakes jobs: at once, never twice together, and again after a fault (design.md §4)."""

import asyncio
from zoneinfo import ZoneInfo

import pytest

from bot.jobs.schedule import Daily, Every, Job, Scheduler

TORONTO = ZoneInfo("America/Toronto")
NEVER = Every(86_400)


class Work:
    """A job that a test holds and lets go; `runs` counts its starts, `together` how many ran at once."""

    def __init__(self) -> None:
        self.runs = self.ended = self.running = self.together = 0
        self.started = asyncio.Semaphore(0)
        self.go_on = asyncio.Semaphore(0)
        self.breaks = False

    async def run(self) -> None:
        self.runs += 1
        self.running += 1
        self.together = max(self.together, self.running)
        self.started.release()
        try:
            await self.go_on.acquire()
            if self.breaks:
                raise KeyError
            self.ended += 1
        finally:
            self.running -= 1


@pytest.fixture
def scheduler() -> Scheduler:
    return Scheduler(TORONTO)


def let_go(*works: Work) -> None:
    for work in works:
        for _ in range(100):
            work.go_on.release()


async def test_a_woken_job_runs_at_the_start_and_at_each_wake(scheduler: Scheduler) -> None:
    work = Work()
    let_go(work)
    scheduler.start([Job("deliver", NEVER, work.run, woken=True)])
    await scheduler.settle()
    assert work.ended == 1  # what a stopped process left is not left waiting
    scheduler.wake()
    await scheduler.settle()
    assert work.ended == 2
    await scheduler.stop()


async def test_wakes_during_a_run_make_one_run_more_and_never_two_together(scheduler: Scheduler) -> None:
    work = Work()
    scheduler.start([Job("deliver", NEVER, work.run, woken=True)])
    await work.started.acquire()
    for _ in range(5):
        scheduler.wake()
    let_go(work)
    await scheduler.settle()
    assert (work.runs, work.together) == (2, 1)
    await scheduler.stop()


async def test_a_wake_before_the_run_has_begun_makes_one_run(scheduler: Scheduler) -> None:
    work = Work()
    let_go(work)
    scheduler.start([Job("deliver", NEVER, work.run, woken=True)])
    scheduler.wake()
    scheduler.wake()
    await scheduler.settle()
    assert work.runs == 1
    await scheduler.stop()


async def test_a_job_that_breaks_runs_again_and_the_others_are_not_disturbed(scheduler: Scheduler) -> None:
    broken, sound = Work(), Work()
    broken.breaks = True
    let_go(broken, sound)
    jobs = [Job("a", NEVER, broken.run, woken=True), Job("b", NEVER, sound.run, woken=True)]
    scheduler.start(jobs)
    await scheduler.settle()
    scheduler.wake()
    await scheduler.settle()
    assert (broken.runs, broken.ended, sound.ended) == (2, 0, 2)
    await scheduler.stop()


async def test_the_clock_alone_runs_a_job_that_nobody_wakes(scheduler: Scheduler) -> None:
    work = Work()
    let_go(work)
    scheduler.start([Job("sweep", Every(1), work.run)])
    scheduler.wake()
    await scheduler.settle()
    assert work.runs == 0  # it is not among the woken ones
    await work.started.acquire()
    await work.started.acquire()
    await scheduler.stop()
    assert work.together == 1


async def test_one_job_s_wake_of_another_is_waited_for(scheduler: Scheduler) -> None:
    """A channel that was made wakes the delivery of its welcome: `settle` sees both through."""
    delivered = Work()
    let_go(delivered)
    pending = [True]

    async def provision() -> None:
        if pending.pop() if pending else False:
            await asyncio.sleep(0)
            scheduler.wake()

    jobs = [Job("deliver", NEVER, delivered.run, woken=True), Job("provision", NEVER, provision, woken=True)]
    scheduler.start(jobs)
    await scheduler.settle()
    assert delivered.ended == 2
    await scheduler.stop()


async def test_stopping_waits_for_what_is_under_way_and_starts_nothing_more(scheduler: Scheduler) -> None:
    work = Work()
    scheduler.start([Job("deliver", NEVER, work.run, woken=True)])
    await work.started.acquire()
    scheduler.wake()  # asked for, and not begun: the next start does it
    stopping = asyncio.create_task(scheduler.stop())
    for _ in range(5):
        await asyncio.sleep(0)
    assert (stopping.done(), work.ended) == (False, 0)
    let_go(work)
    await stopping
    scheduler.wake()
    await scheduler.settle()
    assert (work.runs, work.ended) == (1, 1)


async def test_stopping_spares_a_run_that_the_clock_began(scheduler: Scheduler) -> None:
    """APScheduler cancels its own tasks when it is shut down: the delivery must not be among them."""
    work = Work()
    scheduler.start([Job("deliver", Every(1), work.run)])
    await work.started.acquire()
    stopping = asyncio.create_task(scheduler.stop())
    for _ in range(5):
        await asyncio.sleep(0)
    let_go(work)
    await stopping
    assert (work.runs, work.ended) == (1, 1)


async def test_a_daily_job_is_due_at_its_hour_in_the_settings_zone(scheduler: Scheduler) -> None:
    work = Work()
    scheduler.start([Job("audit", Daily(3), work.run)])
    planned = scheduler._scheduler.get_job("audit").next_run_time
    await scheduler.stop()
    assert (planned.hour, planned.minute, planned.tzinfo) == (3, 0, TORONTO)
    assert work.runs == 0
