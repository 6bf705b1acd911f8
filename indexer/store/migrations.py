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


@MIGRATIONS(name="0004_versions")
def versions(db: Database) -> None:
    """Older versions, documents that wait, and what regulations do to each other.

    `said_validity` and `said_by` are what a person said; `validity` and `amended_by` that, or else what relations say. `act` is
    the key of the regulation a document is, `target` of the one a relation is about. `format` is how the chunks were made.
    """
    db.executescript("""
        alter table document add column successor integer;
        alter table document add column validity text not null default '';
        alter table document add column amended_by integer;
        alter table document add column said_validity text;
        alter table document add column said_by integer;
        alter table document add column act text not null default '';
        alter table document add column format integer not null default 0;
        create index document_act on document (act) where act <> '';

        alter table page add column label text not null default '';
        alter table page add column rows text not null default '[]';
        alter table page add column confidence real;
        alter table page add column words blob;

        create table relation (
            document_id integer not null references document(id) on delete cascade,
            ordinal integer not null,
            kind text not null,
            act text not null,
            number text not null,
            year text not null,
            region text not null,
            title text not null,
            page integer,
            quote text not null,
            target text not null,
            primary key (document_id, ordinal)
        );
        create index relation_target on relation (target);

        create view standing as
        with said as (
            select document.id, document.validity as now, document.amended_by as now_by, said_validity, said_by,
                (select acting.id from relation join document as acting on acting.id = relation.document_id
                 where relation.target = document.act and document.act <> '' and acting.act <> document.act
                 and acting.status in ('indexed', 'missing')
                 order by relation.kind = 'mencabut' desc, acting.act desc, acting.id desc limit 1) as by
            from document where act <> '' or validity <> '' or said_validity is not null
        ), standing as (
            select id, now, now_by,
                case when said_validity is not null then said_validity
                     when by is null then ''
                     when exists (select 1 from relation join document as old on old.act = relation.target
                                  where old.id = said.id and relation.document_id = said.by and relation.kind = 'mencabut')
                     then 'dicabut' else 'diubah' end as validity,
                case when said_validity is not null then said_by else by end as amended_by
            from said
        )
        select id, validity, amended_by, now is not validity or now_by is not amended_by as outdated from standing;
    """)


@MIGRATIONS(name="0005_spans")
def spans(db: Database) -> None:
    """Chunks carry their spans, and documents of every state have chunks. Both are made from the file, so all documents are outdated.

    What is lost can be made again: documents, pages, corrections, versions and validity stay. `old_chunk` saves embedding texts that
    come back unchanged; a document's rows go when it is read anew. Tables are renamed or dropped, not emptied: row by row that
    takes minutes.
    """
    db.executescript("""
        drop trigger chunk_removed;
        drop table terms_vocabulary;
        drop table terms;
        drop index chunk_order;
        alter table chunk rename to old_chunk;
        create index old_chunk_digest on old_chunk (digest);
        create index old_chunk_document on old_chunk (document_id);
        update document set chunks = 0, format = 0;
        update page set text = replace(text, '〃', '') where text like '%〃%';

        create table chunk (
            id integer primary key,
            document_id integer not null references document(id) on delete cascade,
            ordinal integer not null,
            kind text not null,
            content blob not null,
            digest blob not null,
            vector blob not null
        );
        create unique index chunk_order on chunk (document_id, ordinal);
        create index chunk_digest on chunk (digest);
        create virtual table terms using fts5(heading, body, tokenize = 'unicode61');
        create virtual table terms_vocabulary using fts5vocab(terms, row);
        create trigger chunk_removed after delete on chunk begin
            delete from terms where rowid = old.id;
        end;
    """)


@MIGRATIONS(name="0006_losses")
def losses(db: Database) -> None:
    """What of a document's file was not read, and which figures of a page may be misread. Of documents indexed before, once they are
    indexed again."""
    db.executescript("""
        alter table document add column losses text not null default '[]';
        alter table page add column doubtful text not null default '[]';
    """)
