import CaseModel
import EDTF
import Foundation
import GRDB

/// What is looked for.
public struct SearchQuery: Sendable {
    /// Words, "phrases", beginn*, NEAR(two words, 10), AND, OR, NOT and brackets, as FTS5 reads them. Everything else
    /// stands for itself.
    public var words: String
    /// What the papers or entries must also be.
    public var filter = EventFilter()
    public var limit = 20
    public var offset = 0
    public init(_ words: String) { self.words = words }
}

/// One place where the words stand.
public struct SearchHit: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable { case paper, event, quote, actor }
    public var kind: Kind
    /// Id of the paper, event or actor; of a quote, its paper's.
    public var id: String
    /// A paper's title or name, an event's headline, a quote's speaker, an actor's name.
    public var title: String
    /// Words around the hit.
    public var snippet: String
    /// UTF-8 ranges in `snippet` of the words that were found.
    public var marks: [Range<Int>]
    /// Where in the paper: UTF-8 offsets of the snippet in `Document.text`; nil for captions, headlines and names.
    public var passage: Passage?
    /// The paper's name and day, or the event's day; EDTF.
    public var paper: String?
    public var date: String?
}

/// Hits, best first.
public struct SearchResult: Sendable, Hashable, Codable {
    public var hits: [SearchHit]
    /// Words that stood nowhere and the names that were looked for instead.
    public var corrected: [String: [String]]
}

extension CaseFile {
    /// Looks for words in papers, captions, headlines, quotes and names. Throws `wrongUse` for a search that FTS5 cannot read.
    public func search(_ query: SearchQuery) throws -> SearchResult {
        try read { db in
            var corrected: [String: [String]] = [:]
            let match = try SearchWords(query.words).match { word in
                let near = try CaseFile.nearWords(word, db)
                if !near.isEmpty { corrected[word] = near }
                return near
            }
            guard let match else { throw CaseFileError.wrongUse("search for at least one word") }
            let hits: [SearchHit]
            do { hits = try self.hits(match, query, db) } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR
            {
                throw CaseFileError.wrongUse(
                    "the search \"\(query.words)\" cannot be read: quotation marks and brackets must close, and AND, OR, NOT stand between words"
                )
            }
            return SearchResult(hits: hits, corrected: corrected)
        }
    }

    /// Words of names that a word which stands nowhere may be a misspelling of, nearest first; at most four.
    private static func nearWords(_ word: String, _ db: Database) throws -> [String] {
        let folded = Fold.text(word)
        guard !folded.contains(" "), Fold.forgiven(folded.utf8.count) > 0 else { return [] }
        let quoted = "\"\(folded)\""
        for table in ["documents_fts", "words_fts"]
        where try Int.fetchOne(db, sql: "SELECT 1 FROM \(table) WHERE \(table) MATCH ? LIMIT 1", arguments: [quoted]) != nil {
            return []
        }
        let bytes = Array(folded.utf8)
        let limit = Fold.forgiven(bytes.count)
        var near: [(Int, String)] = []
        let names = try String.fetchCursor(db, sql: "SELECT word FROM name_words")
        while let name = try names.next() {
            let distance = Fold.distance(bytes, Array(name.utf8), limit: limit)
            if distance <= limit { near.append((distance, name)) }
        }
        return near.sorted { $0 < $1 }.prefix(4).map(\.1)
    }

    /// A place that was found, before anything is read of it.
    private struct Place {
        enum Kind: String { case actor, event, paper, quote }
        var score: Double
        var kind: Kind
        var row: Int
        var ref: String
    }

    /// Of so many places that hold the words, the best are shown: a word that stands in every other paper ranks none of them.
    private static let mostRanked = 10_000

    private func hits(_ match: String, _ query: SearchQuery, _ db: Database) throws -> [SearchHit] {
        let filter = query.filter
        let narrowed = !filter.kinds.isEmpty || !filter.persons.isEmpty || filter.conflictsOnly || !filter.review.isEmpty
        let (condition, arguments) = try self.condition(filter, db)
        let (papers, paperArguments) = try paperCondition(filter, narrowed: narrowed, condition, arguments, db)
        let wanted = query.limit + query.offset
        var places: [Place] = []

        // Headlines and names weigh more than quotes, quotes more than running text.
        func words(_ kind: WordKind, _ place: Place.Kind, _ weight: Double, _ condition: String, _ arguments: StatementArguments)
            throws
        {
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, ref, score FROM (
                        SELECT w.id, w.ref, f.rank AS score FROM words_fts f JOIN words w ON w.id = f.rowid
                        WHERE words_fts MATCH ? AND f.rowid BETWEEN ? AND ? AND \(condition) LIMIT \(CaseFile.mostRanked))
                    ORDER BY score, ref LIMIT \(wanted)
                    """, arguments: [match, kind.first, kind.last] + arguments)
            while let row = try rows.next() {
                places.append(Place(score: (row["score"] as Double) * weight, kind: place, row: row["id"], ref: row["ref"]))
            }
        }
        if filter.isOpen {
            try words(.event, .event, 2, "w.ref NOT IN (SELECT id FROM events WHERE review = 'rejected')", [])
        } else {
            try words(.event, .event, 2, "w.ref IN (SELECT id FROM events WHERE \(condition))", arguments)
        }
        if !narrowed && filter.source == nil && filter.from == nil && filter.to == nil {
            try words(.actor, .actor, 2.2, "1", [])
        }
        let open = papers == "1"
        try words(
            .quote, .quote, 1.2, papers.replacing("d.id", with: "substr(w.ref, 1, 64)"), paperArguments)
        let found = try Row.fetchCursor(
            db,
            sql: """
                SELECT seq, score FROM (
                    SELECT f.rowid AS seq, bm25(documents_fts, 8.0, 1.0, 2.0) AS score FROM documents_fts f
                    \(open ? "" : "JOIN documents d ON d.seq = f.rowid")
                    WHERE documents_fts MATCH ? AND \(papers) LIMIT \(CaseFile.mostRanked))
                ORDER BY score, seq LIMIT \(wanted)
                """, arguments: [match] + paperArguments)
        while let row = try found.next() { places.append(Place(score: row["score"], kind: .paper, row: row["seq"], ref: "")) }

        // What is shown is read, and nothing else: a snippet reads the paper's whole text.
        places.sort { ($0.score, $0.kind.rawValue, $0.ref, $0.row) < ($1.score, $1.kind.rawValue, $1.ref, $1.row) }
        return try places.dropFirst(query.offset).prefix(query.limit).compactMap { try hit($0, match, db) }
    }

    private func hit(_ place: Place, _ match: String, _ db: Database) throws -> SearchHit? {
        if place.kind == .paper { return try paperHit(match, seq: place.row, db) }
        let marked =
            try String.fetchOne(
                db,
                sql: "SELECT highlight(words_fts, 0, char(2), char(3)) FROM words_fts WHERE words_fts MATCH ? AND rowid = ?",
                arguments: [match, place.row]) ?? ""
        switch place.kind {
        case .event:
            guard let entry = try String.fetchOne(db, sql: "SELECT entry FROM events WHERE id = ?", arguments: [place.ref]) else {
                return nil
            }
            let event = try CanonicalJSON.value(Event.self, entry)
            let (text, marks) = CaseFile.marked(marked)
            return SearchHit(
                kind: .event, id: event.id.id, title: event.headline, snippet: text, marks: marks,
                passage: event.evidence.first?.passage, paper: nil, date: event.date.edtf)
        case .actor:
            guard let name = try String.fetchOne(db, sql: "SELECT name FROM actors WHERE id = ?", arguments: [place.ref]) else {
                return nil
            }
            let (text, marks) = CaseFile.marked(marked.replacing("\n", with: " · "))
            return SearchHit(
                kind: .actor, id: place.ref, title: name, snippet: text, marks: marks, passage: nil, paper: nil, date: nil)
        case .quote, .paper:
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT q.entry, d.name AS paper FROM quotes q JOIN documents d ON d.id = q.document
                        WHERE q.document = substr(?, 1, 64)
                            AND ? = q.document || ':' || q.start || '-' || q."end" || ':' || q.number
                        """, arguments: [place.ref, place.ref])
            else { return nil }
            let quote = try CanonicalJSON.value(Quote.self, row["entry"])
            let (text, marks) = CaseFile.marked(marked)
            return SearchHit(
                kind: .quote, id: quote.passage.document.hex, title: quote.name ?? "unknown speaker", snippet: text, marks: marks,
                passage: quote.passage, paper: row["paper"], date: quote.date.edtf)
        }
    }

    private func paperCondition(
        _ filter: EventFilter, narrowed: Bool, _ condition: String, _ arguments: StatementArguments, _ db: Database
    ) throws -> (String, StatementArguments) {
        var parts = ["1"]
        var all = StatementArguments()
        if let source = filter.source {
            let papers = try resolveDocuments(source, db)
            parts.append("d.id IN (\(papers.map { _ in "?" }.joined(separator: ", ")))")
            all += StatementArguments(papers)
        }
        if let from = filter.from {
            parts.append("d.id IN (SELECT document FROM dates WHERE last >= ?)")
            all += [Int(from.number)]
        }
        if let to = filter.to {
            parts.append("d.id IN (SELECT document FROM dates WHERE first <= ?)")
            all += [Int(to.number)]
        }
        if narrowed {
            var open = filter
            open.from = nil
            open.to = nil
            open.source = nil
            let (events, arguments) = try self.condition(open, db)
            parts.append("d.id IN (SELECT document FROM evidence WHERE event IN (SELECT id FROM events WHERE \(events)))")
            all += arguments
        }
        return (parts.joined(separator: " AND "), all)
    }

    private func paperHit(_ match: String, seq: Int, _ db: Database) throws -> SearchHit? {
        // A paper that waits for its chronology is not shown yet.
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT d.id, d.name, d.title, t.entry, snippet(documents_fts, 1, char(2), char(3), '', 24) AS inText,
                           snippet(documents_fts, -1, char(2), char(3), '', 24) AS anywhere, d.text
                    FROM documents_fts f JOIN documents d ON d.seq = f.rowid JOIN dates t ON t.document = d.id
                    WHERE documents_fts MATCH ? AND f.rowid = ?
                    """, arguments: [match, seq])
        else { return nil }
        let dates = try CanonicalJSON.value(DocumentDates.self, row["entry"])
        let inText: String = row["inText"]
        let id = DocumentID(row["id"])
        var hit = SearchHit(
            kind: .paper, id: id.hex, title: row["title"] as String? ?? row["name"], snippet: "", marks: [], passage: nil,
            paper: row["name"], date: dates.published.edtf)
        (hit.snippet, hit.marks) = CaseFile.marked(inText.contains("\u{2}") ? inText : row["anywhere"])
        if inText.contains("\u{2}") {
            let text: String = row["text"]
            if let range = CaseFile.range(of: Array(hit.snippet.utf8), in: Array(text.utf8)) {
                hit.passage = Passage(document: id, range: range)
            }
        }
        return hit
    }

    /// Text without its marks (U+0002 … U+0003), and the ranges that they enclosed.
    private static func marked(_ text: String) -> (String, [Range<Int>]) {
        var bytes: [UInt8] = []
        var marks: [Range<Int>] = []
        var start = 0
        for byte in text.utf8 {
            switch byte {
            case 2: start = bytes.count
            case 3: marks.append(start..<bytes.count)
            default: bytes.append(byte)
            }
        }
        return (String(decoding: bytes, as: UTF8.self), marks)
    }

    private static func range(of needle: [UInt8], in text: [UInt8]) -> Range<Int>? {
        guard !needle.isEmpty, needle.count <= text.count else { return nil }
        let last = text.count - needle.count
        let found = (0...last).first { start in
            text[start] == needle[0] && text[start..<start + needle.count].elementsEqual(needle)
        }
        return found.map { $0..<$0 + needle.count }
    }
}

/// The words of a search as an FTS5 expression: operators stay, everything else is quoted so that it means itself.
struct SearchWords {
    private enum Piece { case word(String, prefix: Bool), phrase(String, prefix: Bool), plain(String) }
    private var pieces: [Piece] = []

    init(_ text: String) {
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.first {
            if scalar.properties.isWhitespace { rest.removeFirst(); continue }
            if scalar == "(" || scalar == ")" || scalar == "+" {
                pieces.append(.plain(String(scalar)))
                rest.removeFirst()
                continue
            }
            if "\"“”„".unicodeScalars.contains(scalar) {
                rest.removeFirst()
                let phrase = rest.prefix { !"\"“”".unicodeScalars.contains($0) }
                rest = rest.dropFirst(phrase.count + 1)
                let prefix = rest.first == "*"
                if prefix { rest.removeFirst() }
                pieces.append(.phrase(String(String.UnicodeScalarView(phrase)), prefix: prefix))
                continue
            }
            let word = rest.prefix { !$0.properties.isWhitespace && !"()\"“”„".unicodeScalars.contains($0) }
            rest = rest.dropFirst(word.count)
            var shown = String(String.UnicodeScalarView(word))
            if shown == "NEAR", rest.first == "(" {
                let inside = rest.dropFirst().prefix { $0 != ")" }
                rest = rest.dropFirst(inside.count + 2)
                pieces.append(.plain(SearchWords.near(String(String.UnicodeScalarView(inside)))))
            } else if ["AND", "OR", "NOT"].contains(shown) {
                pieces.append(.plain(shown))
            } else {
                let prefix = shown.hasSuffix("*")
                while shown.hasSuffix("*") { shown.removeLast() }
                if !Fold.words(shown).isEmpty { pieces.append(.word(shown, prefix: prefix)) }
            }
        }
    }

    /// "free court, 5" or "free court" → NEAR("free" "court", 5).
    private static func near(_ inside: String) -> String {
        let parts = inside.split(separator: ",", maxSplits: 1)
        let words = Fold.words(String(parts.first ?? "")).map { "\"\($0)\"" }.joined(separator: " ")
        let distance = parts.count > 1 ? Int(parts[1].filter { $0.isNumber }) ?? 10 : 10
        return "NEAR(\(words), \(distance))"
    }

    /// The expression; nil where there is no word. `near` gives other spellings of a word that stands nowhere.
    func match(near: (String) throws -> [String]) rethrows -> String? {
        var parts: [String] = []
        var some = false
        for piece in pieces {
            switch piece {
            case .plain(let text):
                parts.append(text)
                if text.hasPrefix("NEAR") { some = true }
            case .phrase(let text, let prefix):
                let words = Fold.words(text)
                guard !words.isEmpty else { continue }
                some = true
                parts.append("\"\(words.joined(separator: " "))\"" + (prefix ? "*" : ""))
            case .word(let text, let prefix):
                some = true
                let folded = Fold.text(text)
                let others = prefix ? [] : try near(text)
                parts.append(
                    others.isEmpty
                        ? "\"\(folded)\"" + (prefix ? "*" : "") : "(" + others.map { "\"\($0)\"" }.joined(separator: " OR ") + ")"
                )
            }
        }
        return some ? parts.joined(separator: " ") : nil
    }
}
