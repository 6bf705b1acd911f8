"""A library of 5,000 chunks for measurements: the plans of Kabupaten Contoh again and again, for regions and with figures of
their own. It is kept in data/bench/; delete that folder to have it made anew.
"""

import json
import random
import re
from itertools import product
from pathlib import Path

from indexer.library import Library
from indexer.reading.formats import read
from indexer.settings import LibrarySettings

ROOT = Path(__file__).parent.parent
ROOM = ROOT / "data" / "bench"
SETTINGS = LibrarySettings(corpus_dir=ROOM / "corpus", data_dir=ROOM / "data")
ENVIRONMENT = {"TANYA_CORPUS_DIR": str(SETTINGS.corpus_dir), "TANYA_DATA_DIR": str(SETTINGS.data_dir)}
"""With which `tanya`, started in ROOM, serves this library."""
CHUNKS = 5_000
PLACES = "Bukit", "Muara", "Tanjung", "Sungai", "Teluk", "Batu", "Rawa"
WISHES = "Asri", "Jaya", "Lestari", "Makmur", "Permai", "Sentosa"
REGIONS = [f"{place} {wish}" for place, wish in product(PLACES, WISHES)]
FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
FRONT = "---\njudul: {title}\njenis: {kind}\ndaerah: Kabupaten {region}\nperiode: 2025-2029\n---\n\n"


def open_library() -> Library:
    """With documents added until it has CHUNKS chunks, which takes minutes the first time."""
    SETTINGS.data_dir.mkdir(parents=True, exist_ok=True)
    models = SETTINGS.data_dir / "models"
    if not models.exists():
        models.symlink_to(ROOT / "data" / "models")
    library = Library.open(SETTINGS, say=print)
    plans = [(path, read(path)) for path in sorted((ROOT / "corpus").rglob("*.pdf"))]
    for region in REGIONS:
        if size(library) >= CHUNKS:
            return library
        for path, plan in plans:
            target = SETTINGS.corpus_dir / path.name.replace("contoh", region.lower().replace(" ", "-")).replace(".pdf", ".md")
            _write(target, "\n\n".join(page.text for page in plan.pages), region)
            report = library.add(target)
            print(f"{target.name}: {report.chunks} chunks, {report.seconds:.0f} s {report.error or ''}", flush=True)
    raise SystemExit(f"{len(REGIONS)} regions are not enough for {CHUNKS} chunks")


def size(library: Library) -> int:
    return sum(document.chunks for document in library.documents())


def _write(target: Path, text: str, region: str) -> None:
    """The text with another region and other figures; always the same ones for a region."""
    rng = random.Random(target.name)
    text = FIGURE.sub(lambda figure: re.sub(r"[1-9]", lambda _: str(rng.randint(1, 9)), figure[0]), text)
    text = text.replace("Contoh", region).replace("CONTOH", region.upper())
    kind = "rpjmd" if "rpjmd" in target.name else "masterplan"
    target.parent.mkdir(parents=True, exist_ok=True)
    front = FRONT.format(title=f"{kind.upper()} Kabupaten {region}", kind=kind, region=region)
    target.write_text(front + text, encoding="utf-8")


def questions(count: int) -> list[str]:
    """Those of corpus_questions.jsonl, each asked of one region after the other."""
    lines = (ROOT / "bench" / "corpus_questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"].rstrip(" ?") for line in lines]
    return [f"{question} di Kabupaten {region}?" for region, question in product(REGIONS, asked)][:count]
