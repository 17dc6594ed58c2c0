/// One paper after reading: the article's own text, and its facts apart.
public struct Document: Hashable, Sendable, Codable {
    public var id: DocumentID
    /// Path relative to the folder that was read; for a file of many papers, `path#n` or `path#url`.
    public var name: String
    public var title: String?
    public var outlet: String?
    /// Names alone, in order.
    public var authors: [String] = []
    public var section: String?
    public var canonicalURL: String?
    /// ISO 639-1, or nil when it could not be told.
    public var language: String?
    /// What a careful reader calls the article: paragraphs, headings, lists, separated by blank lines. UTF-8.
    public var text: String
    public var blocks: [Block] = []
    public var datelines: [Dateline] = []
    /// Every day that the paper or its surroundings state for itself, with where it was found; nothing is thrown away.
    public var days: [DayCandidate] = []
    /// The document that this one repeats (syndication), set when all documents are known.
    public var copyOf: DocumentID?
    /// What was wrong with the bytes and how it was mended, one line each.
    public var problems: [String] = []

    public init(id: DocumentID, name: String, text: String) {
        self.id = id
        self.name = name
        self.text = text
    }

    /// Captions in order, wherever they stand.
    public var captions: [String] { blocks.filter { $0.kind == .caption }.map(\.text) }
}

/// One block of a paper, in order of appearance.
public struct Block: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case heading, subheading, paragraph, listItem, quotation, tableRow, caption, credit, dateline
    }
    public var kind: Kind
    public var text: String
    /// UTF-8 byte offsets in `Document.text`; nil for what is kept apart from the text.
    public var range: Range<Int>?
    /// Byte offsets in the original bytes (after decompression); nil where the format gives none.
    public var source: Range<Int>?
    public init(kind: Kind, text: String, range: Range<Int>?, source: Range<Int>?) {
        self.kind = kind
        self.text = text
        self.range = range
        self.source = source
    }
}

/// "LIMA, Peru (AP) —": where, when, who sent it. `range` in `Document.text` when the words stand there.
public struct Dateline: Hashable, Sendable, Codable {
    public var place: String?
    public var day: String?
    public var agency: String?
    public var range: Range<Int>?
    public init(place: String?, day: String?, agency: String?, range: Range<Int>?) {
        self.place = place
        self.day = day
        self.agency = agency
        self.range = range
    }
}

/// One statement about a day of the paper itself.
public struct DayCandidate: Hashable, Sendable, Codable {
    public enum Role: String, Sendable, Codable { case published, updated, captured, copyright }
    public enum Source: String, Sendable, Codable {
        case jsonLD, meta, timeElement, dateline, byline, url, fileName, text, header, archive, feed
    }
    public var role: Role
    public var source: Source
    /// EDTF; a weekday alone in a dateline is kept in `Dateline.day` instead.
    public var edtf: String
    /// The words or the attribute that say so, for showing to people.
    public var words: String
    /// UTF-8 byte offsets in `Document.text` when the words stand there.
    public var range: Range<Int>?
    public init(role: Role, source: Source, edtf: String, words: String, range: Range<Int>? = nil) {
        self.role = role
        self.source = source
        self.edtf = edtf
        self.words = words
        self.range = range
    }
}
