"""Talk that holds together in Telegram: replies, whoever wrote the message; what is asked of the last answer; buttons that ask back."""

import re

from chat_world import QUESTION, UNKNOWN, World
from telegram_people import labels
from telegram_server import USERNAME

from bot.models import Role
from indexer.models import Metadata

ANSWER = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."
TWO_REGIONS = "# Honor pemandu\n\nHonor pemandu wisata malam sebesar Rp{} per orang.\n"
WISATA = """# Wisata

Wisata daerah berkembang.

## Honor

Honor pemandu wisata malam sebesar Rp90.000 per orang.
Dibayar tiap bulan.

## Target

| Indikator | Target 2026 |
|---|---|
| Jumlah pengunjung pantai | 7.400 |

Retribusi masuk dipungut di loket.
"""


def of_region(world, name, region, amount):
    path = world.settings.corpus_dir / name
    path.write_text(TWO_REGIONS.format(amount), encoding="utf-8")
    world.library.add(path, Metadata(f"Honor Pemandu {region}", "peraturan", region, "2025"))


async def test_a_reply_to_the_bots_answer_goes_on_with_it_whoever_asked(world, budi):
    siti = world.member(11, "Siti", Role.OPD)
    group = world.group()
    answer = await budi.ask(f"@{USERNAME} {QUESTION}", chat=group)
    await siti.ask(f"@{USERNAME} {UNKNOWN}", chat=group)
    followed = await siti.ask("kalau 2027?", chat=group, reply_to=answer)
    assert f"Saya pahami sebagai: {QUESTION.replace('2026', '2027')}" in followed["text"]


async def test_a_reply_to_a_colleagues_question_goes_on_with_that(world, budi):
    siti = world.member(11, "Siti", Role.OPD)
    group = world.group()
    asked = await budi.say(f"@{USERNAME} {QUESTION}", chat=group)
    await group.wait()
    followed = await siti.ask(f"@{USERNAME} kalau 2027?", chat=group, reply_to=asked)
    assert f"Saya pahami sebagai: {QUESTION.replace('2026', '2027')}" in followed["text"]


async def test_a_reply_that_only_names_the_bot_asks_what_a_colleague_wrote(world, budi):
    siti = world.member(11, "Siti", Role.OPD)
    group = world.group()
    asked = await budi.say(QUESTION, chat=group)
    answer = await siti.ask(f"@{USERNAME}", chat=group, reply_to=asked)
    assert answer["text"].startswith(ANSWER)


async def test_whether_a_claim_is_true_is_asked_by_a_reply_to_it(world, budi):
    siti = world.member(11, "Siti", Role.OPD)
    group = world.group()
    claim = await budi.say("Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 4,10", chat=group)
    answer = await siti.ask(f"@{USERNAME} ini benar?", chat=group, reply_to=claim)
    assert "3,45" in answer["text"] and "4,10" in answer["text"]


async def test_how_sure_an_answer_is_and_where_it_stands_is_told_without_a_search(world, budi):
    await budi.ask(QUESTION)
    sure = await budi.ask("yakin?")
    assert "Keyakinan saya kira-kira" in sure["text"] and f"“{ANSWER}” [1]" in sure["text"]
    sources = await budi.ask("sumbernya?")
    assert "Jawaban itu dikutip dari:" in sources["text"] and "RPJMD Contoh — hlm. 2" in sources["text"]
    around = await budi.ask("rincinya?")
    assert "Penanggung jawab target itu Diskominfo." in around["text"]
    assert labels(sources) == ["📄 1 · hlm. 2", "📋 Salin"]
    assert [entry.question for entry in world.log.entries()] == [QUESTION]


async def test_more_of_an_answer_is_what_stands_under_its_heading_or_in_its_table(world, budi):
    page = world.settings.corpus_dir / "wisata.md"
    page.write_text(WISATA, encoding="utf-8")
    world.library.add(page, Metadata("Laporan Wisata", "laporan", "Kabupaten Maros", "2026"))
    await budi.ask("Berapa honor pemandu wisata malam?")
    of_heading = await budi.ask("rincinya?")
    assert "Honor\n\nHonor pemandu wisata malam" in of_heading["text"] and "Dibayar tiap bulan." in of_heading["text"]
    assert not {"#", "berkembang", "Retribusi"} & set(re.findall(r"#|\w+", of_heading["text"]))
    await budi.ask("Berapa jumlah pengunjung pantai tahun 2026?")
    of_table = await budi.ask("rincinya?")
    assert "Indikator · Target 2026\nJumlah pengunjung pantai · 7.400" in of_table["text"]
    assert "---" not in of_table["text"] and "Retribusi" not in of_table["text"]


async def test_of_a_refused_question_there_is_nothing_to_show(world, budi):
    await budi.ask(UNKNOWN)
    assert "belum terjawab dari dokumen" in (await budi.ask("sumbernya?"))["text"]


async def test_a_question_without_a_subject_is_asked_of_that_of_the_last_question(world, budi):
    of_region(world, "maros.md", "Kabupaten Maros", "90.000")
    await budi.ask("Kapan bimbingan teknis kota cerdas diadakan?")
    followed = await budi.ask("berapa peserta?")
    assert "40 peserta" in followed["text"] and "pada bimbingan teknis kota cerdas" in followed["text"]


async def test_where_several_regions_answer_the_others_are_offered_by_buttons(world, budi):
    of_region(world, "maros.md", "Kabupaten Maros", "90.000")
    of_region(world, "wajo.md", "Kabupaten Wajo", "85.000")
    asked = await budi.ask("Berapa honor pemandu wisata malam?")
    other = "Wajo" if "Wajo" in labels(asked)[0] else "Maros"
    assert "Rp90.000" in asked["text"] and labels(asked)[0] == f"Berapa honor pemandu wisata malam di Kabupaten {other}?"
    of_other, of_first = ("Rp85.000", "Rp90.000") if other == "Wajo" else ("Rp90.000", "Rp85.000")
    await budi.press(asked, labels(asked)[0])
    await world.server.until(lambda: len(budi.chat.texts) == 2 and of_other in budi.chat.texts[1])
    assert of_first not in budi.chat.texts[1]
    assert world.log.entries()[0].question == f"Berapa honor pemandu wisata malam di Kabupaten {other}?"


async def test_a_choice_pressed_twice_is_asked_once_and_within_the_limit_of_whoever_presses(empty_world, budi):
    world = World(empty_world.folder, empty_world.server, rate_limit=1)
    of_region(world, "maros.md", "Kabupaten Maros", "90.000")
    of_region(world, "wajo.md", "Kabupaten Wajo", "85.000")
    async with world.running():
        asked = await budi.ask("Berapa honor pemandu wisata malam?")
        chosen = labels(asked)[0]
        await budi.press(asked, chosen)
        await budi.chat.wait_text("satu per satu")
        assert "menyusul" in await budi.press(asked, chosen)
        assert [question.text for question in world.log.pending()] == [chosen]
    world.close()
