"""The log as coordinators look through it, over 100,000 entries: `python bench/desk_log.py [ENTRIES]`.

The entries are made of the questions in questions/ and the spans in claims/, as long as real ones with ten passages each, of 300 people of 40
agencies over a year; a third is refused, a fifth was marked by readers, a tenth has a verdict. Filling the log takes minutes.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
from machine import machine, unforced

from bot.journal import export
from bot.journal.answer_log import AnswerLog
from bot.journal.entries import Verdict
from bot.journal.entry_rows import insert
from bot.journal.filters import Filters, Opinion, Outcome
from bot.journal.listing import LogList
from bot.journal.reviews import Reviews
from bot.journal.store import LogStore, stamp
from bot.models import Answer, Citation, Inquiry
from indexer.models import Chunk, Document, Passage

BENCH = Path(__file__).parent
ENTRIES = 100_000
DAYS = 365
PEOPLE, AGENCIES, DOCUMENTS = 300, 40, 60
ROUNDS = 40
PAGE = 30
TEXTS = 20_000
MB = 1_000_000
WORDS = ("stunting", "anggaran", "jalan", "target 2025", "pajak hotel", "indeks spbe", "kesehatan ibu", "sampah kota")


def main(entries: int = ENTRIES) -> None:
    unforced()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        begun = time.perf_counter()
        fill(path, entries)
        size = path.stat().st_size / MB
        print(f"{entries} entries in {time.perf_counter() - begun:.0f} s, {size:.0f} MB")
        look(path, entries)
        exported(path)
    print(machine())


def fill(path: Path, entries: int) -> None:
    """A log of so many entries, a thousand a transaction."""
    store, made = LogStore(path), invented(entries)
    with store.writing() as db:
        users = [{"id": n, "name": f"Pegawai {n}", "role": "opd", "since": stamp(), "agency": agency(n)} for n in range(PEOPLE)]
        db["users"].insert_all(users)
    while batch := list(islice(made, 1000)):
        with store.writing() as db:
            for asked_at, answer, inquiry in batch:
                log_id = insert(db, answer, inquiry, again_of=None)
                db.execute("UPDATE answers SET asked_at = ? WHERE id = ?", [stamp(asked_at), log_id])
                if log_id % 5 == 0:
                    mark = {"answer_id": log_id, "user_id": inquiry.user_id, "at": stamp(asked_at)}
                    why = "Angkanya salah" if log_id % 20 == 0 else ""
                    db["feedback"].insert(mark | {"value": -1 if log_id % 10 == 0 else 1, "reason": why})
                if log_id % 10 == 1:
                    verdict = list(Verdict)[log_id // 10 % len(Verdict)]
                    db["reviews"].insert(
                        {"answer_id": log_id, "verdict": verdict, "user_name": "Koordinator", "at": stamp(asked_at)}
                    )
    store.close()


def agency(number: int) -> str:
    return f"Dinas nomor {number % AGENCIES}"


def invented(entries: int) -> Iterator[tuple[datetime, Answer, Inquiry]]:
    """When something was asked, the answer, and the question with who asked it."""
    random = Random(14)
    asked = [json.loads(line)["question"] for file in sorted(BENCH.glob("questions/*.jsonl")) for line in file.open()]
    spans = sorted({json.loads(line)["span"] for line in (BENCH / "claims/claims.jsonl").open()})
    texts = [f"{' '.join(random.sample(spans, 4))} Nomor {number}." for number in range(TEXTS)]
    documents = [
        Document(n, f"dokumen {n}.pdf", "", "", f"Dokumen {n}", "rpjmd", f"Kota {n % 20}", "2025", "", 9, 9, "")
        for n in range(DOCUMENTS)
    ]
    begin = datetime.now(UTC) - timedelta(days=DAYS)
    for number in range(entries):
        document, person = random.choice(documents), random.randrange(PEOPLE)
        question = f"{random.choice(asked)} ({random.randrange(5000)})"
        inquiry = Inquiry(question, person, f"Pegawai {person}", chat_id=person, key=f"{person}:{number}")
        passages = tuple(
            Passage(1, document, Chunk(text, (3,), ("BAB II",)), 1.0, lexical=1.0, cosine=0.5)
            for text in random.sample(texts, 10)
        )
        citation = Citation(1, document, 3, "BAB II", random.choice(spans)[:300])
        text = "\n\n".join(f"{span} [1]" for span in random.sample(spans, random.randint(1, 4)))
        answer = Answer(question, text, False, (citation,), passages, "extractive", 25.0, None, confidence=0.7)
        if number % 3 == 0:
            reason = "Bagian terdekat tidak menyebut “nama itu”." if number % 2 else ""
            refused = "Maaf, dokumen yang ada tidak memuat jawabannya."
            answer = replace(answer, text=refused, refused=True, citations=(), nearest=(citation,), reason=reason)
        yield begin + timedelta(days=DAYS) * number / entries, answer, inquiry


def look(path: Path, entries: int) -> None:
    """What a page of the list and the page of an entry cost."""
    log_list, log, reviews = LogList(path), AnswerLog(path), Reviews(path)
    now, random = datetime.now(UTC), Random(1)
    filters = {
        "list": Filters(),
        "one week": Filters(since=now - timedelta(days=7)),
        "agency": Filters(agency=agency(3)),
        "person": Filters(user_id=17),
        "document": Filters(document="dokumen 5.pdf"),
        "region": Filters(region="Kota 7"),
        "refused with reason": Filters(outcome=Outcome.REFUSED_WITH_REASON),
        "thumbs down": Filters(opinion=Opinion.DISLIKED),
        "thumbs up": Filters(opinion=Opinion.LIKED),
        "why": Filters(objection="Angkanya salah"),
        "unreviewed": Filters(unreviewed=True),
        "verdict": Filters(verdict=Verdict.WRONG),
        "several": Filters(since=now - timedelta(days=90), agency=agency(3), outcome=Outcome.REFUSED, unreviewed=True),
    }
    for name, chosen in filters.items():
        report(name, lambda chosen=chosen: page(log_list, chosen, offset=0))
    report("last page", lambda: page(log_list, Filters(), offset=entries - PAGE))
    report("search", lambda: page(log_list, Filters(text=random.choice(WORDS)), offset=0))
    report("search and agency", lambda: page(log_list, Filters(text=random.choice(WORDS), agency=agency(5)), offset=0))
    report("what there is to choose", log_list.choices)
    report("detail", lambda: detail(log, log_list, reviews, random.randint(1, entries)))
    report("next to review", partial(reviews.next_unreviewed, entries // 2))
    for store in (log_list, log, reviews):
        store.close()


def page(log_list: LogList, filters: Filters, offset: int) -> None:
    log_list.lines(filters, PAGE, offset)
    log_list.how_many(filters)


def detail(log: AnswerLog, log_list: LogList, reviews: Reviews, log_id: int) -> None:
    entry = log.entry(log_id)
    log_list.around(entry)
    log_list.beside(Filters(), log_id)
    reviews.review(log_id)


def report(name: str, look: Callable[[], object]) -> None:
    times, worked = [], []
    for _ in range(ROUNDS):
        begun, begun_work = time.perf_counter(), time.thread_time()
        look()
        times.append(1000 * (time.perf_counter() - begun))
        worked.append(1000 * (time.thread_time() - begun_work))
    p50, p95 = np.percentile(times, [50, 95])
    print(f"{name:24} p50 {p50:6.1f} ms, p95 {p95:6.1f} ms; {np.median(worked):6.1f} ms of processor", flush=True)


def exported(path: Path) -> None:
    """All of it as XLSX, in a process of its own, whose memory is looked at."""
    subprocess.run([sys.executable, __file__, "--export", str(path)], check=True)


def write_all(path: Path) -> None:
    log_list, target, begun = LogList(path), path.with_suffix(".xlsx"), time.perf_counter()
    count = export.write(log_list.stream(Filters()), "xlsx", target)
    seconds, memory = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB
    size = target.stat().st_size / MB
    print(
        f"export of {count} as XLSX: {seconds:.0f} s, {time.process_time():.0f} s of processor, {memory:.0f} MB of memory, {size:.0f} MB"
    )
    log_list.close()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--export"]:
        write_all(Path(arguments[1]))
    else:
        main(*map(int, arguments))
