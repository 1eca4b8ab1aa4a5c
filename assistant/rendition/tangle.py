"""What is raised where the grammar of a stretch is not clear."""

from __future__ import annotations


class Tangle(Exception):
    """A stretch of words whose parts cannot be told apart with confidence."""
