"""What people type of persons is masked before it is kept or answered, however it is spaced; amounts, dates, acts and codes never are."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.chat.traffic.unreadable import kept_masked
from bot.journal.answer_log import AnswerLog
from bot.masking import masked
from bot.models import Inquiry

BENCH = Path(__file__).parent.parent / "bench"
BEFORE = st.sampled_from(["", "tolong cek ", "Apakah warga dengan nomor ini terdaftar: ", "(", "data Bu Sari, "])
BEHIND = st.sampled_from(["", " ya", ", dan siapa kepala dinasnya?", ")", ". Berapa target 2026?", " 2026"])
SEPARATOR = st.sampled_from([" ", "-", ".", "–", " - "])
BIRTHS = st.dates(date(1940, 1, 1), date(2024, 12, 31))


@st.composite
def grouped(draw, digits: str, fewest: int) -> str:
    """Digits in groups of at least so many, with one separator between all of them, or none."""
    separator, groups = draw(SEPARATOR), []
    while len(digits) >= 2 * fewest and draw(st.booleans()):
        size = draw(st.integers(fewest, len(digits) - fewest))
        groups, digits = [*groups, digits[:size]], digits[size:]
    groups.append(digits)
    assume(
        not (separator == "." and all(len(group) == 3 for group in groups[1:]) and len(groups) > 2)
    )  # an amount is written so
    return separator.join(groups)


@st.composite
def civil(draw) -> str:
    """A number of the civil registry; a woman's has 40 added to the day."""
    born, province = draw(BIRTHS), draw(st.sampled_from(["11", "32", "33", "51", "64", "73", "82", "94"]))
    day = born.day + draw(st.sampled_from([0, 40]))
    place = f"{province}{draw(st.integers(1, 79)):02}{draw(st.integers(1, 50)):02}"
    return f"{place}{day:02}{born:%m%y}{draw(st.integers(1, 9999)):04}"


MOBILE = st.from_regex(r"8(?:12|13|21|22|52|57|58|77|78|95|96)[2-9][0-9]{7}", fullmatch=True)


@given(before=BEFORE, number=civil().flatmap(lambda digits: grouped(digits, 2)), behind=BEHIND)
def test_numbers_of_the_civil_registry_are_masked_however_spaced(before, number, behind):
    assert masked(f"{before}{number}{behind}") == f"{before}[NIK]{behind}"


@given(before=BEFORE, prefix=st.sampled_from(["0", "+62", "62", "+62 ", "+62-"]), digits=MOBILE, data=st.data())
def test_telephone_numbers_are_masked_however_spaced(before, prefix, digits, data):
    assume(not digits.endswith("000"))
    written = prefix + data.draw(grouped(digits, 3))
    said = masked(f"{before}{written} ya")
    assert said == f"{before}[telepon] ya"


@given(area=st.sampled_from(["021", "022", "0271", "0341", "0411"]), line=st.from_regex(r"[3-8][0-9]{6}", fullmatch=True))
def test_lines_of_an_office_are_masked_too(area, line):
    for written in (f"({area}) {line}", f"{area}-{line}", f"{area} {line[:3]} {line[3:]}"):
        assert masked(f"Siapa yang pakai {written}?") == "Siapa yang pakai [telepon]?"


@given(said=st.sampled_from(["rekening", "no. rek.", "norek BCA", "rekening Bank Jateng a.n. Budi:"]), data=st.data())
def test_numbers_said_to_be_of_a_bank_account_are_masked_however_spaced(said, data):
    digits = data.draw(st.from_regex(r"[1-9][0-9]{9,14}", fullmatch=True))
    written = data.draw(grouped(digits, 2))
    assert masked(f"kirim ke {said} {written} ya") == f"kirim ke {said} [rekening] ya"


@given(name=st.from_regex(r"[a-z][a-z0-9._]{0,20}[a-z0-9]", fullmatch=True), host=st.sampled_from(["gmail.com", "kab.go.id"]))
def test_addresses_are_masked(name, host):
    assert masked(f"kirim ke {name}@{host}, ya") == "kirim ke [surel], ya"


@given(
    amount=st.integers(1, 10**16),
    form=st.sampled_from(["Rp{}", "Rp {}", "Rp. {},00", "IDR {}", "{} rupiah", "sebesar {}", "pagu rekening listrik {}"]),
    ungrouped=st.booleans(),
)
def test_no_amount_is(amount, form, ungrouped):
    grouped_by_dots = form.startswith("pagu") or not ungrouped
    written = f"{amount:,}".replace(",", ".") if grouped_by_dots else str(amount)
    assume(not (form.startswith("pagu") and amount < 1000))
    question = f"Apakah anggarannya {form.format(written)} pada 2026?"
    assert masked(question) == question


@given(first=st.integers(1, 999), number=st.integers(1, 9999), year=st.integers(1945, 2045))
def test_no_number_of_an_act_is(first, number, year):
    for act in (
        f"Nomor {first:03}/{number}/{year}",
        f"Perbup {first}/{year}",
        f"Kepmendagri {first:03}-{number} Tahun {year}",
        f"Nomor {first}.{number % 100}/{number}/KPTS/{year}",
        f"Perda Nomor {number} Tahun {year}-{year + 5}",
    ):
        assert masked(f"Apa isi {act}?") == f"Apa isi {act}?"


CODE = st.lists(st.from_regex(r"[0-9]{2}", fullmatch=True), min_size=2, max_size=5)


@given(
    head=st.integers(1, 8),
    groups=CODE,
    tail=st.sampled_from(["", ".0001", ".0024"]),
    said=st.sampled_from(["", "rekening ", "kode "]),
)
def test_no_code_of_a_programme_or_of_a_budget_is(head, groups, tail, said):
    code = f"{head}.{'.'.join(groups)}{tail}"
    assume(len(groups) != 2 or tail)  # "8.12.2024" might be anything
    assert masked(f"Berapa pagu {said}{code}?") == f"Berapa pagu {said}{code}?"


def test_an_account_of_a_budget_without_its_points_is_no_account_of_a_bank():
    for said in ("rekening belanja", "kode rekening", "rekening pendapatan"):
        assert masked(f"Berapa pagu {said} 510201010024?") == f"Berapa pagu {said} 510201010024?"


@given(day=st.dates(date(1945, 1, 1), date(2045, 12, 31)), hour=st.integers(0, 23))
def test_no_date_and_no_hours_are(day, hour):
    for written in (f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", f"{day}", f"{day:%d-%m-%Y} {hour:02}.30"):
        said = f"Rapat {written} pukul {hour:02}.00-{hour:02}.30 di mana?"
        assert masked(said) == said


@given(st.text(max_size=200))
def test_what_was_masked_stays_as_it_is(text):
    assert masked(masked(text)) == masked(text)


def questions() -> list[str]:
    files = [*BENCH.glob("questions/*.jsonl"), BENCH / "corpus_questions.jsonl", BENCH / "talk" / "practice.jsonl"]
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    talks = (BENCH / "conversations" / "practice.jsonl").read_text(encoding="utf-8").splitlines()
    said = [turn["say"] for line in talks for turn in json.loads(line)["turns"]]
    return said + [text for row in rows for name in ("question", "text") if isinstance(text := row.get(name), str)]


def test_nothing_is_masked_in_what_is_asked_in_practice():
    asked = questions()
    assert len(asked) > 2000
    assert [text for text in asked if masked(text) != text] == []


@pytest.mark.parametrize(
    "text", ["112", "hubungi 1500-123", "jumlah KK 12.345", "@tanya_bot apa visi?", "rekening 2024 2025 2026", "0,0812345678"]
)
def test_what_only_looks_like_it_stays(text):
    assert masked(text) == text


def test_a_question_is_masked_with_what_it_replies_to():
    question = Inquiry("Siapa 0812-3456-7890?", replied_text="NIK 3273011203900001", user_name="Budi 081234567890")
    assert (question.text, question.replied_text) == ("Siapa [telepon]?", "NIK [NIK]")
    assert question.user_name == "Budi 081234567890"


def test_a_reason_is_kept_masked(tmp_path):
    from sample_answers import answer

    log = AnswerLog(tmp_path / "log.db")
    number = log.record(answer(), Inquiry("Apa visi?"))
    log.feedback(number, 5, -1)
    log.objection(number, 5, "hubungi saya di 081234567890")
    assert log.entry(number).objections == ("hubungi saya di [telepon]",)
    log.close()


def test_of_an_update_only_what_was_typed_is_masked():
    update = {"update_id": 81234567890, "message": {"caption": "dari 081234567890", "document": {"file_id": "AB-081234567890"}}}
    assert kept_masked(update) == update | {"message": update["message"] | {"caption": "dari [telepon]"}}
