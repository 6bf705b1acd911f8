"""The steps from an empty log to one of answers, people, uploads and deliveries; where the numbers begin."""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("tanya.log")


@MIGRATIONS()
def m001_answers(db: Database) -> None:
    """Answers with their quotes and passages. A passage's text is kept once, however often it is found."""
    db.executescript(
        """
        CREATE TABLE answers (
            id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, asked_at TEXT NOT NULL,
            user_id INTEGER, user_name TEXT NOT NULL, chat_id INTEGER, thread_id INTEGER,
            question TEXT NOT NULL, answer TEXT NOT NULL, refused INTEGER NOT NULL, confidence REAL NOT NULL,
            composer TEXT NOT NULL, ms REAL NOT NULL, notes TEXT NOT NULL);
        CREATE INDEX answers_asked_at ON answers (asked_at);
        CREATE INDEX answers_user_id ON answers (user_id);
        CREATE TABLE citations (
            answer_id INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE,
            position INTEGER NOT NULL, nearest INTEGER NOT NULL, number INTEGER NOT NULL,
            document_id INTEGER NOT NULL, document TEXT NOT NULL, title TEXT NOT NULL, page INTEGER,
            heading TEXT NOT NULL, quote TEXT NOT NULL,
            PRIMARY KEY (answer_id, nearest, position)) WITHOUT ROWID;
        CREATE TABLE texts (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, text TEXT NOT NULL);
        CREATE TABLE passages (
            answer_id INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE,
            position INTEGER NOT NULL, document TEXT NOT NULL, page INTEGER, score REAL NOT NULL,
            text_id INTEGER NOT NULL REFERENCES texts,
            PRIMARY KEY (answer_id, position)) WITHOUT ROWID;
        CREATE INDEX passages_text_id ON passages (text_id);
        CREATE TABLE feedback (
            answer_id INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE,
            user_id INTEGER NOT NULL, value INTEGER NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (answer_id, user_id)) WITHOUT ROWID;
        CREATE TABLE actions (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, user_id INTEGER, user_name TEXT NOT NULL,
            action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL);
        """
    )


@MIGRATIONS()
def m002_users(db: Database) -> None:
    """Who may do what, and the invitations that brought them."""
    db.executescript(
        """
        CREATE TABLE users (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, since TEXT NOT NULL, invited_by INTEGER);
        CREATE TABLE invitations (
            code TEXT PRIMARY KEY, role TEXT NOT NULL, created_at TEXT NOT NULL, created_by INTEGER,
            expires_at TEXT NOT NULL, used_at TEXT, used_by INTEGER);
        """
    )


@MIGRATIONS()
def m003_messages(db: Database) -> None:
    """Questions taken in but perhaps not answered yet, and small facts a process leaves for the next one."""
    db.executescript(
        """
        CREATE TABLE messages (
            key TEXT PRIMARY KEY, received_at TEXT NOT NULL, text TEXT NOT NULL, user_id INTEGER, user_name TEXT NOT NULL,
            chat_id INTEGER, thread_id INTEGER, delivered_at TEXT, log_id INTEGER, message_ids TEXT);
        CREATE INDEX messages_pending ON messages (received_at) WHERE delivered_at IS NULL;
        CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
        """
    )


@MIGRATIONS()
def m004_asked(db: Database) -> None:
    """The question as it was understood, where it was completed from those before it; else empty."""
    db.execute("ALTER TABLE answers ADD COLUMN asked TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m005_uploads(db: Database) -> None:
    """Files on their way into the library. `moving_to` is set while a file is being moved; a key names what a file came with."""
    db.executescript(
        """
        CREATE TABLE uploads (
            id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, moving_to TEXT NOT NULL DEFAULT '',
            file_name TEXT NOT NULL, user_id INTEGER, user_name TEXT NOT NULL, chat_id INTEGER, message_id INTEGER,
            source TEXT NOT NULL, task TEXT NOT NULL, status TEXT NOT NULL, note TEXT NOT NULL,
            document_id INTEGER, older INTEGER, replaces INTEGER, attempts INTEGER NOT NULL DEFAULT 0,
            created_at TEXT NOT NULL, queued_at TEXT NOT NULL);
        CREATE UNIQUE INDEX uploads_open ON uploads (path) WHERE status IN ('waiting', 'running');
        CREATE INDEX uploads_document ON uploads (document_id);
        CREATE TABLE upload_keys (
            key TEXT PRIMARY KEY, upload_id INTEGER NOT NULL REFERENCES uploads ON DELETE CASCADE) WITHOUT ROWID;
        """
    )


@MIGRATIONS()
def m006_news(db: Database) -> None:
    """Upload links; answers that a machine found by asking again (`again_of` is the refused one); who wants to be told of one."""
    db.executescript(
        """
        CREATE TABLE links (
            hash BLOB PRIMARY KEY, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT,
            user_id INTEGER NOT NULL, user_name TEXT NOT NULL, chat_id INTEGER NOT NULL) WITHOUT ROWID;
        ALTER TABLE answers ADD COLUMN again_of INTEGER REFERENCES answers ON DELETE CASCADE;
        CREATE INDEX answers_again_of ON answers (again_of) WHERE again_of IS NOT NULL;
        CREATE TABLE wishes (
            answer_id INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE,
            user_id INTEGER NOT NULL, wished_at TEXT NOT NULL, told_at TEXT,
            PRIMARY KEY (answer_id, user_id)) WITHOUT ROWID;
        """
    )


@MIGRATIONS()
def m007_place(db: Database) -> None:
    """What people call the page of a citation; empty in older ones, which have its number."""
    db.execute("ALTER TABLE citations ADD COLUMN place TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m008_reason(db: Database) -> None:
    """Why a question was refused, or in what its answer differs from what was asked; empty where nothing was certain, and in older ones."""
    db.execute("ALTER TABLE answers ADD COLUMN reason TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m009_values(db: Database) -> None:
    """What opens the paragraphs of an answer (bot.models.Value, as JSON); none in older ones."""
    db.execute("ALTER TABLE answers ADD COLUMN opening_values TEXT NOT NULL DEFAULT '[]'")


@MIGRATIONS()
def m010_deliveries(db: Database) -> None:
    """How far an answer has come (bot.journal.entries.Delivery; "" in older ones), and the updates that began to be handled."""
    db.executescript(
        """
        ALTER TABLE messages ADD COLUMN delivery TEXT NOT NULL DEFAULT '';
        CREATE TABLE updates (id INTEGER PRIMARY KEY, begun_at TEXT NOT NULL);
        """
    )


@MIGRATIONS()
def m011_pieces(db: Database) -> None:
    """Messages that belong together (`part_of` is the key of the first piece of what Telegram cut), and which answer a wisher was told."""
    db.executescript(
        """
        ALTER TABLE messages ADD COLUMN part_of TEXT;
        CREATE INDEX messages_part_of ON messages (part_of) WHERE part_of IS NOT NULL;
        ALTER TABLE wishes ADD COLUMN told_of INTEGER;
        """
    )


@MIGRATIONS()
def m012_talk(db: Database) -> None:
    """What a message said that asked nothing ("" for questions, and in older ones), and the question that a refusal gives as an example."""
    db.execute("ALTER TABLE answers ADD COLUMN talk TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE answers ADD COLUMN example TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m013_conversations(db: Database) -> None:
    """What a message replies to, so that it is known after a restart too; questions that may have been meant, and the question
    before whose subject was asked about. Replies are looked up by chat."""
    db.executescript(
        """
        ALTER TABLE messages ADD COLUMN replied_to INTEGER;
        ALTER TABLE messages ADD COLUMN replied_text TEXT NOT NULL DEFAULT '';
        CREATE INDEX messages_chat ON messages (chat_id);
        ALTER TABLE answers ADD COLUMN choices TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE answers ADD COLUMN about TEXT NOT NULL DEFAULT '';
        """
    )


@MIGRATIONS()
def m014_forms(db: Database) -> None:
    """What stands behind the buttons of an answer: its row's other years and its tables (bot.models.YearValue and ShownTable, as JSON), each source as
    a memo names it; and why a reader says 👎. Empty in older ones."""
    db.executescript(
        """
        ALTER TABLE answers ADD COLUMN other_years TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE answers ADD COLUMN shown_tables TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE citations ADD COLUMN reference TEXT NOT NULL DEFAULT '';
        ALTER TABLE feedback ADD COLUMN reason TEXT NOT NULL DEFAULT '';
        """
    )


@MIGRATIONS()
def m015_boot(db: Database) -> None:
    """During which run of the machine an upload was last begun; empty in older ones."""
    db.execute("ALTER TABLE uploads ADD COLUMN boot TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m016_people(db: Database) -> None:
    """The agencies there are, of which each member and invitation is, and for which a question was asked; who without a role asked for one."""
    db.executescript(
        """
        CREATE TABLE agencies (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
        ALTER TABLE users ADD COLUMN agency TEXT NOT NULL DEFAULT '';
        ALTER TABLE users ADD COLUMN agency_asked_at TEXT;
        ALTER TABLE invitations ADD COLUMN agency TEXT NOT NULL DEFAULT '';
        ALTER TABLE answers ADD COLUMN agency TEXT NOT NULL DEFAULT '';
        CREATE TABLE access_requests (
            id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, name TEXT NOT NULL, username TEXT NOT NULL,
            asked_at TEXT NOT NULL, decided_at TEXT, decided_by INTEGER, decided_by_name TEXT NOT NULL DEFAULT '', role TEXT);
        CREATE INDEX access_requests_user ON access_requests (user_id, asked_at);
        """
    )


@MIGRATIONS()
def m017_shown(db: Database) -> None:
    """The bot's message in which an answer is announced, and which it is to take over; none in older ones."""
    db.execute("ALTER TABLE messages ADD COLUMN shown_in INTEGER")
