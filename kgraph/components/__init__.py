"""What is found in a text, one concept a file: plain functions `find_*` over a spaCy `Doc` and earlier findings."""
