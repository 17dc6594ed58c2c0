/// What a page states about itself outside its text: collected while it is scanned, weighed later.
struct PageFacts {
    struct TimeElement {
        var datetime: String?
        /// Bytes of `PageTree.text`.
        var words: Range<Int>
        var updated: Bool
        /// Number of the segment at which it stands.
        var segment: Int
    }
    /// `<meta>` by lower-case property, name or itemprop, first one wins; all `article:author` and the like in order.
    private(set) var metas: [String: String] = [:]
    private(set) var metaAuthors: [String] = []
    private(set) var canonical: String?
    var titleElement: String?
    var htmlLanguage: String?
    var relAuthor = false
    /// Where JSON-LD stands.
    private(set) var jsonLD: [Range<Int>] = []
    private(set) var times: [TimeElement] = []
    /// Dates of `itemprop` attributes.
    private(set) var itemDates: [(name: String, value: String)] = []
    private var timeOpen = false

    mutating func meta(_ attributes: borrowing HTMLAttributes) {
        guard let content = attributes.value("content") else { return }
        for name in ["property", "name", "itemprop"] as [StaticString] {
            guard let range = attributes.value(name), range.count > 0, range.count < 60 else { continue }
            let key = attributes.bytes[range].map(\.lowered).text
            guard PageFacts.wanted(key) else { continue }
            let value = folded(Entities.decoded(attributes.bytes[content]))
            if value.isEmpty { continue }
            if PageFacts.authorKeys.contains(key), !metaAuthors.contains(value) { metaAuthors.append(value) }
            if metas[key] == nil { metas[key] = value }
        }
    }

    private static let authorKeys: Set<String> = [
        "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
        "byl", "citation_author", "og:article:author", "cxenseparse:author", "dcsext.author", "authors", "article.author",
    ]
    /// Keys are many and values long (viewport, verification codes): only what is used is kept.
    private static func wanted(_ key: String) -> Bool {
        if authorKeys.contains(key) { return true }
        switch key {
        case "og:title", "twitter:title", "title", "dc.title", "parsely-title", "headline", "og:site_name", "application-name",
            "al:android:app_name",
            "og:description", "description", "twitter:description", "og:url", "article:section", "section", "og:locale",
            "language",
            "content-language", "publisher", "dc.publisher", "twitter:site", "citation_title", "sailthru.title",
            "cxenseparse:title":
            return true
        default:
            return key.contains("date") || key.contains("time") || key.contains("publish") || key.contains("modif")
                || key.contains("issued")
                || key.contains("created")
        }
    }

    mutating func link(_ attributes: borrowing HTMLAttributes) {
        guard canonical == nil, let rel = attributes.value("rel"), attributes.bytes[rel].equalsIgnoringCase("canonical") else {
            return
        }
        if let href = attributes.string("href"), href.utf8.count < 2000, !href.isEmpty { canonical = href }
    }

    mutating func itemprop(_ attributes: borrowing HTMLAttributes) {
        guard let range = attributes.value("itemprop"), attributes.bytes[range].startsIgnoringCase("date") else { return }
        if let value = attributes.string("content") ?? attributes.string("datetime") {
            itemDates.append((attributes.bytes[range].map(\.lowered).text, value))
        }
    }

    mutating func script(_ attributes: borrowing HTMLAttributes, _ range: Range<Int>) {
        guard let type = attributes.value("type"), attributes.bytes[type].startsIgnoringCase("application/ld+json") else {
            return
        }
        jsonLD.append(range)
    }

    mutating func openTime(_ attributes: borrowing HTMLAttributes, segment: Int) {
        var cues = Cues()
        var updated = false
        for name in ["class", "itemprop", "id"] as [StaticString] {
            guard let range = attributes.value(name) else { continue }
            cues.formUnion(Cues.of(UnsafeBufferPointer(rebasing: attributes.bytes[range])))
            let value = attributes.bytes[range].map(\.lowered)
            if value.find(Array("update".utf8)) != nil || value.find(Array("modif".utf8)) != nil { updated = true }
        }
        times.append(TimeElement(datetime: attributes.string("datetime"), words: 0..<0, updated: updated, segment: segment))
        timeOpen = true
    }
    mutating func closeTime() { timeOpen = false }
    mutating func timeText(_ range: Range<Int>) {
        guard timeOpen, !times.isEmpty else { return }
        let old = times[times.count - 1].words
        times[times.count - 1].words = (old.isEmpty ? range.lowerBound : old.lowerBound)..<range.upperBound
    }
}
