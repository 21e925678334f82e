"""A store over HTTP: `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.commands.options import StoreOption, open_given, tell
from kgraph.records import KgraphError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    store: StoreOption,
    host: Annotated[str, typer.Option("--host", metavar="NAME", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="Queries answered at once.")] = 2,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="How long a query may take.")
    ] = 30.0,
) -> None:
    """Serve a store: /sparql to ask (read-only), / to ask by hand, /graph to look at, /health.

    A build into the store goes on beside it and is seen within seconds.
    """
    import uvicorn

    from kgraph.server import Limits, make_app
    from kgraph.store import InUseError, is_address

    if is_address(store):
        raise KgraphError("serve needs a folder: what is on a server is served already")
    try:
        with open_given(store):
            pass  # it can be opened, and nothing in it was broken off
    except InUseError:
        tell(f"{store} is being written: served as it stands, and what comes is seen within seconds")
    hosts = [*LOOPBACK, "[::1]"] if host in LOOPBACK else None
    tell(f"serving {store} at http://{host}:{port}/")
    app = make_app(Path(store), Limits(workers, 8 * workers, timeout), hosts)
    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_keep_alive=10)
