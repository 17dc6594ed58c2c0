import CaseModel

/// An article as a JSON object: `url`, `title`, `text` or `html`, `published`, and the common other names of these.
struct ArticleLine {
    var url: String?
    var title: String?
    var text: [UInt8]?
    var html: [UInt8]?
    var published: String?
    var updated: String?
    var outlet: String?
    var authors: [String] = []

    /// Nil when the object holds neither text nor a page.
    init?(_ value: JSONValue) {
        func first(_ keys: [String]) -> String? { keys.lazy.compactMap { value[$0]?.words }.first }
        func raw(_ keys: [String]) -> [UInt8]? {
            for key in keys { if case .string(let s)? = value[key], !s.isEmpty { return Array(s.utf8) } }
            return nil
        }
        url = first(["url", "link", "canonical_url", "uri", "source_url"])
        title = first(["title", "headline"])
        published = first([
            "published", "date", "published_at", "publish_date", "date_publish", "publication_date", "datePublished", "pubdate",
        ])
        updated = first(["updated", "modified", "date_modify", "dateModified"])
        outlet = first(["outlet", "source", "publisher", "site_name", "source_domain"])
        for author in (value["authors"] ?? value["author"] ?? value["byline"])?.items ?? [] {
            if let name = author.words ?? author["name"]?.words { authors += PageStatements.split(name) }
        }
        html = raw(["html", "raw_html"])
        text = raw(["text", "maintext", "body", "content", "article", "full_text"])
        if html == nil, text == nil { return nil }
    }

    /// Lays what the object says over a document that was read from its text or page.
    func describe(_ document: inout Document) {
        if let title { document.title = title }
        if let outlet { document.outlet = document.outlet ?? outlet }
        if !authors.isEmpty { document.authors = authors }
        if let url { document.canonicalURL = url }
        var stated: [DayCandidate] = []
        for (words, role) in [(published, DayCandidate.Role.published), (updated, .updated)] {
            if let words, let day = DayWords.moment(words) {
                stated.append(DayCandidate(role: role, source: .feed, edtf: day, words: words))
            }
        }
        document.days = stated + document.days
        if let url, let found = DayWords.inName(url) {
            document.days.append(DayCandidate(role: .published, source: .url, edtf: found.edtf, words: url))
        }
    }
}
