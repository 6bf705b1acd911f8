"""The contract of `tanya ask --json`: an answer as an object of JSON."""

from dataclasses import asdict
from typing import Any

from bot.journal.paragraphs import first_value
from bot.journal.sources import passage_text
from bot.models import Answer, Value


def answer_json(answer: Answer) -> dict[str, Any]:
    """`document` is the file's name, `page` its 1-based page or None; passages come best first. `reason` says why it is refused,
    or in what the answer differs from what was asked; "" where nothing is certain. `value` to `region` are of what opens the answer, "" where
    nothing is asked for by itself; `choices` are questions in full that may have been meant instead, `other_years` are of the row that the value
    stands in."""
    first = first_value(answer.text, answer.values) or Value("")
    return (
        {
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
            "reason": answer.reason,
        }
        | asdict(first)
        | {"choices": list(answer.choices), "other_years": [asdict(other) for other in answer.other_years]}
    )
