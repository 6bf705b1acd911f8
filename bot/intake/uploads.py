"""What Diskominfo does to the corpus: files taken in, looked over, replaced, restored, removed. All of it is logged, no file is lost."""

import logging
import shutil
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bot.errors import BotError, RejectedUpload
from bot.intake.filing import move_in
from bot.intake.jobs import Deed, Job, Status, Task
from bot.intake.queue import UploadQueue
from bot.journal.answer_log import AnswerLog
from indexer.documents import lifecycle
from indexer.errors import Cancelled, IndexerError, LibraryBusy, UnknownDocument
from indexer.ingest.archives import is_archive, unpack
from indexer.library import Library, Progress, silent
from indexer.models import Document, IndexReport, Metadata, Removed, State
from indexer.reading.scans import ocr

log = logging.getLogger(__name__)

NO_ROOM = "Berkas tidak dapat disimpan di folder dokumen; mintalah pengelola memeriksa ruang disk dan izin folder di server."
FAULT = "Ada gangguan di server; silakan coba lagi, atau hubungi pengelolanya."
KILLER = "Berkas ini berulang kali menghentikan program; mintalah pengelola server memeriksanya."
WAITS = (
    "Server belum dapat membaca tulisan dalam gambar; mintalah pengelolanya memasang tesseract-ocr dan tesseract-ocr-ind, "
    "lalu menjalankan ulang bot. Sesudah itu berkas ini dibaca sendiri; tidak perlu dikirim lagi."
)
VALIDITIES = {"": "berlaku", "diubah": "diubah", "dicabut": "dicabut"}
_FAILED = {Task.ADD: "gagal mengunggah", Task.RESTORE: "gagal memulihkan versi", Task.RETURN: "gagal mengembalikan"}
_WHERE_IT_IS = {
    State.HELD: ", yang masih menunggu ditinjau; buka /antrean",
    State.ARCHIVED: ", versi lama yang diarsipkan; bila perlu, pulihkan lewat /dokumen",
}


@dataclass(frozen=True, slots=True)
class _Decision:
    """What a job about a document that is there does: to those `of` a state, told with `verb`; `done` where it is found done."""

    of: State
    verb: str
    done: str


_DECISIONS = {
    Task.PUBLISH: _Decision(State.HELD, "menerbitkan", "sudah diterbitkan"),
    Task.RESTORE: _Decision(State.ARCHIVED, "memulihkan versi", "sudah dipulihkan"),
}


class Uploads:
    """Safe from several threads; `work` is for one thread at a time. `queue` holds what is still to be done."""

    def __init__(self, library: Library, answers: AnswerLog, corpus_dir: Path):
        self._library, self._log, self._corpus_dir = library, answers, corpus_dir
        data_dir = answers.path.parent
        self._failed_dir, self._unpacked_dir = data_dir / "uploads-gagal", data_dir / "antrean-zip"
        self.queue = UploadQueue(answers.path, data_dir / "antrean")

    def close(self) -> None:
        self.queue.close()

    def check(self, size: int | None, limit: int) -> None:
        """Raises RejectedUpload for a file that needn't be fetched; `size` (None: unknown) and `limit` are bytes."""
        if size == 0:
            raise RejectedUpload("Berkas ini kosong; periksa, lalu kirim ulang.")
        if size and size > limit:
            raise RejectedUpload(f"Berkas ini {megabytes(size)}, sedangkan lewat Telegram paling besar {megabytes(limit)}.")

    def resume(self) -> None:
        """Take up what the last stop cut off, and the scans that waited for text recognition, if it is there now."""
        shutil.rmtree(self._unpacked_dir, ignore_errors=True)
        self._library.sweep()
        for job in self.queue.resume():
            self._failed(job, KILLER)
        if ocr.available():
            for job in self.queue.having(Status.OCR):
                self.queue.again(job.id)

    def work(self, job: Job, progress: Progress = silent, stop: threading.Event | None = None) -> Job:
        """Do what a running job asks for, and return how it ended.

        Raises Cancelled once `stop` is set, and LibraryBusy; then the job is still running, for the caller to give back or cancel.
        """
        try:
            if job.task is Task.ADD:
                return self._add(job, progress, stop)
            if job.task is Task.RETURN:
                return self._bring_back(job, progress, stop)
            return self._decide(job)
        except (Cancelled, LibraryBusy):
            raise
        except (IndexerError, BotError) as error:
            return self._failed(job, str(error))
        except OSError as error:
            log.warning("%s tidak dapat disimpan: %s", job.file_name, error)
            return self._failed(job, NO_ROOM)
        except Exception:
            self._failed(job, FAULT)
            raise

    def _add(self, job: Job, progress: Progress, stop: threading.Event | None) -> Job:
        job = self.queue.landed(job)
        if job.document_id is not None:  # a stop kept us from saying so
            return self._known(job, self._library.document(job.document_id))
        if is_archive(job.path):
            return self._open(job)
        job = self.queue.place(job, self._corpus_dir)
        report = self._library.add(job.path, progress=progress, stop=stop, hold=True)
        if report.document is None:
            return self._unread(job, report)
        document = self._library.document(report.document)
        if Path(document.path) != job.path.resolve():
            return self._known(job, document)
        if document.status == State.HELD:
            doubts = "\n".join(report.doubts)
            return self._settle(job, Status.HELD, doubts, document_id=document.id, older=report.older)
        return self._settle(job, Status.DONE, summary(report), document_id=document.id)

    def _settle(self, job: Job, status: Status, note: str, verb: str = "mengunggah", **known: int | None) -> Job:
        """How a job ended, as the deed of whoever asked for it."""
        return self.queue.settle(job, status, note, Deed(job.user_id, job.user_name, verb), **known)

    def _unread(self, job: Job, report: IndexReport) -> Job:
        """A scan waits in the corpus until it can be read; what can't be read at all goes."""
        if not report.waits_for_ocr:
            return self._failed(job, report.error)
        return self._settle(job, Status.OCR, WAITS)

    def _open(self, job: Job) -> Job:
        """Make a job of each file in an archive. Begun anew after a stop, those that are jobs already stay what they are."""
        room = self._unpacked_dir / str(job.id)
        shutil.rmtree(room, ignore_errors=True)
        try:
            files = unpack(job.path, room)
            for number, file in enumerate(files):
                key = f"zip:{job.id}:{number}"
                self.queue.put(file, file.name, job.user_id, job.user_name, job.chat_id, job.source, [key])
        finally:
            shutil.rmtree(room, ignore_errors=True)
        left_out = f"; {files.left_out} berkas dilewati karena bukan dokumen" if files.left_out else ""
        job = self._settle(job, Status.OPENED, f"{len(files)} berkas masuk antrean{left_out}")
        job.path.unlink(missing_ok=True)
        return job

    def _known(self, job: Job, document: Document) -> Job:
        """The same content is in another file already, so this copy goes."""
        where = _WHERE_IT_IS.get(document.status, ", yang sudah ada di perpustakaan")
        note = f"Isinya sama dengan {document.name}{where}."
        job = self.queue.recognise(job, document.id)
        job.path.unlink(missing_ok=True)
        return self._settle(job, Status.KNOWN, note)

    def _decide(self, job: Job) -> Job:
        """Publish a held document or restore an archived one; a job begun anew may find it done."""
        decision = _DECISIONS[job.task]
        document = self._library.document(job.document_id)
        verb, note = decision.verb, decision.done
        if document.status == decision.of:
            note = summary(self._carried_out(job, document))
        if job.replaces:
            older = self._library.document(job.replaces)
            verb, note = "mengganti versi", f"{note}, menggantikan {older.name}"
        return self._settle(job, Status.DONE, note, verb)

    def _carried_out(self, job: Job, document: Document) -> IndexReport:
        if job.task is Task.PUBLISH:
            return self._library.publish(document.id, replaces=job.replaces)
        return self._library.restore(document.id)

    def _bring_back(self, job: Job, progress: Progress, stop: threading.Event | None) -> Job:
        """Undo a removal."""
        report = self._library.bring_back(job.document_id, progress, stop)
        if report.status == "failed":
            return self._failed(job, report.error)
        return self._settle(job, Status.DONE, summary(report), "mengembalikan", document_id=report.document)

    def _failed(self, job: Job, error: str) -> Job:
        """A file that can't be taken in is kept outside the corpus; a document that can't be made live stays held."""
        if job.task is Task.PUBLISH:
            return self.queue.settle(job, Status.HELD, error)
        return self._settle(self._aside(job), Status.FAILED, error, _FAILED[job.task])

    def _aside(self, job: Job) -> Job:
        if job.task is not Task.ADD:
            return job
        try:
            return self.queue.place(job, self._failed_dir)
        except OSError:  # no room for it there: it stays where it is, and its job knows where
            return job

    def set_aside(self, job: Job, user_id: int | None, user_name: str) -> Job:
        """A person has stopped this job, before or while it ran: its file is kept, a held document stays held."""
        if job.task is Task.PUBLISH:
            return self.queue.settle(job, Status.HELD, job.note, Deed(user_id, user_name, "membatalkan penerbitan"))
        deed = Deed(user_id, user_name, "membatalkan")
        return self.queue.settle(self._aside(job), Status.CANCELLED, f"oleh {user_name}", deed)

    def again(self, job_id: int, user_id: int | None, user_name: str) -> Job | None:
        """Queue a file once more that failed or was set aside; None if it is neither."""
        job = self.queue.again(job_id)
        if job:
            self._log.action(user_id, user_name, "mencoba lagi", job.file_name)
        return job

    def discard(self, document_id: int, user_id: int | None, user_name: str) -> Document:
        """Take a held document out of the library; its file is set aside. Raises UnknownDocument, also if it isn't held."""
        document = self._library.document(document_id)
        lifecycle.discarded(document)
        job = self.queue.about(document_id)
        self._library.remove(document_id)
        if job:
            self.set_aside(replace(job, task=Task.ADD), user_id, user_name)
        else:  # the log was lost since
            move_in(Path(document.path), self._failed_dir, document.name)
            self._log.action(user_id, user_name, "membatalkan", document.name)
        return document

    def remove(self, document_id: int, user_id: int | None, user_name: str) -> Document:
        """Take a document out of the library and its file out of the corpus; for a while it can be brought back. Raises UnknownDocument."""
        document = self._library.remove(document_id, delete_file=True, by=user_name)
        self._log.action(user_id, user_name, "menghapus", document.name, document.title)
        return document

    def removed(self, document_id: int) -> Removed:
        """One that can still be brought back; raises UnknownDocument for any other."""
        for removed in self._library.removed():
            if removed.id == document_id:
                return removed
        raise UnknownDocument("Dokumen itu sudah tidak ada di daftar terhapus.")

    def correct(self, document_id: int, metadata: Metadata, user_id: int | None, user_name: str) -> Document:
        """Correct what is known about a document; empty fields stay as they are. Raises UnknownDocument."""
        document = self._library.correct(document_id, metadata)
        self._ask_again(document)
        changes = ", ".join(f"{name}: {value}" for name, value in asdict(metadata).items() if value)
        self._log.action(user_id, user_name, "mengoreksi", document.name, changes)
        return document

    def _ask_again(self, document: Document) -> None:
        """What is doubtful about a held document after something was said about it."""
        job = self.queue.about(document.id)
        if job and job.status is Status.HELD:
            sentences = self._library.doubts(document.id).sentences
            self.queue.settle(job, Status.HELD, "\n".join(sentences))

    def set_validity(
        self, document_id: int, validity: str, amended_by: int | None, user_id: int | None, user_name: str
    ) -> Document:
        """Say whether a document is in force (""), "diubah" or "dicabut", and by which document. Raises UnknownDocument."""
        document = self._library.set_validity(document_id, validity, amended_by)
        by = f" oleh {self._library.document(amended_by).title}" if amended_by else ""
        self._log.action(user_id, user_name, "menandai", document.name, VALIDITIES[validity] + by)
        return document


def summary(report: IndexReport) -> str:
    """What was taken in, for people: pages where there are any, and how long it took."""
    pages = [f"{report.pages} halaman"] if report.pages else []
    return ", ".join([*pages, f"{max(1, round(report.seconds))} detik"])


def megabytes(size: int) -> str:
    """A size in bytes for people; what has any is never called 0."""
    in_mb = max(size / 1_000_000, 0.1 if size else 0)
    return f"{in_mb:.1f} MB".replace(".", ",").replace(",0 ", " ")
