"""What the statistics of groups refuse to compute or to say, in words for the person who asked."""


class Incomparable(ValueError):
    """The data asked for cannot be compared honestly; the message names the place and the remedy in Vietnamese."""
