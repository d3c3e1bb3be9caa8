"""What the secretariat does: one function per verb, one transaction each."""
