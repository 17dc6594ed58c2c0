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
    private static func run(_ program: String, _ arguments: [String], _ folder: URL) throws -> Data {
        let out = folder.appendingPathComponent("out")
        let errors = folder.appendingPathComponent("errors")
        FileManager.default.createFile(atPath: out.path, contents: nil)
        FileManager.default.createFile(atPath: errors.path, contents: nil)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: errors)
        let done = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in done.signal() }
        try process.run()
        if done.wait(timeout: .now() + 120) == .timedOut {
            process.terminate()
            throw Trouble.slow
        }
        guard process.terminationStatus == 0 else {
            let words = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
            throw Trouble.failed(
                folded(words).isEmpty ? "status \(process.terminationStatus)" : String(folded(words).prefix(200)))
        }
        return try Data(contentsOf: out)
    }
}
