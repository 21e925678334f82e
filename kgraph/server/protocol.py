"""The SPARQL 1.1 Protocol: how a query comes in."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request

from kgraph.server.jobs import Job

LARGEST = 1_000_000  # bytes of a query
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


class Refusal(Exception):
    """Why a request is not answered, with its HTTP status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def read_query(request: Request) -> Job:
    """The query of a request, with the graphs that it names.

    Raises Refusal for an update, for a media type that is not the protocol's, for a request that is too large, and
    where there is no query or more than one.
    """
    given = parse_qs(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        media = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if media == UPDATE:
            raise Refusal(403, "this endpoint is read-only: no updates")
        if media not in (FORM, QUERY):
            raise Refusal(415, f"send {FORM} or {QUERY}")
        body = await _read_body(request)
        if media == QUERY:
            given["query"] = [body]
        else:
            given = parse_qs(body, keep_blank_values=True)
    if "update" in given:
        raise Refusal(403, "this endpoint is read-only: no updates")
    queries = given.get("query", [])
    if len(queries) != 1:
        raise Refusal(400, "one query is needed" if not queries else "one query at a time")
    return Job(
        "query",
        queries[0],
        request.headers.get("accept", "*/*"),
        tuple(given.get("default-graph-uri", ())),
        tuple(given.get("named-graph-uri", ())),
    )


async def _read_body(request: Request) -> str:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise Refusal(413, f"a query has at most {LARGEST:,} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "the request is not UTF-8") from error
