"""The command line: one module per noun; parses, calls one service, prints."""
