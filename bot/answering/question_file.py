"""The file of questions with known answers that coordinators keep: a JSON object a line."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import BotError

Pattern = Annotated[re.Pattern, AfterValidator(lambda pattern: re.compile(pattern.pattern, re.IGNORECASE))]
Fact = Annotated[list[Pattern], Field(min_length=1)]
Line = Annotated[str, AfterValidator(lambda text: " ".join(text.split())), Field(min_length=1)]


class Item(BaseModel):
    """One question. A text holds a fact when any of its patterns matches, whatever the case.

    `answer_facts` are the answer's where it must hold others than the passages. A citation is to name one of the `pages`
    (1-based) of one of the `docs` (file names). Without an id the question is its own.
    """

    model_config = ConfigDict(frozen=True)

    id: str = Field("", coerce_numbers_to_str=True)
    question: Line
    unanswerable: bool = False
    key_facts: list[Fact] = []
    answer_facts: list[Fact] = []
    pages: list[int] = []
    docs: list[str] = []

    @model_validator(mode="after")
    def _can_be_judged(self) -> "Item":
        if not (self.unanswerable or self.key_facts):
            raise ValueError
        return self


def read_questions(path: Path) -> list[Item]:
    """In the file's order; empty lines don't count. Raises BotError with one sentence that names the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BotError(f"Berkas {path} tidak dapat dibaca; pastikan ada dan berupa teks UTF-8.") from error
    items: dict[str, Item] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            item = _item(line, f"Baris {number} di {path.name}")
            if item.id in items:
                raise BotError(f"Baris {number} di {path.name} memakai id “{item.id}” yang sudah ada; beri id lain.")
            items[item.id] = item
    if not items:
        raise BotError(f"Berkas {path} belum berisi pertanyaan; tulis satu objek JSON per baris.")
    return list(items.values())


def _item(line: str, where: str) -> Item:
    try:
        item = Item.model_validate_json(line)
    except ValidationError as error:
        raise BotError(f"{where} tidak dapat dipakai: {_complaint(error)}.") from error
    return item if item.id else item.model_copy(update={"id": item.question})


def _complaint(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] in ("json_invalid", "model_type"):
        return "bukan objek JSON; periksa tanda kutip, koma, dan kurungnya, dan tulis \\ di dalam pola sebagai \\\\"
    if first["type"] == "pattern_regex":
        return f"pola “{first['input']}” bukan regex yang benar; periksa tanda kurungnya"
    if not first["loc"]:
        return 'isi key_facts, atau tulis "unanswerable": true bila memang tidak ada jawabannya'
    return f"nilai {first['loc'][0]} belum diisi atau bentuknya salah; lihat contoh di docs/panduan-koordinator.md"
