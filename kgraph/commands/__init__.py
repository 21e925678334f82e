"""The commands of `kgraph`, by what they are for; `kgraph/cli.py` puts them together."""
