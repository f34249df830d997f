"""What can go wrong for a user, each told in one line: what, where, and what to do."""


class KanwangError(Exception):
    """A mistake in the input or the surroundings that the user can mend; its message is one full line."""
