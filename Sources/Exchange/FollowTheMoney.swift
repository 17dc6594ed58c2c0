import CaseModel

/// FollowTheMoney entities, one JSON object a line; every property an array of strings. Entries become `Event`s,
/// people `Person`, bodies `PublicBody` or `Organization`, papers `Article`s.
struct FollowTheMoney {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    private func id(_ kind: String, _ id: String) -> String { "lgj-" + StableID.hex("\(input.name) \(kind) \(id)") }

    func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        func entity(_ id: String, _ schema: String, _ properties: [(String, [String])]) {
            var out = JSONOut()
            out.object { out in
                out.member("id", id)
                out.member("schema", schema)
                out.object("properties") { out in
                    for (name, values) in properties {
                        let values = FollowTheMoney.distinct(values)
                        if !values.isEmpty { out.member(name, strings: values) }
                    }
                }
            }
            bytes += out.finish()
        }
        for document in input.documents {
            let published = DateParts(input.dates[document.id]?.published.edtf)
            entity(
                id("paper", document.id.hex), "Article",
                [
                    ("fileName", [document.name]), ("title", [document.title ?? document.name]), ("author", document.authors),
                    ("publisher", [document.outlet ?? ""]), ("language", [FollowTheMoney.language(document.language)]),
                    ("sourceUrl", [document.canonicalURL ?? ""]),
                    (
                        "publishedAt",
                        published.flatMap { parts in parts.isSingle ? parts.first.map { [parts.iso($0)] } : nil } ?? []
                    ),
                ])
        }
        for actor in input.record.actors {
            let born = DateParts(actor.born)
            var properties: [(String, [String])] = [("name", [actor.name]), ("alias", actor.aliases.filter { $0 != actor.name })]
            let schema: String
            switch actor.kind {
            case .person:
                schema = "Person"
                properties.append(("position", actor.roles.map(\.role)))
                if let born, born.isSingle, let day = born.first { properties.append(("birthDate", [born.iso(day)])) }
            case .authority: schema = "PublicBody"
            case .organisation: schema = "Organization"
            case .place: schema = "Address"
            }
            if actor.kind == .place { properties = [("full", [actor.name]), ("name", [actor.name])] }
            entity(id("actor", actor.id.id), schema, properties)
        }
        for event in input.shown {
            let parts = DateParts(event.date.edtf)
            let involved = event.participants.compactMap(\.actor).filter { input.actors[$0].map { $0.kind != .place } ?? false }
            let places = event.participants.filter { $0.role == .place }.map(\.name)
            let precise = parts.flatMap { parts in parts.isSingle ? parts.first.map { parts.iso($0) } : nil }
            entity(
                id("event", event.id.id), "Event",
                [
                    ("name", [event.headline]), ("recordId", [event.id.id]), ("keywords", [event.kind.rawValue]),
                    ("date", precise.map { [$0] } ?? []),
                    ("startDate", precise == nil ? parts.flatMap { p in p.first.map { [p.iso($0)] } } ?? [] : []),
                    ("endDate", precise == nil ? parts.flatMap { p in p.last.map { [p.iso($0)] } } ?? [] : []),
                    ("location", places), ("involved", involved.map { id("actor", $0.id) }),
                    (
                        "description",
                        event.evidence.map {
                            "\u{201C}\(Markup.line(input.words($0.passage)))\u{201D} — \(input.citation($0.passage.document))"
                        }
                    ),
                    ("sourceUrl", event.evidence.compactMap { input.papers[$0.passage.document]?.document.canonicalURL }),
                    ("proof", event.evidence.map { id("paper", $0.passage.document.hex) }),
                    ("notes", [event.note ?? ""]),
                ])
        }
        return bytes
    }

    /// Values once each, in order, empty ones left out.
    private static func distinct(_ values: [String]) -> [String] {
        var seen = Set<String>()
        return values.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// ISO 639-3 of the languages that papers come in; empty for others.
    private static func language(_ code: String?) -> String {
        [
            "en": "eng", "es": "spa", "fr": "fra", "de": "deu", "pt": "por", "it": "ita", "nl": "nld", "ru": "rus", "uk": "ukr",
            "ms": "msa", "id": "ind", "ar": "ara", "zh": "zho", "ja": "jpn", "pl": "pol", "tr": "tur",
        ][code ?? ""] ?? ""
    }
}
