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
    /// All decisions, oldest first.
    func decisions() throws -> [Decision]
    /// Appends a decision and reconciles.
    func decide(_ action: Decision.Action, who: String, why: String?) throws
    /// Passages with the words, best first.
    func search(_ words: String, limit: Int) throws -> [SearchHit]
    /// Reads a folder below the case's own folder. `progress` is called from any thread.
    func read(folder: String, progress: @Sendable (ReadingProgress) -> Void) throws -> [String]
    /// Reads papers that were sent. Gives what was wrong, a line each.
    func read(papers: [(name: String, bytes: [UInt8])], progress: @Sendable (ReadingProgress) -> Void) throws -> [String]
    /// The case in another program's format, narrowed to the entries given (nil: all).
    func export(_ format: String, entries: [EventID]?) throws -> ExportedFile?
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

/// A place where the words of a search stand.
public struct SearchHit: Hashable, Sendable {
    public var passage: Passage
    public init(passage: Passage) { self.passage = passage }
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
