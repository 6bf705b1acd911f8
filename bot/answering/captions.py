"""What stands under a photo or file: its name, or a question."""

from indexer.question.words import read


def asks(caption: str) -> bool:
    """Whether a caption is put as a question: by a question mark, a word that asks, an order to tell."""
    return read(caption).whole.asks
