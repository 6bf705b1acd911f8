"""Libraries made by older versions open; libraries of this version are only read when they are opened."""

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations
from test_catalogue import PAGES, chunks, entry, put

from indexer.store.catalogue import Catalogue
from indexer.store.migrations import MIGRATIONS

NAMES = [migration.name for migration in Migrations.pending(MIGRATIONS, Database(memory=True))]


def test_steps_are_numbered_in_order():
    assert [int(name.partition("_")[0]) for name in NAMES] == list(range(1, len(NAMES) + 1))


@pytest.mark.parametrize("missing", NAMES)
def test_a_library_that_lacks_steps_gets_them_when_it_is_opened(tmp_path, missing):
    path = tmp_path / "index.db"
    with Database(path) as db:
        MIGRATIONS.apply(db, stop_before=missing)
    catalogue = Catalogue(path)
    put(catalogue, entry(), PAGES, chunks("visi"), "m")
    assert [number for number, _ in catalogue.lexical("visi", 1, (1, 1))] == [100]
    catalogue.close()


def test_opening_a_library_that_is_up_to_date_writes_nothing(tmp_path):
    path = tmp_path / "index.db"
    Catalogue(path).close()
    before = path.read_bytes()
    blocker = Database(path)
    blocker.execute("begin immediate")
    catalogue = Catalogue(path)  # would have to wait if it wrote
    assert catalogue.documents() == []
    catalogue.close()
    blocker.close()
    assert path.read_bytes() == before
