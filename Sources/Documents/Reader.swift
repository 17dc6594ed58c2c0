import CaseModel
import Foundation

/// Trouble with one file: what, where, and what to do.
public struct ReadProblem: Hashable, Sendable, Error, CustomStringConvertible {
    /// The file's name as given, with `#n` or `!member` for a place inside it.
    public var name: String
    /// What is wrong and the way out, one line.
    public var reason: String
    public init(name: String, reason: String) { self.name = name; self.reason = reason }
    public var description: String { "\(name): \(reason)" }
}

/// What reading some bytes gave.
public struct ReadResult: Sendable {
    public var documents: [Document] = []
    public var problems: [ReadProblem] = []
    public init() {}
}

/// Limits and choices of a reader.
public struct ReaderOptions: Sendable {
    /// Most bytes that one file may expand to when it is unpacked, unless 16 times its size are more: a guard against bombs, which
    /// expand a thousand times, while archives of pages expand four or five times.
    public var expansionLimit = 2 << 30
    /// Most bytes of one document; longer ones are reported and skipped.
    public var documentLimit = 64 << 20
    /// Containers within containers (a page in a .gz in a .zip …).
    public var nestingLimit = 6
    /// Reads a page with a model that has not seen its publisher, told by the file's name: for measuring, never for use.
    public var heldOut = false
    public init() {}
}

/// Turns bytes into documents. A value without state: the same bytes and name give the same documents anywhere.
public struct Reader: Sendable {
    public var options: ReaderOptions
    public init(options: ReaderOptions = ReaderOptions()) { self.options = options }

    /// Reads one file held in memory.
    ///
    /// - Parameters:
    ///   - bytes: the file's bytes, as they lie on disk.
    ///   - name: its path relative to the folder that is read; it names documents and problems, and helps to tell the format.
    /// - Returns: all documents that could be read, and one problem for each trouble. Never throws, never traps.
    public func read(bytes: [UInt8], name: String) -> ReadResult {
        var result = ReadResult()
        var session = ReadSession(options: options) { document in
            result.documents.append(document)
            return true
        }
        session.read(RandomBytes(bytes), name: name)
        result.problems = session.problems
        return result
    }

    /// Reads a file of any size, handing each document on as soon as it is made: memory stays bounded by `documentLimit`, however
    /// many documents a web archive, mailbox or file of JSON lines holds.
    ///
    /// - Parameters:
    ///   - path: where the file lies.
    ///   - name: its path relative to the folder that is read.
    ///   - document: takes one document; false stops the reading. It is called on the caller's thread, so a slow taker slows the reading.
    /// - Returns: one problem for each trouble.
    public func stream(path: String, name: String, document: (Document) -> Bool) -> [ReadProblem] {
        stream(path: Array(path.utf8CString), name: name, document: document)
    }

    /// As above, for a path that need not be UTF-8: NUL-terminated, as the system has it.
    public func stream(path: [CChar], name: String, document: (Document) -> Bool) -> [ReadProblem] {
        withoutActuallyEscaping(document) { document in
            var session = ReadSession(options: options, emit: document)
            do { session.read(try RandomBytes(path: path), name: name) } catch { session.problem(name, "\(error)") }
            return session.problems
        }
    }
}
