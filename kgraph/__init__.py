"""kgraph reads news articles in English and builds a knowledge graph in which every line is proven by its sentence."""

__version__ = "0.1.0"
