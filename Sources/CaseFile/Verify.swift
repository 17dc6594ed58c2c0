import CaseModel
import Events
import Foundation
import GRDB

/// One thing that does not hold.
public struct VerifyFinding: Hashable, Sendable, Codable {
    public enum Part: String, Sendable, Codable {
        case file, original, paper, annotation, passage, chronology, log, search
    }
    public var part: Part
    /// What it is about: a paper's name, an entry's id, a decision's hash.
    public var about: String
    public var words: String
}

/// What `verify` looked at and what it found.
public struct VerifyReport: Hashable, Sendable, Codable {
    public var originals = 0
    public var papers = 0
    public var annotations = 0
    public var passages = 0
    public var entries = 0
    public var decisions = 0
    public var findings: [VerifyFinding] = []
    /// True where papers or decisions wait for the next build: entries were then not compared with what makes them.
    public var stale = false
    public var isClean: Bool { findings.isEmpty }
}

extension CaseFile {
    public enum VerifyDepth: Sendable {
        /// Hashes, passages, rows, the log's chain.
        case stored
        /// Also reads every paper again from its original, and makes the chronology again.
        case derived
        /// Also annotates every paper again.
        case all
    }

    /// Proves a case file: every original against its hash, every paper against its original, every passage against its
    /// text, every derived row against what it comes from, the log against its chain. Finds and names what was tampered with.
    public func verify(_ depth: VerifyDepth = .derived, progress: (String) -> Void = { _ in }) throws -> VerifyReport {
        var report = VerifyReport()
        try read { db in
            // Where pages are damaged, what stands on them cannot be read; everything else is still looked at.
            func look(_ part: VerifyFinding.Part, _ name: String, _ body: () throws -> Void) throws {
                progress(name)
                do { try body() } catch {
                    guard case CaseFileError.damaged(_, let detail) = CaseFileError.translated(error, path: self.path) else {
                        throw error
                    }
                    report.findings.append(VerifyFinding(part: part, about: name, words: "cannot be read: \(detail)"))
                }
            }
            try look(.file, "pages") {
                for complaint in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where complaint != "ok" {
                    report.findings.append(VerifyFinding(part: .file, about: self.path, words: complaint))
                }
            }
            try look(.original, "originals") { try self.verifyOriginals(db, depth, &report) }
            try look(.paper, "papers") { try self.verifyPapers(db, &report) }
            try look(.annotation, "annotations") { try self.verifyAnnotations(db, &report) }
            try look(.log, "log") { try self.verifyLog(db, &report) }
            try look(.chronology, "chronology") { try self.verifyChronology(db, &report) }
            try look(.chronology, "derivation") {
                report.stale = try Fact.stale.get(db) == "yes" || Fact.logHead.get(db) ?? "" != Log.head(db)
                if depth != .stored && !report.stale && report.findings.isEmpty { try self.verifyDerivation(db, depth, &report) }
            }
        }
        if !isReadOnly && !report.findings.contains(where: { $0.part == .file }) {
            for table in ["documents_fts", "words_fts"] {
                do {
                    try database.write { db in
                        try db.execute(sql: "INSERT INTO \(table) (\(table), rank) VALUES ('integrity-check', 1)")
                    }
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                    report.findings.append(
                        VerifyFinding(
                            part: .search, about: table, words: "the search index differs from the words it was made of"))
                } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_FULL].contains(error.resultCode) {
                    // Somebody builds, or there is no room: what only reading proves has been proved.
                }
            }
        }
        return report
    }

    private func verifyOriginals(_ db: Database, _ depth: VerifyDepth, _ report: inout VerifyReport) throws {
        let worker = depth == .stored ? nil : try pipeline.makeWorker()
        // Names by bytes, read once: a search for each would go through all files every time.
        var files: [String: [(name: String, madeBy: String)]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT hash, name, made_by FROM files WHERE hash IS NOT NULL ORDER BY name") {
            files[row[0], default: []].append((row[1], row[2]))
        }
        for hash in try String.fetchAll(db, sql: "SELECT hash FROM originals ORDER BY hash") {
            report.originals += 1
            let named = files[hash] ?? []
            let shown = named.first?.name ?? String(hash.prefix(12))
            let bytes: [UInt8]
            do { bytes = try original(db, hash: hash)! } catch let error as CaseFileError {
                report.findings.append(VerifyFinding(part: .original, about: shown, words: error.description))
                continue
            }
            if Digest.hex(bytes) != hash {
                report.findings.append(
                    VerifyFinding(
                        part: .original, about: shown,
                        words: "its bytes are not those that its hash \(hash.prefix(12)) was made of"))
                continue
            }
            // What an older reader made waits to be read anew; it is not held against this one.
            guard let worker else { continue }
            for file in named where file.madeBy == pipeline.version.papers {
                try compare(worker.read(bytes: bytes, name: file.name).documents, file: file.name, worker, depth, db, &report)
            }
        }
        for row in try Row.fetchAll(
            db, sql: "SELECT name, hash FROM files WHERE hash IS NOT NULL AND hash NOT IN (SELECT hash FROM originals)")
        {
            report.findings.append(VerifyFinding(part: .original, about: row[0], words: "its original is gone"))
        }
    }

    /// The papers that a file gives when it is read again, against those that are kept of it.
    private func compare(
        _ documents: [Document], file: String, _ worker: any CaseWorker, _ depth: VerifyDepth, _ db: Database,
        _ report: inout VerifyReport
    ) throws {
        let kept = try String.fetchAll(
            db, sql: "SELECT document FROM holdings WHERE file = ? ORDER BY position", arguments: [file])
        if kept != documents.map(\.id.hex) {
            report.findings.append(
                VerifyFinding(part: .paper, about: file, words: "reading it again gives other papers than are kept"))
            return
        }
        for document in documents {
            let row = try Row.fetchOne(db, sql: "SELECT name, digest FROM documents WHERE id = ?", arguments: [document.id.hex])
            // A paper that several files hold is kept as the first of them gives it.
            guard let row, row["name"] == document.name else { continue }
            if try StoredDocument(document).digest != row["digest"] {
                report.findings.append(
                    VerifyFinding(
                        part: .paper, about: document.name, words: "its text is not what its original gives when read again"))
            } else if depth == .all {
                let digest = try String.fetchOne(
                    db, sql: "SELECT digest FROM annotations WHERE document = ?", arguments: [document.id.hex])
                if try StoredAnnotation(worker.annotate(document)).digest != digest {
                    report.findings.append(
                        VerifyFinding(
                            part: .annotation, about: document.name, words: "annotating it again gives another annotation"))
                }
            }
        }
    }

    private func verifyPapers(_ db: Database, _ report: inout VerifyReport) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, name, title, outlet, text, captions, rest, digest FROM documents ORDER BY id")
        while let row = try rows.next() {
            report.papers += 1
            let name: String = row["name"]
            func bad(_ words: String) { report.findings.append(VerifyFinding(part: .paper, about: name, words: words)) }
            if StoredDocument.digest(text: row["text"], rest: row["rest"]) != row["digest"] {
                bad("its text or facts were changed after it was read")
                continue
            }
            let rest = try CanonicalJSON.value(Document.self, row["rest"])
            if rest.id.hex != row["id"] || rest.title != row["title"] || rest.outlet != row["outlet"]
                || rest.captions.joined(separator: "\n") != row["captions"]
            {
                bad("its title, outlet or captions were changed after it was read")
            }
        }
    }

    private func verifyAnnotations(_ db: Database, _ report: inout VerifyReport) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT d.name, d.id, a.size, a.packed, a.digest FROM documents d LEFT JOIN annotations a ON a.document = d.id ORDER BY d.id
                """)
        while let row = try rows.next() {
            guard let packed = row["packed"] as Data? else {
                report.findings.append(VerifyFinding(part: .annotation, about: row["name"], words: "it has none"))
                continue
            }
            report.annotations += 1
            let bytes = Packing.unpack(packed, size: row["size"])
            if bytes.map({ Digest.hex($0) }) != row["digest"] {
                report.findings.append(
                    VerifyFinding(part: .annotation, about: row["name"], words: "it was changed after it was made"))
            }
        }
    }

    private func verifyLog(_ db: Database, _ report: inout VerifyReport) throws {
        var previous = ""
        var position = 0
        for row in try Row.fetchAll(db, sql: "SELECT position, hash, previous, payload FROM log ORDER BY position") {
            position += 1
            report.decisions += 1
            let hash: String = row["hash"]
            func bad(_ words: String) {
                report.findings.append(
                    VerifyFinding(part: .log, about: "decision \(row["position"] as Int) (\(hash.prefix(12)))", words: words))
            }
            if row["previous"] != previous { bad("it does not follow the one before: a decision was taken out, put in or moved") }
            if Log.hash(previous: row["previous"], payload: row["payload"]) != hash { bad("it was changed after it was made") }
            if (try? CanonicalJSON.value(Log.Payload.self, row["payload"])) == nil { bad("it cannot be read") }
            if row["position"] != position { bad("the place before it in the log is empty") }
            position = row["position"]
            previous = hash
        }
        // A log cut at its end has no broken link: the chronology remembers the last decision it knew.
        if let known = try Fact.logHead.get(db), !known.isEmpty,
            try Int.fetchOne(db, sql: "SELECT 1 FROM log WHERE hash = ?", arguments: [known]) == nil
        {
            report.findings.append(
                VerifyFinding(
                    part: .log, about: "decision \(known.prefix(12))",
                    words: "the chronology was made with it, and it is gone from the log"))
        }
    }

    private func verifyChronology(_ db: Database, _ report: inout VerifyReport) throws {
        var lengths: [String: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, length(CAST(text AS BLOB)) FROM documents") { lengths[row[0]] = row[1] }
        func check(_ passage: Passage, _ about: String, _ db: Database) throws {
            report.passages += 1
            func bad(_ words: String) { report.findings.append(VerifyFinding(part: .passage, about: about, words: words)) }
            guard let length = lengths[passage.document.hex] else {
                return bad("its paper \(passage.document.hex.prefix(12)) is gone")
            }
            guard passage.start >= 0, passage.start <= passage.end, passage.end <= length else {
                return bad("it lies outside its paper's text")
            }
            // Both ends must lie between scalars.
            let ends = try Row.fetchOne(
                db.cachedStatement(
                    sql:
                        "SELECT hex(substr(CAST(text AS BLOB), ? + 1, 1)), hex(substr(CAST(text AS BLOB), ? + 1, 1)) FROM documents WHERE id = ?"
                ),
                arguments: [passage.start, passage.end, passage.document.hex])!
            for index in 0...1 {
                if let byte = UInt8(ends[index] as String, radix: 16), byte & 0xC0 == 0x80 {
                    return bad("it cuts a character in two")
                }
            }
        }
        let events = try Row.fetchCursor(db, sql: "SELECT id, kind, first, last, modality, review, entry FROM events ORDER BY id")
        while let row = try events.next() {
            report.entries += 1
            let id: String = row["id"]
            func bad(_ words: String) { report.findings.append(VerifyFinding(part: .chronology, about: id, words: words)) }
            guard let event = try? CanonicalJSON.value(Event.self, row["entry"]) else { bad("it cannot be read"); continue }
            let days = DayBounds(edtf: event.date.edtf)
            if event.id.id != id || event.kind.rawValue != row["kind"] || event.review.rawValue != row["review"]
                || event.modality.rawValue != row["modality"] || days.first != row["first"] || days.last != row["last"]
            {
                bad("its columns differ from the entry")
            }
            let evidence = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT document, start, \"end\" FROM evidence WHERE event = ? ORDER BY position"),
                arguments: [id])
            if evidence.map({ Passage(document: DocumentID($0[0]), start: $0[1], end: $0[2]) }) != event.evidence.map(\.passage) {
                bad("its rows of evidence differ from the entry")
            }
            let cast = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT role, actor, name FROM participants WHERE event = ? ORDER BY position"),
                arguments: [id])
            if cast.map({ "\($0[0] as String)|\($0[1] as String? ?? "")|\($0[2] as String)" })
                != event.participants.map({ "\($0.role.rawValue)|\($0.actor?.id ?? "")|\($0.name)" })
            {
                bad("its rows of participants differ from the entry")
            }
            if event.evidence.isEmpty && (event.note ?? "").isEmpty { bad("it has neither a passage nor a note") }
            for one in event.evidence { try check(one.passage, id, db) }
            for figure in event.figures { try check(figure.passage, id, db) }
        }
        for quote in try RecordStore.entries(db, Quote.self, "SELECT entry FROM quotes") {
            report.entries += 1
            try check(quote.passage, "quote of \(quote.name ?? "unknown")", db)
        }
        for actor in try RecordStore.entries(db, CaseActor.self, "SELECT entry FROM actors") {
            report.entries += 1
            for mention in actor.mentions { try check(mention, actor.name, db) }
        }
        for conflict in try RecordStore.entries(db, Conflict.self, "SELECT entry FROM conflicts") {
            report.entries += 1
            for side in conflict.sides { for one in side.evidence { try check(one, "disagreement about \(conflict.about)", db) } }
        }
    }

    /// Makes the chronology again and names every entry that differs from what is kept.
    private func verifyDerivation(_ db: Database, _ depth: VerifyDepth, _ report: inout VerifyReport) throws {
        guard try Fact.madeBy.get(db) == pipeline.version.description else { return }
        var papers = try papers(db, fresh: true)
        let (made, solved) = try reconciled(&papers, decisions: Log.decisions(db))
        if let kept = try SolvedStore.read(db), kept != solved {
            report.findings.append(
                VerifyFinding(
                    part: .chronology, about: "what entries were before review",
                    words: "it is not what the papers and decisions give"))
        }
        // What is kept is compared as it stands, as canonical JSON, one row at a time.
        func compare<Entry: Encodable & Sendable>(
            _ entries: [Entry], kept sql: String, key: (Entry) -> String, name: (String) -> String
        ) throws {
            var texts: [String: String] = [:]
            for (entry, text) in zip(entries, try CanonicalJSON.texts(entries)) { texts[key(entry)] = text }
            let rows = try Row.fetchCursor(db, sql: sql)
            while let row = try rows.next() {
                let key: String = row[0]
                if texts.removeValue(forKey: key) != row[1] as String {
                    report.findings.append(
                        VerifyFinding(part: .chronology, about: name(key), words: "it is not what the papers and decisions give"))
                }
            }
            for key in texts.keys.sorted() {
                report.findings.append(
                    VerifyFinding(part: .chronology, about: name(key), words: "the papers and decisions give it, and it is gone"))
            }
        }
        try compare(made.events, kept: "SELECT id, entry FROM events ORDER BY id", key: { $0.id.id }, name: { $0 })
        try compare(made.actors, kept: "SELECT id, entry FROM actors ORDER BY id", key: { $0.id.id }, name: { $0 })
        try compare(made.dates, kept: "SELECT document, entry FROM dates ORDER BY document", key: { $0.document.hex }) {
            "date of paper \($0.prefix(12))"
        }
        for row in try Row.fetchAll(db, sql: "SELECT document, copy_of FROM dates ORDER BY document")
        where made.copies[DocumentID(row[0])]?.hex != row[1] as String? {
            report.findings.append(
                VerifyFinding(
                    part: .chronology, about: "copies of paper \((row[0] as String).prefix(12))",
                    words: "it is not what the papers and decisions give"))
        }
        var numbers: [String: Int] = [:]
        func numbered(_ key: String) -> String {
            numbers[key, default: 0] += 1
            return "\(key):\(numbers[key]! - 1)"
        }
        try compare(
            made.quotes,
            kept:
                "SELECT document || ':' || start || '-' || \"end\" || ':' || number, entry FROM quotes ORDER BY document, start",
            key: { numbered("\($0.passage.document.hex):\($0.passage.start)-\($0.passage.end)") }
        ) { "quote at \($0.prefix(12))\($0.dropFirst(64))" }
        try compare(
            made.conflicts,
            kept: "SELECT about || ' on ' || field || ':' || number, entry FROM conflicts ORDER BY about, field, number",
            key: { numbered("\($0.about) on \($0.field.rawValue)") }
        ) { "disagreement about \($0)" }
    }
}
