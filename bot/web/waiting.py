"""What a part of the desk says on the first page: so many things wait, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waits:
    """`count` things, called `what` ("jawaban belum ditinjau"), are to be seen at `path`; "" where the desk has no page for them."""

    count: int
    what: str
    path: str = ""
