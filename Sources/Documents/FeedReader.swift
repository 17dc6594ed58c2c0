import CaseModel

/// RSS 0.9 to 2.0, RDF and Atom (RFC 4287) files: one document for each item.
struct FeedReader {
    struct Item {
        var fields: [String: String] = [:]
        var authors: [String] = []
        var link: String?
    }

    /// The items of a feed, the feed's own title, and libxml2's complaint if there is one.
    static func items(_ bytes: [UInt8]) -> (items: [Item], feed: String?, problem: String?) {
        var items: [Item] = []
        var current: Item?
        var feedTitle: String?
        var path: [String] = []
        var text: [UInt8] = []
        let problem = XMLText.parse(bytes) { event in
            switch event {
            case .start(let name, let attributes):
                path.append(name)
                text = []
                if name == "item" || name == "entry" { current = Item() }
                if name == "link", current != nil, let href = attributes["href"],
                    ["alternate", ""].contains(attributes["rel"] ?? "")
                {
                    current?.link = href
                }
            case .text(let words): text += words
            case .end(let name):
                if path.last == name { path.removeLast() }
                let words = String(decoding: text, as: UTF8.self)
                text = []
                if name == "item" || name == "entry" {
                    if let item = current { items.append(item) }
                    current = nil
                } else if current != nil {
                    let author =
                        name == "dc:creator" || (name == "name" && path.last == "author")
                        || (name == "author" && path.last == "item")
                    if author, !folded(words).isEmpty { current?.authors.append(folded(words)) }
                    if name == "link", !folded(words).isEmpty { current?.link = folded(words) }
                    if current?.fields[name] == nil { current?.fields[name] = words }
                } else if name == "title", feedTitle == nil {
                    feedTitle = folded(words)
                }
            }
        }
        return (items, feedTitle, problem)
    }

    static func looksLikeFeed(_ head: [UInt8]) -> Bool {
        ["<rss", "<feed", "<rdf:rdf"].contains { head.map(\.lowered).find(Array($0.utf8)) != nil }
    }
}
