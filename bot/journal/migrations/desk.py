"""The steps of what coordinators work with: sessions, verdicts, checked answers, gaps, figures, the trail. New ones come below."""

from sqlite_utils import Database

from bot.journal.chain import BEGINNING, linked
from bot.journal.migrations.first import MIGRATIONS


@MIGRATIONS()
def m018_desk(db: Database) -> None:
    """One-use links by which people sign in at the coordinators' desk, and the sessions that they opened; of each only a hash of its code."""
    db.executescript(
        """
        CREATE TABLE sign_ins (
            hash BLOB PRIMARY KEY, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT,
            user_id INTEGER NOT NULL, user_name TEXT NOT NULL, goes_to TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE sessions (
            hash BLOB PRIMARY KEY, created_at TEXT NOT NULL, expires_at TEXT NOT NULL,
            user_id INTEGER NOT NULL, user_name TEXT NOT NULL) WITHOUT ROWID;
        """
    )


@MIGRATIONS()
def m019_reviews(db: Database) -> None:
    """A coordinator's verdict on an answer; and how the log is searched: by its words, by the role of who asked ("" in older entries) and by the region
    of the documents cited ("" in older ones).

    The words stand in the index as they were written: stems change with the program, and a trigger must find again what it put in. `answers_filters`
    holds all that a list is filtered by, since the entries themselves are too heavy to be read through."""
    db.executescript(
        """
        CREATE TABLE reviews (
            answer_id INTEGER PRIMARY KEY REFERENCES answers ON DELETE CASCADE,
            verdict TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', user_id INTEGER, user_name TEXT NOT NULL, at TEXT NOT NULL);
        ALTER TABLE answers ADD COLUMN role TEXT NOT NULL DEFAULT '';
        ALTER TABLE citations ADD COLUMN region TEXT NOT NULL DEFAULT '';
        CREATE INDEX citations_document ON citations (document);
        CREATE INDEX citations_region ON citations (region) WHERE region != '';
        CREATE INDEX answers_filters ON answers (id, asked_at, again_of, talk, refused, reason, user_id, agency, role, composer);
        CREATE INDEX answers_chat ON answers (chat_id, thread_id);
        CREATE INDEX answers_agency ON answers (agency);
        CREATE INDEX answers_composer ON answers (composer);
        CREATE VIRTUAL TABLE answers_text USING fts5(
            question, asked, answer, content = 'answers', content_rowid = 'id', tokenize = 'unicode61');
        INSERT INTO answers_text (answers_text) VALUES ('rebuild');
        CREATE TRIGGER answers_text_added AFTER INSERT ON answers BEGIN
            INSERT INTO answers_text (rowid, question, asked, answer) VALUES (new.id, new.question, new.asked, new.answer);
        END;
        CREATE TRIGGER answers_text_gone AFTER DELETE ON answers BEGIN
            INSERT INTO answers_text (answers_text, rowid, question, asked, answer)
            VALUES ('delete', old.id, old.question, old.asked, old.answer);
        END;
        CREATE TRIGGER answers_text_changed AFTER UPDATE OF question, asked, answer ON answers BEGIN
            INSERT INTO answers_text (answers_text, rowid, question, asked, answer)
            VALUES ('delete', old.id, old.question, old.asked, old.answer);
            INSERT INTO answers_text (rowid, question, asked, answer) VALUES (new.id, new.question, new.asked, new.answer);
        END;
        """
    )


@MIGRATIONS()
def m020_corrected(db: Database) -> None:
    """Answers that coordinators checked, other wordings of what they answer, the words they rest on (with the version of each document), and
    from which of them an answer was served. `change` grows with whatever is done to one."""
    db.executescript(
        """
        CREATE TABLE corrected (
            id INTEGER PRIMARY KEY AUTOINCREMENT, question TEXT NOT NULL, answer TEXT NOT NULL,
            from_answer INTEGER REFERENCES answers ON DELETE SET NULL, valid_until TEXT,
            status TEXT NOT NULL, doubt TEXT NOT NULL DEFAULT '', uses INTEGER NOT NULL DEFAULT 0,
            created_at TEXT NOT NULL, created_by INTEGER, created_by_name TEXT NOT NULL, checked_at TEXT NOT NULL,
            change INTEGER NOT NULL UNIQUE);
        CREATE INDEX corrected_status ON corrected (status);
        CREATE TABLE corrected_wordings (
            corrected_id INTEGER NOT NULL REFERENCES corrected ON DELETE CASCADE,
            position INTEGER NOT NULL, question TEXT NOT NULL,
            PRIMARY KEY (corrected_id, position)) WITHOUT ROWID;
        CREATE TABLE corrected_citations (
            corrected_id INTEGER NOT NULL REFERENCES corrected ON DELETE CASCADE,
            position INTEGER NOT NULL, document_id INTEGER NOT NULL, sha256 TEXT NOT NULL, validity TEXT NOT NULL,
            document TEXT NOT NULL, title TEXT NOT NULL, page INTEGER, place TEXT NOT NULL, quote TEXT NOT NULL,
            PRIMARY KEY (corrected_id, position)) WITHOUT ROWID;
        ALTER TABLE answers ADD COLUMN corrected_id INTEGER REFERENCES corrected ON DELETE SET NULL;
        CREATE INDEX answers_corrected ON answers (corrected_id) WHERE corrected_id IS NOT NULL;
        """
    )


@MIGRATIONS()
def m021_outbox(db: Database) -> None:
    """What people are to be told in Telegram; `state` is a Delivery, `once` names what a user is told of once."""
    db.executescript(
        """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, once TEXT NOT NULL, html TEXT NOT NULL,
            buttons TEXT NOT NULL, written_at TEXT NOT NULL, due_at TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL,
            UNIQUE (user_id, once));
        CREATE INDEX outbox_waiting ON outbox (due_at) WHERE state = 'waiting';
        """
    )


@MIGRATIONS()
def m021b_gaps(db: Database) -> None:
    """Questions that nobody could answer, grouped by what they are about. `status` is a bot.journal.gaps.model.Status; a vector is of float16, `made_by`
    says by which model and in which way. `answered_by` is the answer that somebody got later, `answered_how` says where from. Wishes that were
    taken back are kept, so that nobody is told in spite of it; answers up to the newest one now are told only to who wished it."""
    db.executescript(
        """
        CREATE TABLE gaps (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, named INTEGER NOT NULL DEFAULT 0, status TEXT NOT NULL,
            opened_at TEXT NOT NULL, closed_at TEXT, assigned_to INTEGER, assigned_name TEXT NOT NULL DEFAULT '',
            assigned_agency TEXT NOT NULL DEFAULT '', assigned_at TEXT, assigned_by INTEGER, due_on TEXT);
        CREATE INDEX gaps_status ON gaps (status);
        CREATE TABLE gap_questions (
            answer_id INTEGER PRIMARY KEY REFERENCES answers ON DELETE CASCADE, gap_id INTEGER NOT NULL REFERENCES gaps ON DELETE CASCADE,
            joined_at TEXT NOT NULL, region TEXT NOT NULL, vector BLOB NOT NULL, made_by TEXT NOT NULL,
            answered_at TEXT, answered_by INTEGER, answered_how TEXT NOT NULL DEFAULT '');
        CREATE INDEX gap_questions_gap ON gap_questions (gap_id);
        CREATE TABLE gap_history (
            id INTEGER PRIMARY KEY, gap_id INTEGER NOT NULL REFERENCES gaps ON DELETE CASCADE, at TEXT NOT NULL,
            user_id INTEGER, user_name TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL);
        CREATE INDEX gap_history_gap ON gap_history (gap_id);
        ALTER TABLE wishes ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0;
        INSERT INTO facts (name, value) SELECT 'all_told_after', coalesce(max(id), 0) FROM answers;
        """
    )


@MIGRATIONS()
def m022_figures(db: Database) -> None:
    """All that figures count of an entry, in order of time: the entries themselves are too heavy to be read through."""
    db.executescript(
        """
        DROP INDEX answers_asked_at;
        CREATE INDEX answers_asked_at ON answers (
            asked_at, again_of, talk, agency, refused, user_id, composer, corrected_id, reason);
        """
    )


@MIGRATIONS()
def m023_trust(db: Database) -> None:
    """What is done stands in a chain of hashes (bot.journal.chain), with the number of the person it concerns (`about`); and when a person had an
    entry emptied, none where it is as it was."""
    db.executescript(
        """
        ALTER TABLE actions ADD COLUMN about INTEGER;
        ALTER TABLE actions ADD COLUMN who_salt TEXT;
        ALTER TABLE actions ADD COLUMN what_salt TEXT;
        ALTER TABLE actions ADD COLUMN who_seal TEXT NOT NULL DEFAULT '';
        ALTER TABLE actions ADD COLUMN what_seal TEXT NOT NULL DEFAULT '';
        ALTER TABLE actions ADD COLUMN hash TEXT NOT NULL DEFAULT '';
        CREATE INDEX actions_user ON actions (user_id);
        CREATE INDEX actions_about ON actions (about) WHERE about IS NOT NULL;
        ALTER TABLE answers ADD COLUMN erased_at TEXT;
        CREATE INDEX answers_erased ON answers (id) WHERE erased_at IS NOT NULL;
        UPDATE actions SET about = detail WHERE action = 'mencabut akses';
        UPDATE actions SET about = subject WHERE action = 'meminta akses';
        """
    )
    previous = BEGINNING
    for row in list(db.query("SELECT id, at, user_id, user_name, action, subject, detail, about FROM actions ORDER BY id")):
        stored = linked(previous, row)
        db.execute(
            "UPDATE actions SET who_salt = :who_salt, what_salt = :what_salt, who_seal = :who_seal, what_seal = :what_seal, hash = :hash"
            " WHERE id = :id",
            stored,
        )
        previous = stored["hash"]
