"""What an official paper says, before anybody chooses a file format."""
