"""The page on which a file is sent by a one-use link: over real HTTP, by browsers, scripts and people who mean harm."""

import asyncio
import http.client
import re
import socket
import time
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from chat_world import QUESTION, World, pdf

from bot.errors import BotError
from bot.intake.upload_links import Link, Links
from bot.limits import Window
from bot.models import Role
from bot.people.access import Access
from bot.web.guard import Gate
from bot.web.serving import Server
from bot.web.site import site as pages
from bot.web.upload.receiving import Receiving

MEGABYTE = 1_000_000
BOUNDARY = "batas123"


class Site:
    """A running page, what it accepted, and a browser."""

    def __init__(self, folder: Path, accept=None, room: int = 0, **gate):
        self.folder = folder
        self.access = Access(folder / "log.db")
        self.access.redeem(self.access.invite(Role.ADMIN, None), 1, "Bu Ratna")
        self.access.redeem(self.access.invite(Role.DISKOMINFO, None), 20, "Dina")
        self.port = free_port()
        self.links = Links(folder / "log.db", self.access, f"http://127.0.0.1:{self.port}")
        self.accepted: list[tuple[str, bytes, Link]] = []
        self.coming, window = folder / "tautan", Window(60, 60)
        gate = {"wait": lambda address: window.wait(address, time.time())} | gate
        receiving = Receiving(self.links, accept or self.accept, self.coming, MEGABYTE, room)
        receiving.prepare()
        self.pages = pages(Gate(**gate), desk=None, receiving=receiving)
        self.server = Server(self.pages)

    def accept(self, path: Path, name: str, link: Link) -> None:
        self.accepted.append((name, path.read_bytes(), link))
        path.unlink()

    def link(self) -> str:
        return self.links.create(20, "Dina", 20)

    async def get(self, url: str) -> httpx.Response:
        async with httpx.AsyncClient() as browser:
            return await browser.get(url)

    async def send(self, url: str, data: bytes = b"isi", name: str = "rencana.pdf", **more) -> httpx.Response:
        async with httpx.AsyncClient(timeout=20) as browser:
            return await browser.post(url, files={"berkas": (name, data)}, **more)

    def leftovers(self) -> list[Path]:
        return list(self.coming.iterdir())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest_asyncio.fixture
async def open_site(tmp_path):
    """Opens a site with settings of one's own."""
    sites = []

    async def opened(**settings) -> Site:
        site = Site(tmp_path, **settings)
        await site.server.start("127.0.0.1", site.port)
        sites.append(site)
        return site

    yield opened
    for site in sites:
        await site.server.stop()
        site.links.close()
        site.access.close()


@pytest_asyncio.fixture
async def site(open_site):
    return await open_site()


async def test_the_page_says_whom_it_is_for_and_what_it_takes(site):
    page = await site.get(site.link())
    assert page.status_code == 200
    assert "<b>Dina</b>" in page.text and "Paling besar 1 MB" in page.text and "PDF" in page.text
    assert 'data-limit="1000000" data-unreadable="Berkas jenis ini tidak dapat dibaca;' in page.text  # for its script
    assert 'enctype="multipart/form-data"' in page.text  # a browser without scripts sends the same form


async def test_a_file_is_taken_whole_with_its_name_and_owner(site):
    data = bytes(range(256)) * 3000 + f"\r\n--{BOUNDARY}".encode()
    reply = await site.send(site.link(), data, "Rencana Induk “Kota”.pdf")
    assert reply.status_code == 200 and "Berkas diterima" in reply.text
    assert site.accepted == [("Rencana Induk “Kota”.pdf", data, Link(20, "Dina", 20))]
    assert site.leftovers() == []


async def test_the_script_of_the_page_gets_one_sentence(site):
    headers = {"Accept": "application/json"}
    assert "Berkas diterima" in (await site.send(site.link(), headers=headers)).json()["pesan"]
    assert (await site.send(site.link(), b"", headers=headers)).json() == {
        "pesan": "Berkas ini kosong; periksa, lalu kirim ulang."
    }


async def test_looking_at_the_page_does_not_use_the_link_but_sending_does(site):
    link = site.link()
    for _ in range(3):
        assert (await site.get(link)).status_code == 200
    assert (await site.send(link)).status_code == 200
    for again in (await site.get(link), await site.send(link)):
        assert again.status_code == 410
        assert "kirim /unggah" in again.text and "<form" not in again.text
    assert len(site.accepted) == 1


async def test_a_person_who_lost_the_role_can_send_nothing(site):
    link = site.link()
    site.access.revoke(20, by=1)
    assert (await site.send(link)).status_code == 410
    assert site.accepted == []


@pytest.mark.parametrize("path", ["", "unggah", "unggah/", "unggah/abc", "unggah/../log.db", "%2e%2e/log.db", "favicon.ico"])
async def test_nothing_else_is_served(site, path):
    page = await site.get(f"http://127.0.0.1:{site.port}/{path}")
    assert page.status_code == 404 and "Halaman ini tidak ada" in page.text


@pytest.mark.parametrize("kept", ["/layanan/tanya", ""])
async def test_what_stands_before_the_page_on_the_internet_may_be_kept_or_taken_off_by_the_proxy(open_site, kept):
    site = await open_site(prefix="/layanan/tanya")
    code = site.link().rpartition("/")[2]
    page = await site.get(f"http://127.0.0.1:{site.port}{kept}/unggah/{code}")
    assert page.status_code == 200 and 'href="/layanan/tanya/static/' in page.text
    assert (await site.get(f"http://127.0.0.1:{site.port}{kept}/static/unggah.js")).status_code == 200


async def test_nothing_leaks_and_nothing_foreign_is_loaded(site):
    link = site.link()
    pages = [await site.get(link), await site.get(link[:-1]), await site.send(link), await site.get(link)]
    for page in pages:
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in page.headers
        assert "http" not in page.text and "<style" not in page.text
        assert all(address.startswith("/static/") for address in re.findall(r'(?:src|href)="([^"#]+)"', page.text))


async def test_names_are_shown_as_text(site):
    link = site.links.create(20, "<script>alert(1)</script>", 20)
    assert "<b>&lt;script&gt;" in (await site.get(link)).text


async def test_a_file_that_cannot_be_read_is_refused_by_its_name(site):
    link = site.link()
    reply = await site.send(link, b"MZ", "alat.exe")
    assert reply.status_code == 415 and "kirimlah PDF" in reply.text and "<form" in reply.text
    assert site.leftovers() == [] and site.accepted == []
    assert (await site.send(link)).status_code == 200  # the link is still good


async def test_a_file_announced_as_too_large_is_refused_before_it_comes(site):
    def announce() -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
        connection.putrequest("POST", link.partition(str(site.port))[2])
        connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        connection.putheader("Content-Length", str(50 * MEGABYTE))
        connection.endheaders()
        reply = connection.getresponse()
        text = reply.read().decode()
        connection.close()
        return reply.status, text

    link = site.link()
    status, text = await asyncio.to_thread(announce)
    assert status == 413 and "paling besar 1 MB" in text
    assert site.leftovers() == []


async def test_a_file_that_grows_too_large_is_cut_off(site):
    async def pieces():
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n'.encode()
        for _ in range(50):
            yield b"x" * 100_000

    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    async with httpx.AsyncClient() as browser:
        try:
            assert (await browser.post(site.link(), content=pieces(), headers=headers)).status_code in (400, 413)
        except httpx.TransportError:
            """The connection was closed while the browser was still sending."""
    assert site.leftovers() == [] and site.accepted == []


async def test_the_largest_file_allowed_is_taken(site):
    assert (await site.send(site.link(), b"x" * MEGABYTE)).status_code == 200
    assert (await site.send(site.link(), b"x" * (MEGABYTE + 1))).status_code == 413


async def test_without_room_on_the_disk_the_sender_is_told(open_site):
    site = await open_site(room=1 << 60)
    link = site.link()
    reply = await site.send(link)
    assert reply.status_code == 507 and "Ruang disk" in reply.text
    assert (await site.get(link)).status_code == 200


async def test_a_file_that_cannot_be_moved_on_leaves_the_link_good(open_site):
    def full(path: Path, name: str, link: Link) -> None:
        raise OSError(28, "No space left on device")

    site = await open_site(accept=full)
    link = site.link()
    assert (await site.send(link)).status_code == 507
    assert (await site.get(link)).status_code == 200
    assert site.leftovers() == []


async def test_what_is_cut_off_on_the_way_leaves_nothing_and_the_link_good(site):
    link = site.link()
    path = link.partition(str(site.port))[2]
    head = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n' + "x" * 1000
    _, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write((head + part).encode())
    await writer.drain()
    await until(lambda: site.leftovers())
    assert (await site.send(link)).status_code == 503  # one at a time with one link
    writer.close()
    await until(lambda: not site.leftovers())
    assert (await site.send(link)).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"berkas=a"),
        ("multipart/form-data", b"--a--"),
        (f"multipart/form-data; boundary={BOUNDARY}", b"bukan formulir"),
        (f"multipart/form-data; boundary={BOUNDARY}", b""),
        (f"multipart/form-data; boundary={BOUNDARY}", f"--{BOUNDARY}--\r\n".encode()),
        (
            f"multipart/form-data; boundary={BOUNDARY}",
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\nterputus'.encode(),
        ),
        (
            f"multipart/form-data; boundary={BOUNDARY}",
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="lain"; filename="a.pdf"\r\n\r\nx\r\n--{BOUNDARY}--\r\n'.encode(),
        ),
        (f"multipart/form-data; boundary={'b' * 200}", b"x"),
    ],
)
async def test_what_is_no_whole_form_is_refused(site, content_type, body):
    async with httpx.AsyncClient() as browser:
        reply = await browser.post(site.link(), content=body, headers={"Content-Type": content_type})
    assert reply.status_code == 400 and "kirim" in reply.text
    assert site.leftovers() == [] and site.accepted == []


async def test_only_the_first_of_several_files_is_taken(site):
    files = [("berkas", ("satu.pdf", b"1")), ("lain", ("x.pdf", b"0")), ("berkas", ("dua.pdf", b"2"))]
    async with httpx.AsyncClient() as browser:
        assert (await browser.post(site.link(), files=files)).status_code == 200
    assert [(name, data) for name, data, _ in site.accepted] == [("satu.pdf", b"1")]


async def test_who_calls_too_often_has_to_wait(open_site):
    site = await open_site(wait=lambda address: 7)
    reply = await site.get(site.link())
    assert reply.status_code == 429 and reply.headers["Retry-After"] == "7" and "7 detik" in reply.text


async def test_callers_are_told_apart_behind_a_proxy_on_this_machine(open_site):
    seen = []
    site = await open_site(wait=lambda address: seen.append(address) or 0, proxies=frozenset({"127.0.0.1", "10.0.0.5"}))
    async with httpx.AsyncClient() as browser:
        for passed in ("203.0.113.7", "198.51.100.1, 203.0.113.7, 10.0.0.5"):  # a visitor may have claimed the first himself
            await browser.get(site.link(), headers={"X-Forwarded-For": passed})
    assert seen == ["203.0.113.7", "203.0.113.7"]


async def test_who_is_no_named_proxy_is_not_believed_about_the_caller(open_site):
    seen = []
    site = await open_site(wait=lambda address: seen.append(address) or 0)
    async with httpx.AsyncClient() as browser:
        await browser.get(site.link(), headers={"X-Forwarded-For": "203.0.113.7"})
    assert seen == ["127.0.0.1"]


async def test_an_address_that_is_taken_is_said_in_one_sentence(site):
    with pytest.raises(BotError, match="periksa TANYA_WEB_LISTEN"):
        await Server(site.pages).start("127.0.0.1", site.port)


async def test_what_a_crash_left_behind_is_thrown_away_at_the_start(tmp_path, open_site):
    (tmp_path / "tautan").mkdir()
    (tmp_path / "tautan" / "setengah").write_bytes(b"x")
    assert (await open_site()).leftovers() == []


async def test_the_code_stands_in_no_log(open_site, caplog):
    caplog.set_level("DEBUG")
    site = await open_site(accept=lambda *_: 1 / 0)
    link = site.link()
    await site.get(link)
    await site.send(link, b"MZ", "alat.exe")
    assert (await site.send(link)).status_code == 500
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert ours and not any(link.rpartition("/")[2] in message for message in ours)


async def test_a_file_sent_by_a_link_of_the_bot_is_taken_in_and_its_way_told_in_the_chat(empty_world):
    port = free_port()
    address = {"public_url": f"http://127.0.0.1:{port}", "web_listen": f"127.0.0.1:{port}"}
    world = World(empty_world.folder, empty_world.server, **address)
    dina = world.member(20, "Dina", Role.DISKOMINFO)
    async with world.running():
        link = re.search(r"http\S+", (await dina.ask("/unggah"))["text"])[0]
        data = pdf(world.folder / "kiriman.pdf").read_bytes()
        async with httpx.AsyncClient() as browser:
            assert (await browser.post(link, files={"berkas": ("RPJMD Contoh.pdf", data)})).status_code == 200
        await dina.chat.wait_text("RPJMD Contoh.pdf: selesai", timeout=30)
        assert "3,45" in (await dina.ask(QUESTION))["text"]
        assert (world.settings.corpus_dir / "RPJMD Contoh.pdf").read_bytes() == data
        await dina.send_file("besar.pdf", b"%PDF", size=20_000_001)
        assert address["public_url"] in (await dina.chat.wait_text("sekali pakai ini"))["text"]
        async with httpx.AsyncClient() as browser:
            assert (await browser.get(link)).status_code == 410
    world.close()


async def test_without_a_public_address_there_are_no_links(world):
    budi, dina = world.member(10, "Budi", Role.OPD), world.member(20, "Dina", Role.DISKOMINFO)
    assert "belum dinyalakan" in (await dina.ask("/unggah"))["text"]
    assert "peran Anda" in (await budi.ask("/unggah"))["text"]


async def until(condition) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)
