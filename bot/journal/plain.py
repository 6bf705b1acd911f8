"""Answers outside the chat: the JSON contract of `tanya ask --json`, and passages and sources as plain text."""

import re
from typing import Any

from bot.models import Answer
from indexer.models import Passage


def answer_json(answer: Answer) -> dict[str, Any]:
    """`document` is the file's name, `page` its 1-based page or None; passages come best first."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "refused": answer.refused,
        "citations": [
            {
                "number": citation.number,
                "document": citation.document.name,
                "title": citation.document.title,
                "page": citation.page,
                "place": citation.place,
                "quote": citation.quote,
            }
            for citation in answer.citations
        ],
        "passages": [
            {"document": passage.document.name, "page": passage.page, "text": passage_text(passage), "score": passage.score}
            for passage in answer.passages
        ],
        "composer": answer.composer,
        "ms": answer.ms,
        "log_id": answer.log_id,
    }


def understood(asked: str) -> str:
    """The line that says how a question was completed; empty where it wasn't."""
    return f"Saya pahami sebagai: {asked}" if asked else ""


def passage_text(passage: Passage) -> str:
    """The passage as a person reads it: the path of headings on a line of its own, then the text."""
    text = passage.chunk.text.replace("\f", "\n")
    return "\n".join(filter(None, (" › ".join(passage.chunk.heading), text)))


def source_line(title: str, page: int | None, heading: str, place: str = "") -> str:
    """Where a quote stands: title, place or else page, and the headings that say more than these."""
    where = page_name(page, place)
    return " › ".join([title + (f" — {where}" if where else ""), *telling(heading, title, place)])


def telling(heading: str, title: str, place: str = "") -> list[str]:
    """The parts of a citation's heading, outermost first, without those that its title, its sheet or a part before has said."""
    title = _bare(title.removesuffix("…"))
    said = {title, _bare(re.sub(r", baris \d+.*", "", place).removeprefix("lembar "))}
    parts = []
    for part in heading.split(" › "):
        bare = _bare(part)
        if bare and bare not in said and not (" " in bare and f" {bare} " in f" {title} "):
            parts.append(part)
        said.add(bare)
    return parts


def _bare(text: str) -> str:
    """Its words alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def page_name(page: int | None, place: str = "") -> str:
    """A citation's `place`; "hlm. N" where an older log entry doesn't have it; empty for formats without pages."""
    return place or ("" if page is None else f"hlm. {page}")
