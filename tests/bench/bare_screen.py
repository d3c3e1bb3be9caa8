"""A bare Textual app that shows sixty rows from sqlite3. Run as a program: `bare_screen.py DATABASE table|text`."""

from __future__ import annotations

import sqlite3
import sys

from textual.app import App, ComposeResult

ROWS = "SELECT number, COALESCE(day, ''), room FROM session ORDER BY day, id LIMIT 60"


class BareScreen(App[None]):
    """Sixty rows, in a table or one under the other."""

    def compose(self) -> ComposeResult:
        _program, database, form = sys.argv
        rows = sqlite3.connect(database).execute(ROWS).fetchall()
        if form == "table":
            from textual.widgets import DataTable

            table: DataTable[str] = DataTable()
            table.add_columns("number", "day", "room")
            table.add_rows(rows)
            yield table
        else:
            from textual.widgets import Static

            yield Static("\n".join("  ".join(row) for row in rows), markup=False)


if __name__ == "__main__":
    BareScreen().run()
