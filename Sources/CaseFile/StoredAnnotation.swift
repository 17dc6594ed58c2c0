import CaseModel
import Events
import Foundation
import GRDB

/// An annotation as its row: packed canonical JSON.
struct StoredAnnotation: Sendable {
    var document: String
    var version: Int
    var size: Int
    var packed: Data
    var digest: String

    init(_ annotation: Annotation) throws {
        document = annotation.document.hex
        version = annotation.version
        let bytes = [UInt8](try CanonicalJSON.data(annotation))
        size = bytes.count
        packed = Packing.pack(bytes[...])
        digest = Digest.hex(bytes)
    }

    /// The annotation of a row with the columns size and packed.
    static func annotation(_ row: Row, path: String) throws -> Annotation {
        let data: Data = row["packed"]
        guard let bytes = Packing.unpack(data, size: row["size"]) else {
            throw CaseFileError.damaged(path: path, detail: "an annotation does not unpack")
        }
        return try JSONDecoder().decode(Annotation.self, from: Data(bytes))
    }

    func insert(_ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO annotations VALUES (?, ?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET version = excluded.version,
                size = excluded.size, packed = excluded.packed, digest = excluded.digest
                """
        ).execute(arguments: [document, version, size, packed, digest])
    }
}
