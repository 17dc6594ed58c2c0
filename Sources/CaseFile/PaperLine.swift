import CaseModel
import Events

/// One line of `legajo annotate --format jsonl`: a paper as it was read and annotated, or a file of which nothing could be made.
///
/// A line tells enough of its file for a case to keep it as `build` would have: lines may come in any order, and more than once.
public struct PaperLine: Codable, Sendable {
    /// Reader and annotator that made it.
    public var by: String
    /// The file that held the paper, relative to its folder.
    public var file: String
    /// SHA-256 of the file's bytes, and how many; nil where they could not be had.
    public var hash: String?
    public var size: Int?
    /// When the file was changed, nanoseconds since 1970, where that is known.
    public var modified: Int?
    /// The file's bytes, base64, on its first line, where originals were asked for.
    public var original: String?
    /// Place of the paper in its file, from 0.
    public var position: Int?
    public var document: Document?
    public var annotation: Annotation?
    /// Why nothing could be made of the file, or of a part of it.
    public var error: String?
    /// What the case tells of the file, on each of its lines: a part of it could not be read.
    public var problem: String?
    /// True where other papers of the file could be read.
    public var partial: Bool?

    public init(by: String, file: String) {
        self.by = by
        self.file = file
    }
}

extension FileProblem {
    /// What a case tells of a file from which `documents` papers were read with these problems; nil where there is nothing to tell.
    public static func told(_ problems: [String], documents: Int) -> String? {
        if documents == 0 { return problems.first ?? "nothing in it could be read" }
        // An archive of which one paper is broken: the others are read, and the trouble is told all the same.
        guard let first = problems.first else { return nil }
        return problems.count == 1 ? first : "\(first); and \(problems.count - 1) more of its papers"
    }
}
