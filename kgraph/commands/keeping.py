"""A store as a whole: `status`, `diff`, `backup`, `restore` and `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.commands.options import (
    MODEL,
    Authorities,
    ClaimReader,
    Claims,
    Model,
    Ontologies,
    StoreOption,
    make_settings,
    open_given,
    tell,
)
from kgraph.files import check_target


def status(
    store: StoreOption,
    ontology: Ontologies = None,
    authority: Authorities = None,
    model: Model = MODEL,
    attributions: Claims = ClaimReader.learned,
) -> None:
    """Tell what is in a store, and which articles an older kgraph, model or ontology read.

    `kgraph build --stale` reads those again. What counts as current is what `build` would read with, so give the same
    options.
    """
    from kgraph.reader import name_versions
    from kgraph.status import find_size, find_status, join_versions

    settings, declared = make_settings(model, ontology, attributions, authority)
    current = join_versions(name_versions(settings, declared))
    with open_given(store) as opened:
        found = find_status(opened)
    for name, count in found.counts:
        print(f"{name:<18} {count:>12,}")
    if Path(store).is_dir():
        print(f"{'bytes on disk':<18} {find_size(Path(store)):>12,}")
    for versions, articles in found.readers.items():
        print(f"\nread by {', '.join(versions) or 'nobody who told'}{'' if versions == current else ' (stale)'}")
        for article in articles:
            print(f"  {article}")


def diff(
    before: Annotated[
        str, typer.Argument(metavar="A", show_default=False, help="A store, or N-Quads of kgraph (a file).")
    ],
    after: Annotated[str, typer.Argument(metavar="B", show_default=False, help="Another one.")],
    article: Annotated[
        str | None, typer.Option("--article", metavar="IRI", show_default=False, help="Compare one article only.")
    ] = None,
) -> None:
    """Tell how the second of two stores differs from the first: claims, events, entities and statements.

    What is gone is marked -, what is new +, and what changed ~ with what changed in it, each with its sentence. The
    exit status is 0 where nothing differs and 1 where something does.
    """
    from kgraph.archives import open_quads
    from kgraph.differences import find_differences

    with open_quads(before) as one, open_quads(after) as other:
        differences = find_differences(one, other, [article] if article else None)
    for difference in differences:
        print(difference)
    tell(f"{len(differences)} {'difference' if len(differences) == 1 else 'differences'}")
    if differences:
        raise typer.Exit(1)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="The file to write.")],
    store: StoreOption,
) -> None:
    """Write all of a store to one compressed file (N-Quads, gzip), with a sum to check it by."""
    from kgraph.archives import write_backup

    check_target(file)
    with open_given(store) as opened:
        count = write_backup(opened, file)
    tell(f"{file} written, {count:,} quads")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A file that `backup` wrote.")],
    store: StoreOption,
) -> None:
    """Make a store from a backup, which is checked first. A store that holds anything is never overwritten."""
    from kgraph.archives import restore_backup

    tell(f"{store} restored, {restore_backup(file, store):,} quads")


def import_quads(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", show_default=False, help="N-Quads of another kgraph, or -."),
    ],
    store: StoreOption,
) -> None:
    """Take the articles and decisions of another kgraph's N-Quads into a store.

    All of the file is checked before anything is taken: only graphs of kgraph, each article whole. An article that is
    there already is replaced. What is one over all articles is found anew.
    """
    from kgraph.archives import read_quads
    from kgraph.declarations import load_ontology
    from kgraph.identity import update_identity
    from kgraph.identity.graph import mark_outdated

    taken = read_quads(file)
    with open_given(store, create=True) as opened:
        mark_outdated(opened)
        quads = sum(count for _, count in opened.load(taken.articles.items()))
        opened.add(taken.decisions)
        update_identity(opened, load_ontology())
    tell(f"{len(taken.articles)} articles imported into {store}, {quads:,} quads; {taken.decided} decisions")
