import CaseModel
import Foundation

/// One text of ECB+ with its marked events (Cybulska and Vossen, "Using a sledgehammer to crack a nut?", 2014).
struct EventText {
    struct Mention {
        var id: String
        /// UTF-8 bytes of the text, first word to last.
        var range: Range<Int>
        /// The instance of the corpus that it is of.
        var instance: String
    }
    var topic: Int
    /// "1 ecb" or "1 ecbplus": the two stories of a topic.
    var subtopic: String
    var document: Document
    var mentions: [Mention]

    /// Texts of a folder of topics, in the order of their names; topics in `held` are left alone.
    static func read(folder: String, without held: ClosedRange<Int>) throws -> [EventText] {
        let files = FileManager.default
        var texts: [EventText] = []
        for topic in try files.contentsOfDirectory(atPath: folder).compactMap(Int.init).sorted() where !held.contains(topic) {
            for name in try files.contentsOfDirectory(atPath: "\(folder)/\(topic)").sorted() where name.hasSuffix(".xml") {
                let xml = try String(contentsOfFile: "\(folder)/\(topic)/\(name)", encoding: .utf8)
                texts.append(EventText(topic: topic, name: name, xml: xml))
            }
        }
        return texts
    }

    private init(topic: Int, name: String, xml: String) {
        self.topic = topic
        subtopic = "\(topic) \(name.contains("ecbplus") ? "ecbplus" : "ecb")"
        var text = ""
        var blocks: [Range<Int>] = []
        var places: [String: Range<Int>] = [:]
        var sentence = ""
        var marked: [(id: String, tokens: [String])] = []
        var instances: [String: String] = [:]
        var open: String?
        var relation: String?
        for line in xml.split(separator: "\n") {
            let tag = line.drop { $0 == " " }
            if tag.hasPrefix("<token ") {
                let own = Self.attribute("sentence", tag)
                let start: Int
                if own != sentence || text.isEmpty {
                    if !text.isEmpty { text += "\n\n" }
                    start = text.utf8.count
                    blocks.append(start..<start)
                    sentence = own
                } else {
                    text += " "
                    start = text.utf8.count
                }
                text += Self.unescaped(tag.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
                places[Self.attribute("t_id", tag)] = start..<text.utf8.count
                blocks[blocks.count - 1] = blocks[blocks.count - 1].lowerBound..<text.utf8.count
            } else if tag.hasPrefix("<ACTION_") || tag.hasPrefix("<NEG_ACTION_") {
                open = tag.contains("/>") ? nil : Self.attribute("m_id", tag)
                if let open { marked.append((open, [])) }
            } else if tag.hasPrefix("<token_anchor"), open != nil {
                marked[marked.count - 1].tokens.append(Self.attribute("t_id", tag))
            } else if tag.hasPrefix("</ACTION_") || tag.hasPrefix("</NEG_ACTION_") {
                open = nil
            } else if tag.hasPrefix("<CROSS_DOC_COREF") {
                relation = Self.attribute("note", tag)
            } else if tag.hasPrefix("<INTRA_DOC_COREF") {
                relation = "\(name) \(Self.attribute("r_id", tag))"
            } else if tag.hasPrefix("<source"), let relation {
                instances[Self.attribute("m_id", tag)] = relation
            } else if tag.hasPrefix("</CROSS") || tag.hasPrefix("</INTRA") {
                relation = nil
            }
        }
        document = Document(id: DocumentID(name), name: name, text: text)
        document.blocks = blocks.map { Block(kind: .paragraph, text: "", range: $0, source: nil) }
        mentions = marked.compactMap { id, tokens in
            let ranges = tokens.compactMap { places[$0] }
            guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else { return nil }
            // What the corpus leaves without an instance lies in sentences that its makers did not go through.
            guard let instance = instances[id] else { return nil }
            return Mention(id: id, range: low..<high, instance: instance)
        }.sorted { ($0.range.lowerBound, $0.id) < ($1.range.lowerBound, $1.id) }
    }

    private static func attribute(_ name: String, _ tag: Substring) -> String {
        guard let start = tag.range(of: " \(name)=\"")?.upperBound else { return "" }
        return String(tag[start...].prefix { $0 != "\"" })
    }

    private static func unescaped(_ text: Substring) -> String {
        var text = String(text)
        for (code, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            text = text.replacingOccurrences(of: code, with: sign)
        }
        return text.isEmpty ? "." : text
    }
}
