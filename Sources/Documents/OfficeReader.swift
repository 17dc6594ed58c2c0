import CaseModel

/// Paragraphs of DOCX (ECMA-376) and ODT (ODF 1.3) files, with their title, author and days from the properties.
struct OfficeReader {
    struct Paragraph {
        var text: [UInt8] = []
        var level = 0
        var list = false
        var table = false
    }

    /// - Throws: `PackedError` when the archive is broken or expands beyond `limit`.
    static func document(_ zip: Zip, name: String, id: DocumentID, limit: Int) throws -> Document? {
        let paragraphs: [Paragraph]
        var problem: String?
        let properties: [UInt8]
        if let word = try zip.read("word/document.xml", limit: limit) {
            (paragraphs, problem) = docx(word)
            properties = try zip.read("docProps/core.xml", limit: limit) ?? []
        } else if let content = try zip.read("content.xml", limit: limit) {
            (paragraphs, problem) = odt(content)
            properties = try zip.read("meta.xml", limit: limit) ?? []
        } else {
            return nil
        }
        var document = Document(id: id, name: name, text: "")
        fill(&document, paragraphs)
        facts(&document, properties)
        if let problem { document.problems.append("its XML is broken: \(problem)") }
        return document
    }

    private static func docx(_ bytes: [UInt8]) -> ([Paragraph], String?) {
        var out: [Paragraph] = []
        var current = Paragraph()
        var inText = false
        var tables = 0
        let problem = XMLText.parse(bytes) { event in
            switch event {
            case .start("w:p", _): current = Paragraph(table: tables > 0)
            case .start("w:t", _): inText = true
            case .end("w:t"): inText = false
            case .start("w:tab", _), .start("w:br", _), .start("w:cr", _): current.text.append(32)
            case .start("w:tbl", _): tables += 1
            case .end("w:tbl"): tables -= 1
            case .start("w:numPr", _): current.list = true
            case .start("w:pStyle", let attributes):
                let style = (attributes["w:val"] ?? "").lowercased()
                if style.hasPrefix("title") || style.hasPrefix("titel") || style.hasPrefix("título") || style.hasPrefix("titre") {
                    current.level = 1
                }
                if style.hasPrefix("heading") || style.hasPrefix("berschrift") || style.hasPrefix("überschrift")
                    || style.hasPrefix("titulo")
                {
                    current.level = max(2, (Int(style.suffix(1)) ?? 1) + 1)
                }
            case .text(let words): if inText { current.text += words }
            case .end("w:p"):
                out.append(current)
                current = Paragraph()
            default: break
            }
        }
        return (out, problem)
    }

    private static func odt(_ bytes: [UInt8]) -> ([Paragraph], String?) {
        var out: [Paragraph] = []
        var stack: [Paragraph] = []
        var lists = 0
        var tables = 0
        var notes = 0
        let problem = XMLText.parse(bytes) { event in
            switch event {
            case .start("text:p", _): stack.append(Paragraph(list: lists > 0, table: tables > 0))
            case .start("text:h", let attributes):
                stack.append(Paragraph(level: (Int(attributes["text:outline-level"] ?? "") ?? 1) + 1))
            case .end("text:p"), .end("text:h"): if let done = stack.popLast(), notes == 0 { out.append(done) }
            case .start("text:list", _): lists += 1
            case .end("text:list"): lists -= 1
            case .start("table:table", _): tables += 1
            case .end("table:table"): tables -= 1
            case .start("text:note", _), .start("office:annotation", _): notes += 1
            case .end("text:note"), .end("office:annotation"): notes -= 1
            case .start("text:s", _), .start("text:tab", _), .start("text:line-break", _):
                if !stack.isEmpty { stack[stack.count - 1].text.append(32) }
            case .text(let words): if !stack.isEmpty, notes == 0 { stack[stack.count - 1].text += words }
            default: break
            }
        }
        return (out, problem)
    }

    private static func fill(_ document: inout Document, _ paragraphs: [Paragraph]) {
        // The words go through the plain reader, which knows mastheads, bylines and furniture; what the file marks stays marked.
        var text: [UInt8] = []
        var marked: [[UInt8]: Paragraph] = [:]
        for paragraph in paragraphs {
            let words = folded(paragraph.text)
            if words.isEmpty { continue }
            text += words + [10, 10]
            if paragraph.level > 0 || paragraph.list || paragraph.table { marked[words] = paragraph }
        }
        PlainReader(bytes: text, markdown: false).fill(&document)
        for i in document.blocks.indices {
            document.blocks[i].source = nil
            guard document.blocks[i].range != nil, let mark = marked[Array(document.blocks[i].text.utf8)],
                document.blocks[i].kind == .paragraph || document.blocks[i].kind == .subheading
            else { continue }
            document.blocks[i].kind = mark.table ? .tableRow : mark.list ? .listItem : .subheading
        }
        document.language = LanguageGuess.language(of: document.text)
    }

    private static func facts(_ document: inout Document, _ properties: [UInt8]) {
        var text: [UInt8] = []
        var found: [String: String] = [:]
        _ = XMLText.parse(properties) { event in
            switch event {
            case .start: text = []
            case .text(let words): text += words
            case .end(let name):
                let words = folded(String(decoding: text, as: UTF8.self))
                if !words.isEmpty, found[name] == nil { found[name] = words }
                text = []
            }
        }
        if document.title == nil { document.title = found["dc:title"] }
        if document.authors.isEmpty, let author = found["dc:creator"] ?? found["meta:initial-creator"] {
            document.authors = PageStatements.split(author)
        }
        for (key, role) in [
            ("dcterms:created", DayCandidate.Role.published), ("meta:creation-date", .published), ("dcterms:modified", .updated),
            ("dc:date", .updated),
        ] {
            if let words = found[key], let day = DayWords.moment(words) {
                document.days.append(DayCandidate(role: role, source: .header, edtf: day, words: "\(key) \(words)"))
            }
        }
    }
}
