import Foundation
import FoundationXML
import Testing

/// Holds a page against the rules that a machine can check: well-formed, one h1, headings in order, landmarks, labels, names of
/// links and buttons, no ids twice, no script, style or handler inside the page, nothing loaded from elsewhere.
final class Markup: NSObject, XMLParserDelegate {
    static func check(_ page: String, _ path: String) throws {
        let checker = Markup()
        // The document type of HTML has no system identifier; an XML parser takes it as it is.
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = checker
        let well = parser.parse()
        #expect(
            well, "\(path): not well-formed: \(parser.parserError.map(String.init(describing:)) ?? "") line \(parser.lineNumber)")
        checker.finish()
        #expect(checker.mistakes.isEmpty, "\(path): \(checker.mistakes.joined(separator: "; "))")
    }

    var mistakes: [String] = []
    private var stack: [(name: String, attributes: [String: String], text: String)] = []
    private var ids = Set<String>()
    private var counts: [String: Int] = [:]
    private var heading = 0
    private var labels = Set<String>()
    private var fields: [String] = []
    private var references: [String] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        counts[name, default: 0] += 1
        for (key, value) in attributes {
            if key.hasPrefix("on") || key == "style" { mistakes.append("\(name) has \(key)") }
            if ["src", "href", "action"].contains(key), name != "a", !value.hasPrefix("/") {
                mistakes.append("\(name) loads \(value)")
            }
            if key == "href", value.lowercased().hasPrefix("javascript:") || value.lowercased().hasPrefix("data:") {
                mistakes.append("link to \(value)")
            }
            if key.hasPrefix("aria-labelledby") || key.hasPrefix("aria-describedby") {
                references += value.split(separator: " ").map(String.init)
            }
        }
        if let id = attributes["id"], !ids.insert(id).inserted { mistakes.append("id \(id) twice") }
        switch name {
        case "html": if attributes["lang"] == nil { mistakes.append("html without lang") }
        case "script": if attributes["src"] == nil { mistakes.append("a script inside the page") }
        case "style", "iframe", "object", "embed", "base": mistakes.append("a \(name) element")
        case "h1", "h2", "h3", "h4":
            let level = Int(name.dropFirst())!
            if level > heading + 1 { mistakes.append("\(name) after h\(heading)") }
            heading = level
        case "label": if let id = attributes["for"] { labels.insert(id) }
        case "input", "select", "textarea", "progress":
            if attributes["type"] != "hidden", attributes["aria-label"] == nil {
                fields.append(attributes["id"] ?? "\(name) without id")
            }
        case "img": if attributes["alt"] == nil { mistakes.append("img without alt") }
        case "form": if attributes["method"] == nil { mistakes.append("form without method") }
        default: break
        }
        stack.append((name, attributes, attributes["aria-label"] ?? ""))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        for at in stack.indices { stack[at].text += text }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard let last = stack.popLast() else { return }
        let words = last.text.trimmingCharacters(in: .whitespacesAndNewlines)
        if ["a", "button", "h1", "h2", "h3", "h4", "title", "label", "th"].contains(name), words.isEmpty,
            last.attributes["tabindex"] != "-1"
        {
            mistakes.append("\(name) \(last.attributes["href"] ?? "") without words")
        }
        if name == "svg", last.attributes["role"] == "img", last.attributes["aria-labelledby"] == nil {
            mistakes.append("svg without a name")
        }
    }

    func finish() {
        for (name, count) in ["main": 1, "h1": 1, "title": nil, "header": 1, "footer": 1] as [String: Int?] {
            if let count, counts[name] != count { mistakes.append("\(counts[name] ?? 0) \(name) elements") }
        }
        for field in fields where !labels.contains(field) { mistakes.append("field \(field) without label") }
        for reference in references where !ids.contains(reference) { mistakes.append("no element with id \(reference)") }
    }
}
