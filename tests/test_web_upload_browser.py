"""The page for one file, in a browser."""

import pytest
from desk_world import DISKOMINFO, browser, desk, needs_browser, no_violations, open_page  # noqa: F401

from bot.intake.jobs import Status

pytestmark = needs_browser


@pytest.fixture
def upload_page(open_page, desk):
    link = desk.upload_links.create(DISKOMINFO, "Dina", 20)
    return open_page(path=link.removeprefix(desk.url))


def test_a_chosen_file_is_sent_and_the_page_says_so(upload_page, desk):
    no_violations(upload_page)
    upload_page.set_input_files("#file", {"name": "RPJMD.pdf", "mimeType": "application/pdf", "buffer": b"x" * 3_000_000})
    assert upload_page.get_by_text("RPJMD.pdf, 3,0 MB").is_visible()
    upload_page.get_by_role("button", name="Kirim").click()
    upload_page.get_by_text("Berkas diterima").wait_for()
    assert upload_page.get_by_role("heading").text_content() == "Terima kasih"
    assert [job.file_name for job in desk.uploads.queue.having(Status.WAITING)] == ["RPJMD.pdf"]
    no_violations(upload_page)


def test_what_can_not_be_read_is_told_before_it_travels(upload_page, desk):
    upload_page.set_input_files("#file", {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"x"})
    assert upload_page.get_by_text("Berkas jenis ini tidak dapat dibaca").is_visible()
    upload_page.get_by_role("button", name="Kirim").click()
    assert desk.uploads.queue.having(Status.WAITING) == []
