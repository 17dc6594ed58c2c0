import CaseModel
import Foundation

/// One file being read: hands each document on as it is made.
struct ReadSession {
    let options: ReaderOptions
    /// Takes a document; false stops the reading.
    let emit: (Document) -> Bool
    private(set) var problems: [ReadProblem] = []
    private(set) var stopped = false

    init(options: ReaderOptions, emit: @escaping (Document) -> Bool) {
        self.options = options
        self.emit = emit
    }

    mutating func problem(_ name: String, _ reason: String) { problems.append(ReadProblem(name: name, reason: reason)) }

    mutating func hand(_ document: Document) {
        if !stopped, !emit(document) { stopped = true }
    }

    mutating func read(_ bytes: [UInt8], name: String, depth: Int) {
        guard !bytes.isEmpty else { return problem(name, "the file is empty") }
        switch FileFormat.tell(bytes, name: name) {
        case .gzip:
            do {
                let inner = try Inflate.gzip(bytes, limit: options.expansionLimit)
                let shorter = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
                var inside = ReadSession(options: options) { [emit] document in
                    var named = document
                    named.name = name + document.name.dropFirst(shorter.utf8.count)
                    return emit(named)
                }
                inside.read(inner, name: shorter, depth: depth + 1)
                problems += inside.problems
            } catch { problem(name, "\(error)") }
        case .html: hand(page(bytes, name: name))
        case .markdown: hand(plain(bytes, name: name, markdown: true))
        case .plain: hand(plain(bytes, name: name, markdown: false))
        case .binary: problem(name, "this is no text, page or archive that can be read; convert it to text, PDF or HTML first")
        }
    }

    func page(_ bytes: [UInt8], name: String, declared: String? = nil) -> Document {
        let text = Charset.decode(bytes, declared: declared, isMarkup: true)
        var document = Document(id: DocumentID(SHA256.hex(bytes)), name: name, text: "")
        text.bytes.withUnsafeBufferPointer { p in
            let page = PageReader(p)
            page.fill(&document, labels: BlockRules.labels(page.tree))
        }
        finish(&document, text)
        return document
    }

    func plain(_ bytes: [UInt8], name: String, markdown: Bool) -> Document {
        let text = Charset.decode(bytes, isMarkup: false)
        var document = Document(id: DocumentID(SHA256.hex(bytes)), name: name, text: "")
        PlainReader(bytes: text.bytes, markdown: markdown).fill(&document)
        document.language = LanguageGuess.language(of: document.text)
        finish(&document, text)
        return document
    }

    private func finish(_ document: inout Document, _ text: DecodedText) {
        document.problems += text.problems
        for i in document.blocks.indices {
            if let source = document.blocks[i].source { document.blocks[i].source = text.original(source) }
        }
        if let found = DayWords.inName(document.name) {
            document.days.append(DayCandidate(role: .published, source: .fileName, edtf: found.edtf, words: document.name))
        }
    }
}
