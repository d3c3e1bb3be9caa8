"""Papers, tables and calendars as bytes, and the safe way to put bytes into files."""
