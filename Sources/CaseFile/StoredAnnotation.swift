import CaseModel
import Events
import Foundation
import GRDB

/// An annotation as its row: its packed form, deflated.
struct StoredAnnotation: Sendable {
    var document: String
    var version: Int
    var size: Int
    var packed: Data
    var digest: String

    init(_ annotation: Annotation) throws {
        document = annotation.document.hex
        version = annotation.version
        let bytes = try Packed.encode(annotation)
        size = bytes.count
        packed = Packing.pack(bytes[...], level: 1)
        digest = Digest.hex(bytes)
    }

    /// The annotation of a row's packed bytes and their size when unpacked.
    static func annotation(_ packed: Data, size: Int, path: String) throws -> Annotation {
        guard let bytes = Packing.unpack(packed, size: size) else {
            throw CaseFileError.damaged(path: path, detail: "an annotation does not unpack")
        }
        return try Packed.decode(Annotation.self, bytes)
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
