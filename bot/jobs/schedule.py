"""APScheduler wakes the jobs; what is due is computed from the database, so a missed wake loses nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Every:
    seconds: int


@dataclass(frozen=True, slots=True)
class Daily:
    """At this hour, in the settings' zone."""

    hour: int


@dataclass(frozen=True, slots=True)
class Job:
    """`woken` jobs also run as soon as a transaction leaves them work."""

    name: str
    when: Every | Daily
    run: Callable[[], Awaitable[None]]
    woken: bool = False


class Scheduler:
    """Runs jobs; one job never runs twice at once in this process, and a wake during a run makes one more."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._scheduler = AsyncIOScheduler(timezone=zone)
        self._runners: list[_Runner] = []

    def start(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            runner = _Runner(job)
            self._runners.append(runner)
            self._scheduler.add_job(
                runner.run, self._trigger(job.when), id=job.name, coalesce=True, misfire_grace_time=None
            )
        self._scheduler.start()
        self.wake()

    def wake(self) -> None:
        """Have the woken jobs run now. To be called on the event loop."""
        for runner in self._runners:
            if runner.job.woken:
                runner.wake()

    async def settle(self) -> None:
        """Return once no woken job is running or asked for."""
        while any(runner.busy for runner in self._runners):
            await asyncio.gather(*(runner.finish() for runner in self._runners))

    async def stop(self) -> None:
        """Start nothing more, and wait for what is under way."""
        self._scheduler.shutdown(wait=False)
        for runner in self._runners:
            runner.close()
        await self.settle()

    def _trigger(self, when: Every | Daily) -> BaseTrigger:
        if isinstance(when, Every):
            return IntervalTrigger(seconds=when.seconds, timezone=self._zone)
        return CronTrigger(hour=when.hour, timezone=self._zone)


class _Runner:
    """One job's runs, one at a time."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._closed = False

    @property
    def busy(self) -> bool:
        return self._task is not None

    def wake(self) -> None:
        if self._closed:
            return
        self._again = True
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._loop())

    async def run(self) -> None:
        self.wake()
        await self.finish()

    async def finish(self) -> None:
        if self._task is not None:
            await asyncio.shield(self._task)

    def close(self) -> None:
        self._closed, self._again = True, False

    async def _loop(self) -> None:
        try:
            while self._again:
                self._again = False
                try:
                    await self.job.run()
                except Exception as error:  # noqa: BLE001 - a job that breaks runs again at its next time
                    log.error("job_failed", job=self.job.name, error=type(error).__name__)  # noqa: TRY400
        finally:
            self._task = None
