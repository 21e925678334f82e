"""The server: a store over HTTP, to be read and never written: SPARQL, a page to ask on, and the graph's page.

Queries run in processes of their own, for Oxigraph cannot stop a query that it has begun: one that takes too long is
killed with its process. Nothing is fetched, nothing is written, and what is too much is refused in one clear line.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kgraph.server.asking import write_asking_page
from kgraph.server.jobs import Answer, Job
from kgraph.server.protocol import Refusal, read_query
from kgraph.server.workers import Busy, Limits, Workers

__all__ = ["Limits", "make_app"]

RETRY = "2"  # seconds after which a client that was sent away may come again


def make_app(folder: Path, limits: Limits, hosts: list[str] | None = None) -> Starlette:
    """The application for the store in a folder; `hosts` are the names under which it may be called (None: any)."""
    workers = Workers(folder, limits)

    @asynccontextmanager
    async def run(_: Starlette) -> AsyncIterator[None]:
        workers.start()
        try:
            yield
        finally:
            workers.stop()

    async def sparql(request: Request) -> Response:
        try:
            async with asyncio.timeout(limits.seconds):
                job = await read_query(request)
        except TimeoutError:
            return PlainTextResponse("the request did not arrive in time\n", 408)
        except Refusal as refusal:
            return PlainTextResponse(f"{refusal}\n", refusal.status)
        return await _ask(workers, job)

    async def graph(_: Request) -> Response:
        return await _ask(workers, Job("page"))

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "running": workers.running, "waiting": workers.waiting})

    async def asking(_: Request) -> Response:
        return HTMLResponse(asking_page)

    asking_page = write_asking_page()
    guard = [Middleware(TrustedHostMiddleware, allowed_hosts=hosts)] if hosts else []
    routes = [
        Route("/", asking, methods=["GET"]),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/graph", graph, methods=["GET"]),
        Route("/health", health, methods=["GET"]),
    ]
    return Starlette(routes=routes, middleware=guard, lifespan=run)


async def _ask(workers: Workers, job: Job) -> Response:
    try:
        answer = await workers.ask(job)
    except Busy:
        text = "too many queries at once; come again soon\n"
        return PlainTextResponse(text, 503, headers={"Retry-After": RETRY})
    return _response(answer)


def _response(answer: Answer) -> Response:
    headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    return Response(answer.body, answer.status, media_type=answer.media, headers=headers)
