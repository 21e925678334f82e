"""Workers: processes that answer queries and can be killed."""

from __future__ import annotations

import asyncio
import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from kgraph.server.jobs import Answer, Job, refuse, work


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked: workers at a time, waiting queries beyond them, and seconds for each."""

    workers: int = 2
    waiting: int = 16
    seconds: float = 30.0


class Busy(Exception):
    """There are as many queries waiting as may wait."""


class Workers:
    """So many processes over one store; `running` and `waiting` count the queries."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        self.running = self.waiting = 0
        self.all: list[_Worker] = []
        self.idle: asyncio.Queue[_Worker] = asyncio.Queue()

    def start(self) -> None:
        """Start the processes."""
        self.all = [_Worker(self.folder) for _ in range(self.limits.workers)]
        for worker in self.all:
            self.idle.put_nowait(worker)

    def stop(self) -> None:
        """End the processes."""
        for worker in self.all:
            worker.kill()

    async def ask(self, job: Job) -> Answer:
        """The answer of the next free worker. Raises Busy where too many wait already."""
        if self.waiting >= self.limits.waiting:
            raise Busy
        self.waiting += 1
        try:
            worker = await self.idle.get()
        finally:
            self.waiting -= 1
        self.running += 1
        try:
            # A client that goes away leaves its query to be answered or killed in time, like any other.
            return await asyncio.shield(asyncio.ensure_future(self._run(worker, job)))
        finally:
            self.running -= 1

    async def _run(self, worker: _Worker, job: Job) -> Answer:
        try:
            return await asyncio.to_thread(worker.ask, job, self.limits.seconds)
        finally:
            self.idle.put_nowait(worker)


class _Worker:
    """One process, started anew when it was killed."""

    process: SpawnProcess
    pipe: Connection
    ready: bool

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=work, args=(str(self.folder), other), daemon=True)
        self.process.start()
        self.ready = False
        other.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def ask(self, job: Job, seconds: float) -> Answer:
        try:
            if not self.ready:  # starting is no part of a query's time
                self.pipe.recv()
                self.ready = True
            self.pipe.send(job)
            if self.pipe.poll(seconds):
                answer: Answer = self.pipe.recv()
                return answer
            reason = refuse(504, f"the query took longer than {seconds:g} seconds")
        except (EOFError, OSError):
            reason = refuse(500, "the query ended its process: it may want too much memory")
        self.kill()
        self.start()
        return reason
