import CaseModel
import Foundation

/// PDF files through poppler's `pdftotext` and `pdfinfo`.
struct PDFReader {
    enum Trouble: Error, CustomStringConvertible {
        case missing, failed(String), slow, empty
        var description: String {
            switch self {
            case .missing:
                "reading PDF takes the program pdftotext, which is not installed: install poppler-utils (Debian, Ubuntu: apt install poppler-utils; macOS: brew install poppler)"
            case .failed(let why): "pdftotext could not read it: \(why)"
            case .slow: "pdftotext took more than two minutes; print the pages that matter to a smaller PDF"
            case .empty: "it holds no text, only pictures of pages; recognise its text first (for example with ocrmypdf)"
            }
        }
    }

    /// The folders where the programs are looked for, those of `PATH` first.
    static func program(_ name: String, path: String? = ProcessInfo.processInfo.environment["PATH"]) -> String? {
        let folders =
            (path ?? "").split(separator: ":").map(String.init)
            + (path == nil ? ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"] : [])
        return folders.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func document(_ bytes: [UInt8], name: String, path: String? = ProcessInfo.processInfo.environment["PATH"]) throws
        -> Document
    {
        guard let program = program("pdftotext", path: path) else { throw Trouble.missing }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("legajo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("paper.pdf")
        try Data(bytes).write(to: file)
        let text = try run(program, ["-enc", "UTF-8", "-q", file.path, "-"], folder)
        var document = Document(id: DocumentID(SHA256.hex(bytes)), name: name, text: "")
        let decoded = Charset.decode([UInt8](text), isMarkup: false)
        guard decoded.bytes.contains(where: { $0.isWord }) else { throw Trouble.empty }
        PlainReader(bytes: decoded.bytes, markdown: false).fill(&document)
        for i in document.blocks.indices { document.blocks[i].source = nil }
        document.language = LanguageGuess.language(of: document.text)
        if let info = Self.program("pdfinfo", path: path),
            let facts = try? run(info, ["-enc", "UTF-8", "-isodates", file.path], folder)
        {
            properties(&document, facts.split(separator: 10).map { String(decoding: $0, as: UTF8.self) })
        }
        return document
    }

    private static func properties(_ document: inout Document, _ lines: [String]) {
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = folded(String(line[line.index(after: colon)...]))
            if value.isEmpty { continue }
            switch line[..<colon] {
            case "Title": if document.title == nil { document.title = value }
            case "Author": if document.authors.isEmpty { document.authors = PageStatements.split(value) }
            // A PDF is made on the day of its paper or, when it is a scan, later: a bound.
            case "CreationDate":
                if let day = DayWords.moment(value) {
                    document.days.append(DayCandidate(role: .captured, source: .header, edtf: day, words: "PDF made \(value)"))
                }
            default: break
            }
        }
    }

    /// Runs a program with its output to a file, so that no pipe can fill up; at most two minutes.
    ///
    /// `posix_spawn` and `waitpid` rather than Foundation's `Process`, whose notice of the end can be lost when many threads start programs.
    private static func run(_ program: String, _ arguments: [String], _ folder: URL) throws -> Data {
        let out = folder.appendingPathComponent("out").path
        let errors = folder.appendingPathComponent("errors").path
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        // Nothing of the caller's surroundings matters to the program.
        var surroundings: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C.UTF-8"), nil]
        defer { free(surroundings[0]) }
        let failure = posix_spawn(&child, program, &actions, nil, &words, &surroundings)
        guard failure == 0 else { throw Trouble.failed(String(cString: strerror(failure))) }
        var status: Int32 = 0
        let start = ContinuousClock.now
        var pause: UInt32 = 500
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child { break }
            if ended < 0, errno != EINTR { throw Trouble.failed(String(cString: strerror(errno))) }
            if ContinuousClock.now - start > .seconds(120) {
                kill(child, SIGKILL)
                waitpid(child, &status, 0)
                throw Trouble.slow
            }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
        guard status == 0 else {
            let said = folded((try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")
            throw Trouble.failed(said.isEmpty ? "status \(status >> 8 & 255)" : String(said.prefix(200)))
        }
        return try Data(contentsOf: URL(fileURLWithPath: out))
    }
}
