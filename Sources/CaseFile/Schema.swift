import GRDB

/// The tables of a case file, as named steps. A released step is never edited: a change is a new step.
enum Schema {
    /// "LEGJ", SQLite's `application_id` of a case file.
    static let applicationID = 0x4C45_474A

    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0.1 papers") { try $0.execute(sql: papers) }
        migrator.registerMigration("0.1 chronology") { try $0.execute(sql: chronology) }
        migrator.registerMigration("0.1 log") { try $0.execute(sql: log) }
        migrator.registerMigration("0.1 search") { try $0.execute(sql: search) }
        migrator.registerMigration("0.1 first seen") { try $0.execute(sql: firstSeen) }
        migrator.registerMigration("0.2 large cases") { try $0.execute(sql: largeCases) }
        migrator.registerMigration("0.2 solved") { try $0.execute(sql: solved) }
        migrator.registerMigration("0.2 long entries") { try $0.execute(sql: longEntries) }
        return migrator
    }()

    /// Files as they stood in the folder, their bytes, what reading and annotating made of them.
    private static let papers = """
        PRAGMA application_id = \(applicationID);
        CREATE TABLE facts (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE originals (hash TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE parts (
            hash TEXT NOT NULL REFERENCES originals (hash) ON DELETE CASCADE, part INTEGER NOT NULL,
            size INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (hash, part));
        CREATE TABLE files (
            name TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
            hash TEXT, made_by TEXT NOT NULL, problem TEXT) WITHOUT ROWID;
        CREATE TABLE documents (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT, outlet TEXT,
            text TEXT NOT NULL, captions TEXT NOT NULL, rest TEXT NOT NULL, digest TEXT NOT NULL);
        CREATE TABLE holdings (
            file TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (file, position)) WITHOUT ROWID;
        CREATE INDEX holdings_document ON holdings (document);
        CREATE TABLE annotations (
            document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, version INTEGER NOT NULL,
            size INTEGER NOT NULL, packed BLOB NOT NULL, digest TEXT NOT NULL);
        """

    /// What reconciling makes of all annotations and decisions. `entry` is the whole row as canonical JSON; the other
    /// columns are taken from it, for asking.
    private static let chronology = """
        CREATE TABLE dates (
            document TEXT NOT NULL PRIMARY KEY, first INTEGER, last INTEGER, copy_of TEXT, entry TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE actors (
            id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE events (
            id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, day INTEGER NOT NULL, first INTEGER, last INTEGER,
            modality TEXT NOT NULL, review TEXT NOT NULL, entry TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX events_day ON events (day, id);
        CREATE TABLE participants (
            event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE, position INTEGER NOT NULL, role TEXT NOT NULL,
            actor TEXT, name TEXT NOT NULL, PRIMARY KEY (event, position)) WITHOUT ROWID;
        CREATE INDEX participants_actor ON participants (actor);
        CREATE TABLE evidence (
            event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE, position INTEGER NOT NULL, document TEXT NOT NULL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (event, position)) WITHOUT ROWID;
        CREATE INDEX evidence_document ON evidence (document);
        CREATE TABLE targets (
            event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE, position INTEGER NOT NULL, target TEXT NOT NULL,
            PRIMARY KEY (event, position)) WITHOUT ROWID;
        CREATE INDEX targets_target ON targets (target);
        CREATE TABLE quotes (
            document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, number INTEGER NOT NULL, speaker TEXT,
            name TEXT, first INTEGER, last INTEGER, entry TEXT NOT NULL, PRIMARY KEY (document, start, "end", number)) WITHOUT ROWID;
        CREATE INDEX quotes_speaker ON quotes (speaker);
        CREATE TABLE conflicts (
            about TEXT NOT NULL, field TEXT NOT NULL, number INTEGER NOT NULL, entry TEXT NOT NULL,
            PRIMARY KEY (about, field, number)) WITHOUT ROWID;
        CREATE TABLE unfit (decision TEXT NOT NULL PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
        """

    /// What people decided. Rows are added and never changed.
    private static let log = """
        CREATE TABLE log (
            position INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, previous TEXT NOT NULL, payload TEXT NOT NULL);
        CREATE TRIGGER log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
        CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
        """

    /// Full text over papers, and over headlines, quotes and names; content stays in the tables it came from.
    private static let search = """
        CREATE TABLE words (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (kind, ref));
        CREATE TABLE name_words (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
        CREATE VIRTUAL TABLE documents_fts USING fts5 (
            title, text, captions, content='documents', content_rowid='seq', tokenize='unicode61 remove_diacritics 2');
        CREATE TRIGGER documents_in AFTER INSERT ON documents BEGIN
            INSERT INTO documents_fts (rowid, title, text, captions) VALUES (new.seq, new.title, new.text, new.captions); END;
        CREATE TRIGGER documents_out AFTER DELETE ON documents BEGIN
            INSERT INTO documents_fts (documents_fts, rowid, title, text, captions)
            VALUES ('delete', old.seq, old.title, old.text, old.captions); END;
        CREATE TRIGGER documents_change AFTER UPDATE OF title, text, captions ON documents BEGIN
            INSERT INTO documents_fts (documents_fts, rowid, title, text, captions)
            VALUES ('delete', old.seq, old.title, old.text, old.captions);
            INSERT INTO documents_fts (rowid, title, text, captions) VALUES (new.seq, new.title, new.text, new.captions); END;
        CREATE VIRTUAL TABLE words_fts USING fts5 (
            text, content='words', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
        CREATE TRIGGER words_in AFTER INSERT ON words BEGIN
            INSERT INTO words_fts (rowid, text) VALUES (new.id, new.text); END;
        CREATE TRIGGER words_out AFTER DELETE ON words BEGIN
            INSERT INTO words_fts (words_fts, rowid, text) VALUES ('delete', old.id, old.text); END;
        CREATE TRIGGER words_change AFTER UPDATE OF text ON words BEGIN
            INSERT INTO words_fts (words_fts, rowid, text) VALUES ('delete', old.id, old.text);
            INSERT INTO words_fts (rowid, text) VALUES (new.id, new.text); END;
        -- A file that had papers before it could be searched: its words come with its chronology, which is made again.
        INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
        DELETE FROM participants; DELETE FROM evidence; DELETE FROM targets; DELETE FROM events; DELETE FROM actors; DELETE FROM quotes;
        UPDATE facts SET value = 'yes' WHERE key = 'stale';
        """

    /// The day (UTC) on which this file took each paper in: what "as known by this case file" goes by. It outlives the paper.
    private static let firstSeen = """
        CREATE TABLE first_seen (document TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO first_seen SELECT id, date('now') FROM documents;
        CREATE TRIGGER documents_first_seen AFTER INSERT ON documents BEGIN
            INSERT OR IGNORE INTO first_seen VALUES (new.id, date('now')); END;
        """

    /// What was solved, for decisions that change single entries (`SolvedStore`): empty until the chronology is next made.
    private static let solved = """
        CREATE TABLE solved (list TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL);
        CREATE TABLE unreviewed (event TEXT NOT NULL PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE fits (decision TEXT NOT NULL PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
        """

    /// Entries of central people and events are megabytes long. In a table without row numbers every search for a key reads the whole rows on its way.
    private static let longEntries = """
        CREATE TABLE long_actors (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL);
        INSERT INTO long_actors SELECT id, name, kind, entry FROM actors ORDER BY id;
        DROP TABLE actors;
        ALTER TABLE long_actors RENAME TO actors;
        CREATE TABLE long_events (
            id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, day INTEGER NOT NULL, first INTEGER, last INTEGER,
            modality TEXT NOT NULL, review TEXT NOT NULL, entry TEXT NOT NULL);
        INSERT INTO long_events SELECT id, kind, day, first, last, modality, review, entry FROM events ORDER BY id;
        DROP TABLE events;
        ALTER TABLE long_events RENAME TO events;
        CREATE INDEX events_day ON events (day, id);
        CREATE INDEX events_review ON events (review, day, id);
        CREATE TABLE long_conflicts (
            about TEXT NOT NULL, field TEXT NOT NULL, number INTEGER NOT NULL, entry TEXT NOT NULL,
            PRIMARY KEY (about, field, number));
        INSERT INTO long_conflicts SELECT about, field, number, entry FROM conflicts ORDER BY about, field, number;
        DROP TABLE conflicts;
        ALTER TABLE long_conflicts RENAME TO conflicts;
        """

    /// Words of one kind stand together, so that a search for names does not pass over all headlines; entries can be found by their state.
    private static let largeCases = """
        CREATE TABLE words_before AS SELECT kind, ref, text FROM words ORDER BY id;
        DELETE FROM words;
        INSERT INTO words (id, kind, ref, text)
            SELECT CASE kind WHEN 'event' THEN \(WordKind.event.first) WHEN 'quote' THEN \(WordKind.quote.first)
                ELSE \(WordKind.actor.first) END + row_number() OVER (PARTITION BY kind ORDER BY rowid), kind, ref, text
            FROM words_before;
        DROP TABLE words_before;
        CREATE INDEX events_review ON events (review, day, id);
        """
}

/// What a row of `words` is of; each kind has its own range of row numbers.
enum WordKind: String, CaseIterable {
    case event, quote, actor
    var first: Int {
        switch self {
        case .event: 0
        case .quote: 1 << 40
        case .actor: 2 << 40
        }
    }
    var last: Int { first + 1 << 40 - 1 }
}
