import Foundation
import CaseModel

/// What a page says about itself, from JSON-LD (schema.org), `<meta>`, `<time>` and its address, weighed into a document's facts.
struct PageStatements {
    var headlines: [String] = []
    /// JSON-LD states an alternative headline too: whoever fills in both means what he writes into `headline`.
    var statesAlternative = false
    /// The first headline holds references that JSON does not call for ("&#8217;"): a machine escaped it, and its letters are not the editors'.
    var headlineIsEscaped = false
    var authors: [String] = []
    var publisher: String?
    var section: String?
    var articleBody: String?
    /// What JSON-LD says the article is about.
    var descriptions: [String] = []
    var language: String?
    var days: [DayCandidate] = []
    private var foundArticle = false
    private var persons: [String: String] = [:]

    init(_ facts: PageFacts, bytes: UnsafeBufferPointer<UInt8>, text: [UInt8], segments: [Segment]) {
        let values = facts.jsonLD.compactMap { JSONValue.parse(bytes, $0) }
        for value in values { collectPersons(value, 0) }
        for value in values { walk(value, 0) }
        metas(facts)
        for item in facts.itemDates {
            guard let day = DayWords.moment(item.value) else { continue }
            let role: DayCandidate.Role? =
                item.name == "datemodified" ? .updated : item.name == "datepublished" ? .published : nil
            if let role {
                days.append(DayCandidate(role: role, source: .meta, edtf: day, words: "itemprop \(item.name) \(item.value)"))
            }
        }
        times(facts, text: text, segments: segments)
    }

    // MARK: JSON-LD

    private mutating func collectPersons(_ value: JSONValue, _ depth: Int) {
        guard depth < 8 else { return }
        for item in value.items {
            if let id = item["@id"]?.words, let name = item["name"]?.words,
                PageStatements.types(item).contains(where: { $0 == "Person" || $0 == "Organization" })
            {
                persons[id] = persons[id] ?? name
            }
            if let graph = item["@graph"] { collectPersons(graph, depth + 1) }
        }
    }

    private static func types(_ value: JSONValue) -> [String] {
        (value["@type"]?.items ?? []).compactMap { if case .string(let s) = $0 { s } else { nil } }
    }

    private mutating func walk(_ value: JSONValue, _ depth: Int) {
        guard depth < 8 else { return }
        for item in value.items {
            let types = PageStatements.types(item)
            if types.contains(where: {
                $0.hasSuffix("Article") || $0.hasSuffix("BlogPosting") || $0.hasPrefix("Report") || $0 == "ClaimReview"
            }) {
                article(item)
            } else if types.contains("WebPage") || types.contains("ItemPage") || types.contains("VideoObject") && depth == 0 {
                if let main = item["mainEntity"] { walk(main, depth + 1) }
                if days.isEmpty { dates(item) }
            }
            for key in ["@graph", "itemListElement", "mainEntityOfPage"] { if let inner = item[key] { walk(inner, depth + 1) } }
            if types.contains(where: { $0 == "WebSite" || $0.hasSuffix("Organization") }), publisher == nil, depth <= 2 {
                publisher = item["name"]?.words
            }
        }
    }

    private mutating func article(_ item: JSONValue) {
        if let stated = item["headline"] ?? item["name"], let headline = stated.words {
            if headlines.isEmpty { headlineIsEscaped = stated.isEscaped }
            headlines.append(headline)
        }
        if item["headline"] != nil, item["alternativeHeadline"]?.words != nil { statesAlternative = true }
        guard !foundArticle || authors.isEmpty && days.isEmpty else { return }
        foundArticle = true
        if let words = item["description"]?.words { descriptions.append(words) }
        dates(item)
        for author in (item["author"] ?? item["creator"])?.items ?? [] {
            for name in names(author) where !authors.contains(name) { authors.append(name) }
        }
        if let name = item["publisher"]?["name"]?.words ?? item["publisher"]?.items.first?["name"]?.words {
            publisher = name
        } else if let id = item["publisher"]?["@id"]?.words, let name = persons[id] {
            publisher = name
        }
        section = section ?? item["articleSection"]?.words
        language = language ?? item["inLanguage"]?.words
        if articleBody == nil, case .string(let body)? = item["articleBody"], body.utf8.count > 200 {
            articleBody = Entities.decoded(body.utf8)
        }
    }

    private mutating func dates(_ item: JSONValue) {
        for (key, role) in [
            ("datePublished", DayCandidate.Role.published), ("dateModified", .updated), ("dateCreated", .published),
        ] {
            if key == "dateCreated", days.contains(where: { $0.role == .published }) { continue }
            if let words = item[key]?.words, let day = DayWords.moment(words) {
                days.append(DayCandidate(role: role, source: .jsonLD, edtf: day, words: "\(key) \(words)"))
            }
        }
    }

    private func names(_ author: JSONValue) -> [String] {
        switch author {
        case .string(let s): return PageStatements.split(folded(Entities.decoded(s.utf8)))
        case .object:
            if let name = author["name"] { return name.items.compactMap(\.words).flatMap { PageStatements.split($0) } }
            if let id = author["@id"]?.words, let name = persons[id] { return [name] }
            if let given = author["givenName"]?.words, let family = author["familyName"]?.words { return ["\(given) \(family)"] }
            return []
        case .array(let items): return items.flatMap(names)
        default: return []
        }
    }

    /// Several names in one field, with a leading "By" taken off.
    static func split(_ words: String) -> [String] {
        var line = words
        if let by = Phrases.prefix(
            [Array("by".utf8), Array("von".utf8), Array("par".utf8), Array("por".utf8)], of: Phrases.plain(line.utf8))
        {
            line = folded(String(decoding: Array(line.utf8)[by...], as: UTF8.self))
        }
        if let open = line.firstIndex(of: "("), open > line.startIndex { line = folded(String(line[..<open])) }
        for office in [" 기자", " 記者"] where line.hasSuffix(office) { line = String(line.dropLast(office.count)) }
        var parts = [line]
        for join in [", ", "; ", " and ", " & ", " und ", " | ", " et ", " og ", " och "] {
            parts = parts.flatMap { part -> [String] in
                let cut = part.components(separatedBy: join).map(folded)
                // "Alder, Ann" or "Harbour and Dock Wire" are one name: cut only where each side looks like a name, or a place or agency follows one.
                let names = cut.filter { $0.split(separator: " ").count >= 2 }.count
                return cut.count > 1 && (names == cut.count || join == ", " && cut[0].contains(" ") && names + 1 >= cut.count)
                    ? cut : [part]
            }
        }
        // An address, a handle, a slug ("ann-alder") or a caption's words are no name.
        return parts.filter { name in
            !name.isEmpty && !name.hasPrefix("http") && !name.contains("@") && !name.hasPrefix("(") && !name.contains(":")
                && name.utf8.contains { !$0.isDigit }
                && !(name.contains("-") && !name.contains(" ") && name == name.lowercased())
        }
    }

    // MARK: meta and time

    private mutating func metas(_ facts: PageFacts) {
        let published = [
            "article:published_time", "article:published", "og:article:published_time", "datepublished", "date", "pubdate",
            "publishdate", "publish-date",
            "publish_date", "published_time", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created",
            "dcterms.date",
            "dc.date.created", "date.created", "article.published", "article_date_original", "originalpublicationdate",
            "cxenseparse:recs:publishtime",
            "citation_publication_date", "citation_date", "og:pubdate", "cxenseparse:publishtime", "last-modified-first",
            "iso-8601-publish-date",
            "publication_date", "publicationdate", "publishtime", "pub_date", "rbpubdate", "datecreated", "created",
        ]
        let updated = [
            "article:modified_time", "article:modified", "og:updated_time", "og:article:modified_time", "datemodified", "lastmod",
            "last-modified",
            "dcterms.modified", "dc.date.modified", "article:updated_time", "modified_time", "article.updated",
            "last_updated_date", "date.modified",
            "revision_date", "updated",
        ]
        for (keys, role) in [(published, DayCandidate.Role.published), (updated, .updated)] {
            for key in keys {
                if let words = facts.metas[key], let day = DayWords.moment(words) {
                    days.append(DayCandidate(role: role, source: .meta, edtf: day, words: "meta \(key) \(words)"))
                }
            }
        }
    }

    private mutating func times(_ facts: PageFacts, text: [UInt8], segments: [Segment]) {
        for time in facts.times.prefix(40) {
            let words = text[time.words].text
            guard let day = time.datetime.flatMap(DayWords.moment) ?? DayWords.moment(words) else { continue }
            var updated = time.updated
            if time.segment < segments.count {
                let start = segments[time.segment].text.lowerBound
                let before = Phrases.plain(text[max(start, time.words.lowerBound - 40)..<max(start, time.words.lowerBound)])
                updated = updated || Phrases.first(Phrases.shared.updated, in: before) != nil
            }
            let shown = words.isEmpty ? "time \(time.datetime ?? "")" : words
            days.append(DayCandidate(role: updated ? .updated : .published, source: .timeElement, edtf: day, words: shown))
        }
    }
}
