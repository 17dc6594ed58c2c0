import CaseModel

/// What the desk asks of a case. Calls may come from many threads at once; they may block, and the desk calls them where that
/// hurts nobody.
public protocol DeskSource: Sendable {
    /// The case's name, as people know it.
    var name: String { get }
    /// Differs whenever a page could differ: cheap, asked before every page.
    func stamp() throws -> String
    func record() throws -> CaseRecord
    /// Every paper without its text, in the order of `id`.
    func papers() throws -> [PaperCard]
    /// Nil when the case has no such paper.
    func document(_ id: DocumentID) throws -> Document?
    /// The bytes as they were read, and the name they had.
    func original(_ id: DocumentID) throws -> [UInt8]?
    /// Every word of time in a paper, with what it means there ("2017-12-24", "P3D").
    func times(_ id: DocumentID) throws -> [TimeWords]
    /// All decisions, oldest first.
    func decisions() throws -> [Decision]
    /// Appends a decision and reconciles. True where it is kept but waits for somebody else who is writing the case.
    func decide(_ action: Decision.Action, who: String, why: String?) throws -> Bool
    /// Places with the words, best first, and what was looked for instead of words that stand nowhere.
    func search(_ words: String, limit: Int) throws -> (places: [FoundPlace], instead: [String: [String]])
    /// Reads a folder below the case's own folder. `progress` is called from any thread.
    func read(folder: String, progress: @Sendable (ReadingProgress) -> Void) throws -> [String]
    /// Reads papers that were sent. Gives what was wrong, a line each.
    func read(papers: [(name: String, bytes: [UInt8])], progress: @Sendable (ReadingProgress) -> Void) throws -> [String]
    /// The case in another program's format, narrowed to what a page shows. Nil when there is no such format.
    func export(_ format: String, _ choice: ExportChoice) throws -> ExportedFile?
}

/// A paper as lists show it.
public struct PaperCard: Hashable, Sendable {
    public var id: DocumentID
    public var name: String
    public var title: String?
    public var outlet: String?
    public var authors: [String]
    public var language: String?
    public var bytes: Int
    public var problems: [String]
    public init(_ document: Document) {
        id = document.id
        name = document.name
        title = document.title
        outlet = document.outlet
        authors = document.authors
        language = document.language
        bytes = document.text.utf8.count
        problems = document.problems
    }
    /// The headline, or the file's name where there is none.
    public var heading: String { title ?? name }
}

/// A word of time in a paper.
public struct TimeWords: Hashable, Sendable {
    /// UTF-8 byte offsets in the paper's text.
    public var range: Range<Int>
    public var value: String
    public init(range: Range<Int>, value: String) {
        self.range = range
        self.value = value
    }
}

/// A place where the words of a search stand.
public struct FoundPlace: Hashable, Sendable {
    public enum Kind: String, Sendable { case paper, event, quote, actor }
    public var kind: Kind
    /// Id of the paper, event or actor; of a quote, its paper's.
    public var id: String
    public var title: String
    /// Words around what was found, and the UTF-8 ranges in them that were.
    public var snippet: String
    public var marks: [Range<Int>]
    /// Where in the paper; nil for headlines and names.
    public var passage: Passage?
    public init(kind: Kind, id: String, title: String, snippet: String, marks: [Range<Int>], passage: Passage?) {
        self.kind = kind
        self.id = id
        self.title = title
        self.snippet = snippet
        self.marks = marks
        self.passage = passage
    }
}

public struct ReadingProgress: Hashable, Sendable {
    public var done: Int
    public var total: Int?
    public var now: String
    public init(done: Int, total: Int?, now: String) {
        self.done = done
        self.total = total
        self.now = now
    }
}

/// What part of a case an export holds.
public struct ExportChoice: Sendable {
    /// Nil: all.
    public var entries: [EventID]?
    /// One of the tables of the format "csv"; nil: all of them.
    public var table: String?
    /// An actor's id, or "unknown".
    public var speaker: String?
    public var field: Conflict.Field?
    public var kind: CaseActor.Kind?
    public init(
        entries: [EventID]? = nil, table: String? = nil, speaker: String? = nil, field: Conflict.Field? = nil,
        kind: CaseActor.Kind? = nil
    ) {
        self.entries = entries
        self.table = table
        self.speaker = speaker
        self.field = field
        self.kind = kind
    }
}

public struct ExportedFile: Sendable {
    public var bytes: [UInt8]
    public var contentType: String
    public var fileName: String
    public init(bytes: [UInt8], contentType: String, fileName: String) {
        self.bytes = bytes
        self.contentType = contentType
        self.fileName = fileName
    }
}
