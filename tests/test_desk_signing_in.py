"""Signing in at the coordinators' desk, and what each may see there."""

from desk_world import COORDINATOR, browser, coordinator_page, desk, needs_browser, no_violations, open_page  # noqa: F401


@needs_browser
def test_a_coordinator_signs_in_by_a_link_and_sees_the_first_page(coordinator_page):
    assert coordinator_page.get_by_role("heading", name="Beranda").is_visible()
    no_violations(coordinator_page)


def test_a_link_is_good_once(desk):
    link = desk.link(COORDINATOR)
    assert desk.client().post(link).status_code == 200
    again = desk.client().post(link)
    assert again.status_code == 410 and "kirim /masuk" in again.text
