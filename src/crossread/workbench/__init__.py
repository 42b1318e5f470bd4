"""The web application over a library."""
