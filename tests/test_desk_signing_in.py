"""Signing in at the coordinators' desk, who may sit there, and what is refused."""

import json
import time
from urllib.parse import quote

import httpx
import pytest
from desk_world import (  # noqa: F401
    ADMIN,
    COORDINATOR,
    DISKOMINFO,
    OPD,
    DeskWorld,
    browser,
    coordinator_page,
    desk,
    form_word,
    needs_browser,
    no_violations,
    open_page,
)
from init_data_py import sign
from telegram_server import TOKEN

from bot.journal.store import LogStore, stamp
from bot.web.site import PARTS

HOUR = 3600


def told_by_telegram(user_id: int, token: str = TOKEN, ago: int = 0, name: str = "Sari") -> str:
    """What Telegram says of somebody who opened the desk `ago` seconds back."""
    user = json.dumps({"id": user_id, "first_name": name})
    return sign({"user": user, "query_id": "AAF"}, token, auth_date=time.time() - ago)


def open_mini_app(desk: DeskWorld, said: str, ke: str = "/") -> httpx.Response:
    return desk.client().post("/masuk/telegram", data={"data": said, "ke": ke})


def let_pass(desk: DeskWorld, table: str) -> None:
    """The time of everything in `table` is over."""
    store = LogStore(desk.settings.log_path)
    with store.writing() as db:
        db.execute(f"UPDATE {table} SET expires_at = ?", [stamp()])
    store.close()


def sign_out(client: httpx.Client, word: str, **headers: str) -> httpx.Response:
    return client.post("/keluar", data={"csrf": word}, headers=headers)


def test_looking_at_a_link_does_not_use_it_up_and_its_button_does(desk):
    link = desk.link(COORDINATOR)
    for _ in range(2):
        assert "Sari" in desk.client().get(link).text
    assert "Beranda" in desk.client().post(link).text
    for again in (desk.client().post(link), desk.client().get(link)):
        assert again.status_code == 410 and "kirim /masuk" in again.text


def test_a_link_leads_to_the_page_it_was_made_for(desk):
    assert desk.client().post(desk.link(COORDINATOR, "/tidak-ada")).url.path == "/tidak-ada"


def test_a_link_that_is_too_old_or_of_someone_who_lost_his_role_opens_nothing(desk):
    for lost in (lambda: let_pass(desk, "sign_ins"), lambda: desk.access.revoke(COORDINATOR, by=ADMIN)):
        link = desk.link(COORDINATOR)
        lost()
        assert desk.client().post(link).status_code == 410


def test_who_is_vouched_for_by_telegram_is_let_in(desk):
    page = open_mini_app(desk, told_by_telegram(COORDINATOR))
    assert page.status_code == 200 and page.url.path == "/" and "Sari" in page.text
    assert desk.log.actions()[0].action == "membuka meja koordinator" and desk.log.actions()[0].detail == "Mini App"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (told_by_telegram(COORDINATOR, ago=HOUR + 60), "Waktu masuknya sudah lewat"),
        (told_by_telegram(COORDINATOR, token="1:lain"), "Telegram tidak mengenali permintaan ini"),
        (told_by_telegram(OPD).replace(f"%3A+{OPD}%2C", f"%3A+{COORDINATOR}%2C"), "Telegram tidak mengenali permintaan ini"),
        (sign({"query_id": "AAF"}, TOKEN), "Telegram tidak menyebut siapa Anda"),
        ("", "Telegram tidak mengenali permintaan ini"),
        (told_by_telegram(OPD), "Meja ini untuk koordinator dan admin"),
        (told_by_telegram(900), "Meja ini untuk koordinator dan admin"),
    ],
    ids=["expired", "another bot's", "forged", "nobody", "empty", "beyond the role", "stranger"],
)
def test_who_is_not_vouched_for_gets_one_sentence(desk, said, sentence):
    page = open_mini_app(desk, said)
    assert page.status_code == 403 and sentence in page.text and "Set-Cookie" not in page.headers


@pytest.mark.parametrize("elsewhere", ["https://jahat.example", "//jahat.example/x", "/\\jahat.example", "//[", "javascript:1"])
def test_nobody_is_sent_to_another_site(desk, elsewhere):
    assert open_mini_app(desk, told_by_telegram(COORDINATOR), ke=elsewhere).url == f"{desk.url}/"


def test_every_page_asks_for_a_role_but_those_by_which_people_come_in():
    routes = [route for part in PARTS for route in part.routes()]
    unchecked = {route.endpoint.__name__ for route in routes if not hasattr(route.endpoint, "permitted_by")}
    assert unchecked == {"how_to", "show_link", "by_link", "mini_app", "by_telegram"}


@pytest.mark.parametrize("user_id", [OPD, DISKOMINFO])
def test_a_role_that_does_not_read_the_log_sees_no_page_of_the_desk(desk, user_id):
    page = httpx.get(desk.url + "/", cookies=signed_in_cookies(desk, user_id))
    assert page.status_code == 403 and "Peran Anda tidak mencakup" in page.text


def signed_in_cookies(desk: DeskWorld, user_id: int) -> httpx.Cookies:
    """Of someone who was given a link, whatever he may see with it."""
    return httpx.post(desk.link(user_id)).cookies


def test_a_session_ends_with_the_role_and_does_not_come_back_with_it(desk):
    client = desk.client(COORDINATOR)
    assert client.get("/").status_code == 200
    role = desk.access.role(COORDINATOR)
    desk.access.revoke(COORDINATOR, by=ADMIN)
    assert client.get("/").status_code == 401
    desk.access.redeem(desk.access.invite(role, None), COORDINATOR, "Sari")
    assert client.get("/").status_code == 401


def test_a_session_ends_after_its_time(desk):
    client = desk.client(COORDINATOR)
    let_pass(desk, "sessions")
    page = client.get("/")
    assert page.status_code == 401 and "kirim /masuk" in page.text


def test_signing_out_ends_the_session_wherever_it_is_used(desk):
    client = desk.client(COORDINATOR)
    copy = dict(client.cookies)
    left = sign_out(client, form_word(client.get("/"))).text
    assert "Sampai jumpa" in left and "Sari" not in left
    assert httpx.get(desk.url, cookies=copy).status_code == 401


def test_a_form_that_no_page_of_this_session_made_does_nothing(desk):
    client, other = desk.client(COORDINATOR), desk.client(ADMIN)
    word = form_word(client.get("/"))
    for refused in (
        sign_out(client, ""),
        sign_out(client, form_word(other.get("/"))),
        sign_out(client, word, **{"Sec-Fetch-Site": "cross-site"}),
        client.post("/keluar", data={"csrf": word + "é"}),
    ):
        assert refused.status_code == 403
    assert client.get("/").status_code == 200


def test_another_site_signs_nobody_in(desk):
    link = desk.link(COORDINATOR)
    assert httpx.post(link, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert httpx.post(link).status_code == 303


def test_a_form_that_is_too_large_is_refused(desk):
    client = desk.client(COORDINATOR)
    refused = client.post("/keluar", data={"csrf": "x" * 10_000_001})
    assert refused.status_code == 413 and "paling besar 10 MB" in refused.text
    assert open_mini_app(desk, "x" * 20_000).status_code == 413


def test_a_form_that_was_broken_on_its_way_is_asked_for_again(desk):
    headers = {"Content-Type": "multipart/form-data; boundary=batas"}
    refused = desk.client(COORDINATOR).post("/keluar", content=b"bukan formulir", headers=headers)
    assert refused.status_code == 400 and "kirim ulang" in refused.text


def test_no_reply_is_kept_framed_by_others_or_tells_the_address(desk):
    client = desk.client(COORDINATOR)
    for page in (client.get("/"), client.get("/tidak-ada"), desk.client().get("/"), client.get(desk.link(ADMIN))):
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy
        assert policy.endswith("frame-ancestors https://web.telegram.org")
        assert page.headers["Cache-Control"] == "no-store" and page.headers["Referrer-Policy"] == "no-referrer"
        assert "<style" not in page.text and "style=" not in page.text and "<script>" not in page.text


def test_behind_a_prefix_the_cookie_is_read_by_no_script_and_goes_only_where_it_must(tmp_path):
    desk = DeskWorld(tmp_path, public_url="https://tanya.example.go.id/meja")
    by_link = httpx.post(desk.url + "/masuk/" + desk.link(COORDINATOR).rpartition("/")[2]).headers["Set-Cookie"]
    mini_app = httpx.post(desk.url + "/masuk/telegram", data={"data": told_by_telegram(COORDINATOR)}).headers["Set-Cookie"]
    pages = [httpx.get(desk.url + path).status_code for path in ("/meja", "/meja/", "/", "/meja/masuk/", "/mejalain")]
    desk.close()
    assert pages == [401, 401, 401, 404, 404]
    assert by_link.endswith("Path=/meja; Max-Age=43200; HttpOnly; SameSite=Lax; Secure")
    assert mini_app.endswith("Path=/meja; Max-Age=43200; HttpOnly; SameSite=None; Partitioned; Secure")


def test_an_address_that_is_not_there_says_so(desk):
    page = desk.client(COORDINATOR).get("/masuk-angin")
    assert page.status_code == 404 and "Halaman ini tidak ada" in page.text


@needs_browser
def test_every_page_can_be_read_by_everybody(open_page, desk):
    no_violations(open_page(COORDINATOR))
    no_violations(open_page(path="/"))
    no_violations(open_page(path="/tidak-ada"))
    no_violations(open_page(path="/telegram"))
    no_violations(open_page(path=desk.link(COORDINATOR).removeprefix(desk.url)))


@needs_browser
def test_the_first_key_leads_past_the_navigation(coordinator_page):
    coordinator_page.keyboard.press("Tab")
    assert coordinator_page.locator("a:focus").text_content() == "Langsung ke isi"
    coordinator_page.keyboard.press("Enter")
    coordinator_page.locator("main:focus").wait_for()


@needs_browser
def test_without_scripts_everything_works(browser, desk):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(desk.link(COORDINATOR))
        page.get_by_role("button", name="Masuk").click()
        page.get_by_role("button", name="Keluar").click()
        assert page.get_by_role("heading", name="Sampai jumpa").is_visible()


@needs_browser
def test_the_menu_button_in_telegram_opens_the_desk(open_page):
    page = open_page(path=f"/telegram#tgWebAppData={quote(told_by_telegram(COORDINATOR))}&tgWebAppVersion=9.1")
    page.get_by_role("heading", name="Beranda").wait_for()
    assert "tgWebAppData" not in page.url


@needs_browser
def test_a_name_is_shown_as_text(open_page, desk):
    name = '<img src=x onerror="document.title=1"><script>document.title = 2</script>'
    desk.access.redeem(desk.access.invite(desk.access.role(COORDINATOR), None), 31, name)
    page = open_page(31)
    assert page.get_by_text(name).is_visible() and page.title() == "Beranda · Tanya Masterplan"
