"""Meetings of a county's Social Safety Net: plan, invite, minute, follow up, count."""

__version__ = "0.1.0"
