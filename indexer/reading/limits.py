"""What one file may cost. The numbers are in one place; tests and benches hand in smaller ones."""

from dataclasses import dataclass

from indexer.errors import OverLimit

MIB = 1 << 20
OUT_OF_MEMORY = 77
"""The exit status of a reader that its limit of memory ended."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for the reading of one file.

    A reading may last `seconds`, and `page_seconds` more for each page that is done: LibreOffice takes 3 s to start, OCR 2 to 5 s
    a page on one slow core, a page of text 0.1 s. None of them may take `silence` seconds. `memory` (bytes, for each process that
    takes part) holds a file of `file_size` twice beside the 340 MiB that OCR of 300 dpi pages was seen to take. `pages` is twice
    the longest RPJMD with its annexes, `characters` of text ten thousand pages' worth, `file_size` (bytes) a scan of 600 pages at
    300 dpi, and `written` (bytes, of each temporary file) twice that.
    """

    seconds: float = 120
    page_seconds: float = 10
    silence: float = 300
    memory: int = 1536 * MIB
    pages: int = 5_000
    characters: int = 30_000_000
    file_size: int = 512 * MIB
    written: int = 1024 * MIB
    open_files: int = 256

    def allowance(self, pages_done: int) -> float:
        """Seconds that a reading may have lasted once so many pages are done."""
        return self.seconds + self.page_seconds * pages_done

    def check_pages(self, count: int) -> None:
        """Raises OverLimit when a file has too many pages."""
        if count > self.pages:
            raise OverLimit(
                f"Berkas ini berisi lebih dari {self.pages} halaman; bagi menjadi beberapa berkas, lalu kirim lagi."
            )

    def check_text(self, characters: int) -> None:
        """Raises OverLimit when a file has too much text."""
        if characters > self.characters:
            raise OverLimit("Teks berkas ini terlalu banyak untuk satu berkas; bagi menjadi beberapa berkas, lalu kirim lagi.")
