"""Plain SQL reads that return small frozen views; checked against the migrated schema of both databases."""
