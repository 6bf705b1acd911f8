"""The catalogue's tables, as numbered steps. A step that was released is never changed; a new one is added below."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

MIGRATIONS = Migrations("index")


@MIGRATIONS(name="0001_documents")
def documents(db: Database) -> None:
    """`found` is what the file says about itself, `given` what people said; title, kind, region, period are both together."""
    db.executescript("""
        create table library (id integer primary key check (id = 1), change integer not null, model text);
        insert into library values (1, 0, null);

        create table document (
            id integer primary key autoincrement,
            revision integer not null,
            path text not null unique,
            name text not null,
            sha256 text not null unique,
            size integer not null,
            mtime_ns integer not null,
            found text not null,
            given text not null,
            title text not null,
            kind text not null,
            region text not null,
            period text not null,
            status text not null,
            pages integer,
            chunks integer not null,
            indexed_at text not null
        );

        create table page (
            document_id integer not null references document(id) on delete cascade,
            ordinal integer not null,
            number integer,
            text text not null,
            primary key (document_id, ordinal)
        );

        create table chunk (
            id integer primary key,
            document_id integer not null references document(id) on delete cascade,
            ordinal integer not null,
            content text not null,
            digest blob not null,
            vector blob not null
        );
        create unique index chunk_order on chunk (document_id, ordinal);
    """)


@MIGRATIONS(name="0002_terms")
def terms(db: Database) -> None:
    """The full-text index. Its rows go with their chunks, whatever removes them."""
    db.executescript("""
        create virtual table terms using fts5(heading, body, tokenize = 'unicode61');
        create virtual table terms_vocabulary using fts5vocab(terms, row);
        create trigger chunk_removed after delete on chunk begin
            delete from terms where rowid = old.id;
        end;
    """)


@MIGRATIONS(name="0003_acronyms")
def acronyms(db: Database) -> None:
    """What a document's own text spells out. Of documents indexed before, once they are indexed again."""
    db.executescript("""
        create table acronym (
            document_id integer not null references document(id) on delete cascade,
            short text not null,
            long text not null,
            primary key (document_id, short, long)
        );
    """)
