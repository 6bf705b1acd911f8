"""Words are data: each list in language/data/ is read by one module, every line means something, and code holds no lists."""

import ast
import re
from pathlib import Path

import pytest

import indexer
from indexer.language import wordlists
from indexer.language.wordlists import alternatives, any_of, groups, pairs, phrases, words

ROOT = Path(indexer.__file__).parent.parent
DATA = ROOT / "indexer" / "language" / "data"
ROOMS = ("indexer", "bot")
MOST_WORDS = 12
"""Words that a literal list or a wall of alternatives in code may have; longer ones are data."""

OWNERS = {
    "question_becoming": "indexer/question/uncompared.py",
    "question_left_at_end": "indexer/question/uncompared.py",
    "question_since": "indexer/question/sides.py",
    "question_last_name_joints": "indexer/question/sides.py",
    "extremes": "indexer/question/extremes.py",
    "words_for_most": "indexer/question/extremes.py",
    "words_that_leave_out": "indexer/question/extremes.py",
    "ends_of_clauses": "indexer/question/extremes.py",
    "ends_of_nouns": "indexer/question/extremes.py",
    "words_before_a_list": "indexer/question/extremes.py",
    "heads_of_any_name": "bot/answering/extractive/whole_tables/naming.py",
    "classes_alike": "bot/answering/extractive/whole_tables/naming.py",
    "rows_of_sums": "bot/answering/extractive/whole_tables/sheet.py",
    "heads_of_dimensions": "bot/answering/extractive/whole_tables/measure.py",
    "heads_where_more_is_better": "bot/answering/extractive/whole_tables/measure.py",
    "heads_that_deny": "bot/answering/extractive/whole_tables/measure.py",
    "words_for_any_figure": "bot/answering/extractive/whole_tables/measure.py",
    "words_that_shut_out": "bot/answering/extractive/whole_tables/listed.py",
    "heads_of_remarks": "bot/answering/extractive/whole_tables/listed.py",
    "asked_opposites": "bot/answering/corrected/facts.py",
    "heads_that_number": "bot/answering/extractive/summable.py",
    "question_openers_of_readings": "indexer/question/readings.py",
    "question_shares_of": "indexer/question/totals.py",
    "bounds_of_years": "indexer/question/totals.py",
    "said_of_telephones": "bot/masking.py",
    "said_of_other_numbers": "bot/masking.py",
    "said_of_identity_numbers": "bot/masking.py",
    "said_of_bank_accounts": "bot/masking.py",
    "abbreviations": "indexer/language/sentences.py",
    "acronyms": "indexer/language/vocabulary.py",
    "acting_titles": "indexer/language/offices.py",
    "beginnings_of_goals": "indexer/documents/titles.py",
    "beginnings_of_measures": "indexer/documents/metadata.py",
    "bylines": "indexer/documents/metadata.py",
    "chat_spelling": "indexer/language/vocabulary.py",
    "contents_asked_before": "indexer/question/contents.py",
    "contents_asked_behind": "indexer/question/contents.py",
    "contents_documents": "indexer/documents/called.py",
    "contents_kind_words": "indexer/documents/called.py",
    "contents_orders": "indexer/question/contents.py",
    "contents_polite": "indexer/question/contents.py",
    "contents_small_words": "indexer/documents/called.py",
    "ordinals_of_rulings": "indexer/question/contents.py",
    "classes": "indexer/language/vocabulary.py",
    "parts_of_acts": "indexer/language/vocabulary.py",
    "common_english": "indexer/documents/doubts.py",
    "common_indonesian": "indexer/documents/doubts.py",
    "courtesy_addresses": "indexer/question/courtesy.py",
    "courtesy_after_thanks": "indexer/question/courtesy.py",
    "courtesy_asking_leave": "indexer/question/courtesy.py",
    "courtesy_before_a_pause": "indexer/question/courtesy.py",
    "courtesy_greetings": "indexer/question/courtesy.py",
    "courtesy_spoken_of": "indexer/question/courtesy.py",
    "courtesy_thanks": "indexer/question/courtesy.py",
    "courtesy_thanks_in_names": "indexer/question/courtesy.py",
    "comparing_words": "bot/answering/extractive/joint.py",
    "comparison_words": "indexer/documents/regions.py",
    "decree_issuers": "indexer/documents/kinds.py",
    "draft_words": "indexer/evidence/standing.py",
    "document_kinds": "indexer/documents/kinds.py",
    "empty_file_names": "indexer/documents/same_document.py",
    "everyday_place_names": "indexer/language/place_names.py",
    "captions_of_parts": "bot/answering/extractive/summable.py",
    "gap_side_words": "bot/answering/gaps/topics.py",
    "heads_that_add": "bot/answering/extractive/summable.py",
    "heads_that_do_not_add": "bot/answering/extractive/summable.py",
    "levels_of_rows": "bot/answering/extractive/summable.py",
    "question_shares": "indexer/question/totals.py",
    "question_totals": "indexer/question/totals.py",
    "rows_of_one_thing_at_times": "bot/answering/extractive/summable.py",
    "rows_that_are_no_summands": "bot/answering/extractive/summable.py",
    "generic_openers": "bot/answering/llm/assertions.py",
    "generic_titles": "indexer/documents/titles.py",
    "talk_about": "bot/answering/talk/holdings.py",
    "talk_of_documents": "bot/answering/talk/holdings.py",
    "denials": "bot/answering/llm/modifiers.py",
    "heads_of_no_money": "bot/answering/extractive/units.py",
    "heads_of_units": "bot/answering/extractive/units.py",
    "greetings_returned": "bot/answering/talk/replies.py",
    "heads_of_agencies": "bot/people/agencies.py",
    "headings_of_acts": "bot/answering/outline/parts.py",
    "heads_of_what_is_measured": "bot/answering/extractive/row_text.py",
    "heads_of_versions": "bot/answering/extractive/units.py",
    "heads_of_money": "bot/answering/extractive/units.py",
    "heads_of_attachments": "indexer/documents/regulation_titles.py",
    "homonym_roots": "indexer/language/terms.py",
    "html_block_tags": "indexer/reading/markup/shown.py",
    "html_inline_tags": "indexer/reading/markup/inline.py",
    "html_table_tags": "indexer/reading/markup/html_tables.py",
    "hyphened_prefixes": "indexer/reading/page/divided.py",
    "item_labels": "indexer/reading/page/marks.py",
    "kept_capitals": "indexer/documents/titles.py",
    "latex_symbols": "indexer/reading/markup/latex.py",
    "measures_achieved": "indexer/evidence/contradictions.py",
    "measures_planned": "indexer/evidence/contradictions.py",
    "months": "indexer/language/dates.py",
    "numbered_sections": "bot/journal/memo.py",
    "national_acts": "indexer/documents/whose.py",
    "national_bodies": "indexer/documents/whose.py",
    "national_regions": "indexer/documents/regions.py",
    "network_file_systems": "bot/intake/watch.py",
    "not_a_region": "indexer/documents/regions.py",
    "not_in_act_names": "indexer/documents/acts.py",
    "not_names": "indexer/structure/holds.py",
    "number_scales": "indexer/language/numbers.py",
    "number_word_parts": "indexer/language/numbers.py",
    "number_words": "indexer/language/numbers.py",
    "numbered_acts": "indexer/documents/particulars.py",
    "numbered_but_no_part": "indexer/documents/numbered_parts.py",
    "offices": "indexer/structure/holds.py",
    "offices_of_one": "indexer/language/offices.py",
    "offices_of_speakers": "indexer/structure/holds.py",
    "openings_of_refusal_reasons": "bot/journal/refusal_kinds.py",
    "modifiers_of_claims": "bot/answering/llm/modifiers.py",
    "orders_to_readers": "bot/answering/llm/checks.py",
    "ordinals": "indexer/language/numbers.py",
    "place_names_in_capitals": "indexer/language/place_names.py",
    "place_signs": "indexer/structure/holds.py",
    "portal_ways_to_share": "indexer/reading/markup/text.py",
    "question_about_answer": "indexer/question/generic.py",
    "question_about_last_answer": "indexer/question/about_answer.py",
    "question_contrasts": "indexer/question/corrections.py",
    "question_addressed": "indexer/question/spelling.py",
    "question_after_defined": "indexer/question/wanted.py",
    "question_after_defined_word": "indexer/question/wanted.py",
    "question_after_new_topic": "indexer/question/topics.py",
    "question_after_subject": "indexer/question/wanted.py",
    "question_amount_words": "indexer/question/concepts.py",
    "question_answer_orders": "indexer/question/generic.py",
    "question_asking_new_topic": "indexer/question/topics.py",
    "question_before_defined": "indexer/question/wanted.py",
    "question_before_paired_facts": "indexer/question/comparisons.py",
    "question_beside_heads": "indexer/question/leaning.py",
    "question_comparatives": "indexer/question/uncompared.py",
    "question_comparing": "indexer/question/uncompared.py",
    "question_differing": "indexer/question/uncompared.py",
    "question_side_joints": "indexer/question/sides.py",
    "question_strong_joints": "indexer/question/sides.py",
    "question_versions": "indexer/question/named.py",
    "question_comparison_joints": "indexer/question/comparisons.py",
    "question_comparison_tails": "indexer/question/comparisons.py",
    "question_dated_documents": "indexer/question/concepts.py",
    "question_differences": "indexer/question/understanding.py",
    "question_change_joints": "indexer/question/sides.py",
    "question_enumeration_joints": "indexer/question/named.py",
    "question_enacted": "indexer/question/wanted.py",
    "question_fillers": "indexer/question/leaning.py",
    "question_generic_nouns": "indexer/question/generic.py",
    "question_heads": "indexer/question/leaning.py",
    "question_instructing": "indexer/question/topics.py",
    "question_joining": "indexer/question/leaning.py",
    "question_joining_two": "indexer/question/understanding.py",
    "question_kinds": "indexer/question/kinds.py",
    "question_leaning": "indexer/question/leaning.py",
    "question_leaning_after_how": "indexer/question/leaning.py",
    "question_measures": "indexer/question/subject.py",
    "question_measures_opening": "indexer/question/kinds.py",
    "question_not_a_region": "indexer/question/concepts.py",
    "question_not_a_town": "indexer/question/slots.py",
    "question_not_owned": "indexer/question/spelling.py",
    "question_of_people_and_figures": "indexer/question/subject.py",
    "question_of_regions": "indexer/question/subject.py",
    "question_opening_new_topic": "indexer/question/topics.py",
    "question_orders_to_tell": "indexer/question/words.py",
    "question_organisations": "indexer/question/slots.py",
    "question_other_documents": "indexer/question/slots.py",
    "question_paired_facts": "indexer/question/comparisons.py",
    "question_part_joints": "indexer/question/uncompared.py",
    "question_parts_left_open": "bot/answering/extractive/drafting.py",
    "question_part_words": "indexer/question/parts.py",
    "question_parts_with_names": "indexer/question/wanted.py",
    "question_parts_with_numbers": "indexer/question/kinds.py",
    "question_place_titles": "indexer/question/slots.py",
    "question_plans": "indexer/question/slots.py",
    "question_pointed_documents": "indexer/question/followups.py",
    "question_pointed_regions": "indexer/question/followups.py",
    "question_pointed_things": "indexer/question/followups.py",
    "question_pointing": "indexer/question/followups.py",
    "question_prepositions": "indexer/question/slots.py",
    "question_region_titles": "indexer/question/concepts.py",
    "question_same_figure": "indexer/question/parts.py",
    "question_slot_ends": "indexer/question/slots.py",
    "question_soft_words": "indexer/question/generic.py",
    "question_source_orders": "indexer/question/parts.py",
    "question_source_owners": "indexer/question/parts.py",
    "question_sources": "indexer/question/parts.py",
    "question_units": "indexer/question/generic.py",
    "question_verbs": "indexer/question/leaning.py",
    "question_words": "indexer/question/words.py",
    "question_words_enough_alone": "indexer/question/followups.py",
    "question_words_taking_kah": "indexer/question/spelling.py",
    "reason_words": "indexer/structure/holds.py",
    "region_heads": "indexer/documents/regions.py",
    "region_offices": "indexer/language/place_names.py",
    "region_other_names": "indexer/language/place_names.py",
    "region_titles": "indexer/language/place_names.py",
    "regions": "indexer/language/place_names.py",
    "regulation_names": "indexer/language/notations.py",
    "reporting_verbs": "indexer/documents/metadata.py",
    "responsible_heads": "indexer/structure/holds.py",
    "short_forms_in_titles": "bot/journal/sources.py",
    "signing_offices": "indexer/documents/titles.py",
    "small_title_words": "indexer/documents/titles.py",
    "small_words_of_long_forms": "indexer/documents/acronyms.py",
    "spoken_verbs": "indexer/documents/metadata.py",
    "stem_exceptions": "indexer/language/terms.py",
    "stopwords": "indexer/language/terms.py",
    "swallowed_consonants": "indexer/language/terms.py",
    "synonyms": "indexer/language/vocabulary.py",
    "title_words": "indexer/documents/title_pages.py",
    "unstemmed_words": "indexer/language/terms.py",
    "verbs_before_speakers": "indexer/structure/holds.py",
    "version_words": "indexer/documents/same_document.py",
    "weekdays": "indexer/language/dates.py",
    "units_of_measure": "bot/answering/extractive/units.py",
    "units_of_two_words": "indexer/language/mentions.py",
    "units_that_name": "bot/answering/extractive/units.py",
    "words_after_a_bare_number": "indexer/language/mentions.py",
    "words_before_a_letterhead": "indexer/documents/regulation_titles.py",
    "words_before_another_region": "indexer/documents/whose.py",
    "words_before_ordinal_numbers": "indexer/language/mentions.py",
    "words_before_other_places": "indexer/language/place_names.py",
    "words_before_a_region": "indexer/structure/regions.py",
    "words_inside_names": "indexer/language/mentions.py",
    "words_of_what_is_missing": "bot/answering/extractive/blocks.py",
    "words_of_every_page": "indexer/reading/pdf/usable.py",
    "words_of_captions": "bot/answering/extractive/named_tables.py",
    "words_that_want_more": "indexer/reading/page/paragraphs.py",
}
"""Which module reads which list. A new list is entered here."""

_READ = re.compile(r"\b(?:words|phrases|pairs|groups|alternatives)\(\s*[\"'](?P<name>[a-z_]+)[\"']")
LISTS = sorted(path.stem for path in DATA.glob("*.txt"))


def modules() -> list[Path]:
    return [path for room in ("indexer", "bot") for path in (ROOT / room).rglob("*.py")]


def readers() -> dict[str, set[str]]:
    """List -> the modules that read it."""
    found: dict[str, set[str]] = {}
    for path in modules():
        for match in _READ.finditer(path.read_text(encoding="utf-8")):
            found.setdefault(match["name"], set()).add(path.relative_to(ROOT).as_posix())
    return found


def test_every_list_has_one_owner_and_nobody_else_reads_it():
    assert sorted(OWNERS) == LISTS, "each list is entered in OWNERS"
    assert readers() == {name: {owner} for name, owner in OWNERS.items()}


def lines(name: str) -> list[str]:
    return (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_begins_by_saying_what_it_is(name):
    assert re.fullmatch(r"# \S.{10,}", lines(name)[0])


@pytest.mark.parametrize("name", LISTS)
def test_every_line_is_words_and_single_spaces(name):
    for line in lines(name):
        assert line == " ".join(line.split()), line
        if line and not line.startswith("#"):
            assert "#" not in line, f"a comment has a line of its own: {line}"
            assert "=" not in line.replace(" = ", ""), line
            assert all(side.strip() for side in line.split(" = ")), line


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_said_twice_in_a_list(name):
    said = [line for line in lines(name) if line and not line.startswith("#")]
    of_one_word = all(" " not in line for line in said)
    if any(" = " in line for line in said):
        keys = [line.split(" = ")[0] for line in said]
    elif of_one_word or _is_read_as(name, "phrases", "alternatives"):
        keys = said
    else:
        keys = [word for line in said for word in line.split()]
    assert sorted(keys) == sorted(set(keys))


def _is_read_as(name: str, *ways: str) -> bool:
    if name not in OWNERS:
        return False  # which test_every_list_has_one_owner says
    code = (ROOT / OWNERS[name]).read_text(encoding="utf-8")
    return any(re.search(rf"\b{way}\(\s*[\"']{name}[\"']", code) for way in ways)


@pytest.mark.parametrize("name", [name for name in LISTS if _is_read_as(name, "pairs")])
def test_pairs_have_two_sides(name):
    assert all(line.count(" = ") == 1 for line in lines(name) if line and not line.startswith("#"))
    assert pairs(name)


@pytest.mark.parametrize("room", ROOMS)
def test_no_long_list_of_words_stands_in_code(room):
    found = {}
    for path in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            count = _words_listed(node)
            if count > MOST_WORDS:
                found[f"{path.name}:{node.lineno}"] = count
    assert found == {}


def _words_listed(node: ast.AST) -> int:
    """How many words a literal lists: strings in brackets, a text that is split, alternatives of a pattern."""
    match node:
        case ast.List() | ast.Tuple() | ast.Set():
            return sum(_is_word(element) for element in node.elts)
        case ast.Dict():
            return sum(_is_word(key) for key in node.keys)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
            return len(text.split())
        case ast.Constant(value=str(text)) if "|" in text:
            return max(len(re.findall(r"[a-z]{2,}", wall)) for wall in re.findall(r"(?:[\w ]+\|)+[\w ]+", text) or [""])
    return 0


def _is_word(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isalpha() and len(node.value) > 2


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """An empty folder of lists; a list is written into it under a name of its own, since lists are read once."""
    monkeypatch.setattr(wordlists, "_FOLDER", tmp_path)
    return tmp_path


def test_comments_and_empty_lines_are_no_words(lists):
    (lists / "uji_kata.txt").write_text("# Huruf\n\na b\nc\n# akhir\n")
    assert words("uji_kata") == {"a", "b", "c"}


def test_phrases_and_groups_keep_their_order(lists):
    (lists / "uji_frasa.txt").write_text("paling banyak\npaling sedikit\n")
    (lists / "uji_kelompok.txt").write_text("hp = telepon = ponsel\n")
    assert phrases("uji_frasa") == ("paling banyak", "paling sedikit")
    assert groups("uji_kelompok") == (("hp", "telepon", "ponsel"),)


def test_a_line_without_a_second_side_is_no_pair(lists):
    (lists / "uji_pasangan.txt").write_text("yg\n")
    with pytest.raises(ValueError):
        pairs("uji_pasangan")


def test_alternatives_match_the_longest_across_line_breaks_and_whatever_letters_a_star_stands_for(lists):
    (lists / "uji_pilihan.txt").write_text("wali\nwali kota\nperwal*\n")
    pattern = re.compile(alternatives("uji_pilihan"))
    assert pattern.match("wali\nkota Palopo")[0] == "wali\nkota"
    assert pattern.match("perwali 3")[0] == "perwali"
    assert re.fullmatch(any_of(["a.n", "u.b"]), "axn") is None
