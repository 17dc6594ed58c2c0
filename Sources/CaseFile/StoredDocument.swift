import CaseModel
import Events
import Foundation
import GRDB

/// A document as its row: the text once, and the rest as canonical JSON without the words that the text repeats.
struct StoredDocument: Sendable {
    var id: String
    var name: String
    var title: String?
    var outlet: String?
    var text: String
    var captions: String
    var rest: String
    /// SHA-256 of text and rest.
    var digest: String

    init(_ document: Document) throws {
        id = document.id.hex
        name = document.name
        title = document.title
        outlet = document.outlet
        text = document.text
        captions = document.captions.joined(separator: "\n")
        var rest = document
        rest.text = ""
        rest.name = ""
        rest.copyOf = nil
        let bytes = Array(document.text.utf8)
        for index in rest.blocks.indices {
            guard let range = rest.blocks[index].range, range.lowerBound >= 0, range.upperBound <= bytes.count,
                bytes[range].elementsEqual(rest.blocks[index].text.utf8)
            else { continue }
            rest.blocks[index].text = ""
        }
        self.rest = try CanonicalJSON.text(rest)
        digest = StoredDocument.digest(text: text, rest: self.rest)
    }

    static func digest(text: String, rest: String) -> String { Digest.hex(text + "\u{0}" + rest) }

    /// The document of a row with the columns name, text, rest and copy_of.
    static func document(_ row: Row) throws -> Document {
        var document = try document(name: row["name"], text: row["text"], rest: row["rest"])
        document.copyOf = (row["copy_of"] as String?).map { DocumentID($0) }
        return document
    }

    /// The document of its kept parts.
    static func document(name: String, text: String, rest: String) throws -> Document {
        var document = try CanonicalJSON.value(Document.self, rest)
        document.name = name
        document.text = text
        let bytes = Array(text.utf8)
        for index in document.blocks.indices where document.blocks[index].text.isEmpty {
            guard let range = document.blocks[index].range, range.upperBound <= bytes.count else { continue }
            document.blocks[index].text = String(decoding: bytes[range], as: UTF8.self)
        }
        return document
    }

    func insert(_ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO documents (id, name, title, outlet, text, captions, rest, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, outlet = excluded.outlet, text = excluded.text,
                captions = excluded.captions, rest = excluded.rest, digest = excluded.digest WHERE digest <> excluded.digest
                """
        ).execute(arguments: [id, name, title, outlet, text, captions, rest, digest])
    }
}

extension CaseFile {
    private static let documentColumns = """
        SELECT d.id, d.name, d.text, d.rest, t.copy_of FROM documents d JOIN dates t ON t.document = d.id
        """

    /// Every paper of the case with its text, by id. For a large case, `eachDocument` keeps one at a time in memory.
    public func documents() throws -> [Document] {
        var all: [Document] = []
        try eachDocument { all.append($0) }
        return all
    }

    /// Calls `body` with each paper, by id.
    public func eachDocument(_ body: (Document) throws -> Void) throws {
        try read { db in
            let described = try Described(db)
            let rows = try Row.fetchCursor(db, sql: CaseFile.documentColumns + " ORDER BY d.id")
            while let row = try rows.next() {
                var document = try StoredDocument.document(row)
                described.complete(&document)
                try body(document)
            }
        }
    }

    /// Paper → the day (ISO 8601, UTC) on which this file took it in.
    public func heldSince() throws -> [DocumentID: String] {
        try read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT document, day FROM first_seen")
            return Dictionary(rows.map { (DocumentID($0[0]), $0[1]) }, uniquingKeysWith: { a, _ in a })
        }
    }

    /// One paper by its whole id; nil where there is none.
    public func document(_ id: DocumentID) throws -> Document? {
        try read { db in
            try Row.fetchOne(db, sql: CaseFile.documentColumns + " WHERE d.id = ?", arguments: [id.hex])
                .map { row in
                    var document = try StoredDocument.document(row)
                    try Described(db).complete(&document)
                    return document
                }
        }
    }

    /// The annotation of one paper, as it was kept.
    public func annotation(_ id: DocumentID) throws -> Annotation? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT size, packed FROM annotations WHERE document = ?", arguments: [id.hex])
                .map { try StoredAnnotation.annotation($0["packed"], size: $0["size"], path: self.path) }
        }
    }

    /// The original bytes of a paper's file; nil where the case has none by that hash.
    public func original(hash: String) throws -> [UInt8]? {
        try read { db in try self.original(db, hash: hash) }
    }

    func original(_ db: Database, hash: String) throws -> [UInt8]? {
        guard let size = try Int.fetchOne(db, sql: "SELECT size FROM originals WHERE hash = ?", arguments: [hash]) else {
            return nil
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        let rows = try Row.fetchCursor(db, sql: "SELECT size, packed FROM parts WHERE hash = ? ORDER BY part", arguments: [hash])
        while let row = try rows.next() {
            guard let part = Packing.unpack(row["packed"], size: row["size"]) else {
                throw CaseFileError.damaged(path: path, detail: "original \(hash.prefix(12)) does not unpack")
            }
            bytes += part
        }
        guard bytes.count == size else {
            throw CaseFileError.damaged(path: path, detail: "original \(hash.prefix(12)) has lost a part")
        }
        return bytes
    }
}
