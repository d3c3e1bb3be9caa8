"""The only place with SQL: engine, tables, queries, unit of work, audit, undo, backup."""
