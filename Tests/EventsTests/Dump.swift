import CaseModel
import Foundation
import Language
import Testing
import TimeExpressions

@testable import Events

/// A plain text as a document: paragraphs between blank lines, "# " before a heading, "! " before a caption.
func paper(_ raw: String) -> Document {
    var text = ""
    var blocks: [Block] = []
    for part in raw.components(separatedBy: "\n\n") {
        var part = part.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !part.isEmpty else { continue }
        var kind = Block.Kind.paragraph
        for (mark, one) in [("# ", Block.Kind.heading), ("! ", .caption)] where part.hasPrefix(mark) {
            part = String(part.dropFirst(mark.count))
            kind = one
        }
        if !text.isEmpty { text += "\n\n" }
        let start = text.utf8.count
        text += part
        blocks.append(Block(kind: kind, text: part, range: start..<text.utf8.count, source: nil))
    }
    var document = Document(id: DocumentID("test"), name: "test.txt", text: text)
    document.blocks = blocks
    return document
}

/// An annotation in words, for people who look at what the rules make of a text:
/// LEGAJO_DUMP=file swift test -c release --filter EventsDump (several files with ":" between).
@Suite struct EventsDump {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["LEGAJO_DUMP"] != nil))
    func dump() throws {
        let annotator = try Annotator()
        for path in ProcessInfo.processInfo.environment["LEGAJO_DUMP"]!.split(separator: ":") {
            let document = paper(try String(contentsOfFile: String(path), encoding: .utf8))
            print("=== \(path)")
            print(describe(annotator.annotate(document), document))
            guard ProcessInfo.processInfo.environment["LEGAJO_TREES"] != nil else { continue }
            for sentence in try Analyzer.shared(language: "en").analyze(
                text: document.text, blocks: document.blocks.map { $0.range! }
            ).sentences {
                print(
                    sentence.tokens.enumerated().map { "\($0)/\($1.form)/\($1.xpos)/\($1.lemma)/\($1.head)/\($1.relation)" }
                        .joined(
                            separator: " "))
                print(
                    "   ",
                    sentence.names.map { name in "\(name.type):" + sentence.tokens[name.tokens].map(\.form).joined(separator: "_")
                    }.joined(separator: " "))
            }
        }
        #expect(Annotator.version > 0)
    }
}

func describe(_ annotation: Annotation, _ document: Document) -> String {
    let text = Array(document.text.utf8)
    func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    func who(_ entity: Int) -> String {
        let e = annotation.entities[entity]; return "\(e.name ?? e.names.first ?? "?")#\(entity)"
    }
    var lines: [String] = []
    for (number, e) in annotation.entities.enumerated() {
        lines.append(
            "E\(number) \(e.kind) \(e.name ?? "-") \(e.names) \(e.gender ?? "") \(e.roles.map { ($0.former ? "ex " : "") + $0.title }) ages \(e.ages) \(e.country ?? "") "
                + e.mentions.map { "\($0.sentence):\(words($0.range))" }.joined(separator: " | "))
    }
    for link in annotation.links { lines.append("L \(link.kind) \(who(link.from)) -> \(who(link.to)) \(link.word ?? "")") }
    for (sentence, range) in annotation.sentences.enumerated() {
        lines.append("\n[\(sentence)] \(words(range))")
        for (number, event) in annotation.events.enumerated() where event.sentence == sentence {
            var line =
                "   \(event.passing ? "~" : "*")\(number) \(event.kind.rawValue) \(event.modality) \(event.tense)\(event.anterior.map { $0 ? " ant" : " post" } ?? "") <\(words(event.trigger))>"
            for a in event.arguments { line += " \(a.role)=\(a.entity.map(who) ?? "'\(a.words)'")" }
            for w in event.whens {
                line += " @\(w.bearing):\(words(annotation.times[w.time].range))[\(annotation.times[w.time].value)]"
            }
            for t in event.targets { line += " ->\(t.event.map(String.init) ?? "?")(\(t.words))" }
            for f in event.figures { line += " #\(f.value) \(f.unit) \(f.what)" }
            if let chain = event.chain { line += " chain \(chain)" }
            if let same = event.sameDayAs { line += " sameday \(same)" }
            if let by = event.attributedTo { line += " by \(who(by))" }
            if let legal = event.legal { line += " {\(legal.mode?.rawValue ?? "") \(legal.components) \(legal.content ?? "")}" }
            lines.append(line)
        }
        for q in annotation.quotes where q.sentence == sentence {
            lines.append(
                "   Q \(q.form) \(q.speaker.map(who) ?? "unknown") (\(q.speakerWords.map(words) ?? "")) “\(words(q.range).prefix(60))”"
            )
        }
    }
    return lines.joined(separator: "\n")
}
