"""Libraries for measurements: the plans of Kabupaten Contoh again and again, for regions and with figures of their own.

They are kept in data/bench/; delete that folder to have them made anew.
"""

import json
import random
import re
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from regions import REGIONS

from indexer.library import Library
from indexer.models import Page
from indexer.reading.formats import read
from indexer.settings import LibrarySettings

ROOT = Path(__file__).parent.parent
ROOM = ROOT / "data" / "bench"
SETTINGS = LibrarySettings(corpus_dir=ROOM / "corpus", data_dir=ROOM / "data")
ENVIRONMENT = {"TANYA_CORPUS_DIR": str(SETTINGS.corpus_dir), "TANYA_DATA_DIR": str(SETTINGS.data_dir)}
"""With which `tanya`, started in ROOM, serves this library."""
CHUNKS = 5_000
FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
FRONT = "---\njudul: {title}\njenis: {kind}\ndaerah: Kabupaten {region}\nperiode: 2025-2029\n---\n\n"


def open_library() -> Library:
    """With documents added until it has CHUNKS chunks, which takes minutes the first time."""
    settle(SETTINGS.data_dir)
    library = Library.open(SETTINGS, say=print)
    plans = read_plans()
    for region in REGIONS:
        if size(library) >= CHUNKS:
            return library
        for target in write_region(SETTINGS.corpus_dir, region, plans):
            report = library.add(target)
            print(f"{target.name}: {report.chunks} chunks, {report.seconds:.0f} s {report.error or ''}", flush=True)
    raise SystemExit(f"{len(REGIONS)} regions are not enough for {CHUNKS} chunks")


def write_corpus(folder: Path, regions: int) -> None:
    """The plans of the first `regions` regions, unless they are there already: two a region, about 154 chunks together."""
    if regions > len(REGIONS):
        raise SystemExit(f"There are no more than {len(REGIONS)} regions.")
    done = folder / "regions.txt"
    if done.exists() and int(done.read_text()) == regions:
        return
    plans = read_plans()
    for region in REGIONS[:regions]:
        write_region(folder / "corpus", region, plans)
    done.write_text(str(regions))


def settle(data: Path) -> None:
    """A data folder that holds the prepared model, and whatever was in it."""
    data.mkdir(parents=True, exist_ok=True)
    models = data / "models"
    if not models.exists():
        models.symlink_to(ROOT / "data" / "models")


def size(library: Library) -> int:
    return sum(document.chunks for document in library.documents())


def read_plans() -> dict[str, str]:
    """Name of the file -> its text as Markdown."""
    plans = sorted((ROOT / "corpus").rglob("*.pdf"))
    return {path.name: as_markdown(read(path).pages) for path in plans}


def as_markdown(pages: Sequence[Page]) -> str:
    return "\n\n".join(page.text for page in pages)


def write_region(folder: Path, region: str, plans: dict[str, str]) -> list[Path]:
    """The plans with another region and other figures; always the same ones for a region."""
    folder.mkdir(parents=True, exist_ok=True)
    slug = region.lower().replace(" ", "-")
    written = []
    for name, text in plans.items():
        target = folder / name.replace("contoh", slug).replace(".pdf", ".md")
        kind = "rpjmd" if "rpjmd" in name else "masterplan"
        front = FRONT.format(title=f"{kind.upper()} Kabupaten {region}", kind=kind, region=region)
        target.write_text(front + of_region(text, region, random.Random(target.name)), encoding="utf-8")
        written.append(target)
    return written


def of_region(text: str, region: str, chance: random.Random) -> str:
    def another_digit(_: re.Match) -> str:
        return str(chance.randint(1, 9))

    text = FIGURE.sub(lambda figure: re.sub(r"[1-9]", another_digit, figure[0]), text)
    return text.replace("Contoh", region).replace("CONTOH", region.upper())


def questions(count: int) -> list[str]:
    """Those of corpus_questions.jsonl, each asked of one region after the other."""
    lines = (ROOT / "bench" / "corpus_questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"].rstrip(" ?") for line in lines]
    return [f"{question} di Kabupaten {region}?" for region, question in product(REGIONS, asked)][:count]
