"""A year from the registry: windows, ideal dates, clashes, and the draft that puts them together."""
