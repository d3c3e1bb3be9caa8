"""The places and pages of the program: each asks services, none asks another screen."""
