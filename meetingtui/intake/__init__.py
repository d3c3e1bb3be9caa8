"""Files from outside, read as hostile data into plain values."""
