import CaseFile
import CaseModel
import EDTF

/// PROV-JSON (W3C 2013): papers, passages and entries as entities, decisions as activities of the people who made them.
struct Provenance {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    func bytes() -> [UInt8] {
        var out = JSONOut(lines: 2)
        let events = input.record.events
        let quoted = events.flatMap { event in event.evidence.map { (event, $0.passage) } }
        let people = Set(input.decisions.map(\.who)).sorted()
        out.object { out in
            out.object("prefix") { out in
                out.member("lgj", "urn:legajo:")
                out.member("dcterms", "http://purl.org/dc/terms/")
            }
            out.object("entity") { out in
                for document in input.documents {
                    out.object("lgj:paper-\(document.id.hex)") { out in
                        out.member("prov:label", input.citation(document.id))
                        out.member("dcterms:identifier", document.name)
                        if let published = input.dates[document.id]?.published.edtf { out.member("dcterms:date", published) }
                    }
                }
                for (_, passage) in Provenance.distinct(quoted.map { ("", $0.1) }) {
                    out.object(Provenance.id(passage)) { $0.member("prov:value", input.words(passage)) }
                }
                for event in events {
                    out.object("lgj:entry-\(event.id.id)") { out in
                        out.member("prov:label", event.headline)
                        out.member("lgj:kind", event.kind.rawValue)
                        out.member("lgj:review", event.review.rawValue)
                        if let date = event.date.edtf { out.member("dcterms:date", date) }
                    }
                }
            }
            out.object("agent") { out in
                out.object("lgj:program") { out in
                    out.member("prov:type", "prov:SoftwareAgent")
                    out.member("prov:label", "Legajo")
                }
                for who in people {
                    out.object(Provenance.agent(who)) { out in
                        out.member("prov:type", "prov:Person")
                        out.member("prov:label", who)
                    }
                }
            }
            out.object("activity") { out in
                out.object("lgj:reading") { $0.member("prov:label", "reading, annotating and reconciling the papers") }
                for decision in input.decisions {
                    out.object("lgj:decision-\(decision.hash)") { out in
                        out.member("prov:label", DecisionWords.words(decision.action))
                        if let instant = Provenance.instant(decision.when) {
                            out.member("prov:startTime", instant)
                            out.member("prov:endTime", instant)
                        }
                        if let why = decision.why { out.member("lgj:why", why) }
                    }
                }
            }
            relation("wasAssociatedWith", &out) { add in
                add([("prov:activity", "lgj:reading"), ("prov:agent", "lgj:program")])
                for decision in input.decisions {
                    add([("prov:activity", "lgj:decision-\(decision.hash)"), ("prov:agent", Provenance.agent(decision.who))])
                }
            }
            relation("wasInformedBy", &out) { add in
                for decision in input.decisions where !decision.previous.isEmpty {
                    add([
                        ("prov:informed", "lgj:decision-\(decision.hash)"),
                        ("prov:informant", "lgj:decision-\(decision.previous)"),
                    ])
                }
            }
            relation("wasGeneratedBy", &out) { add in
                for event in events { add([("prov:entity", "lgj:entry-\(event.id.id)"), ("prov:activity", "lgj:reading")]) }
            }
            relation("used", &out) { add in
                for document in input.documents {
                    add([("prov:activity", "lgj:reading"), ("prov:entity", "lgj:paper-\(document.id.hex)")])
                }
                for decision in input.decisions {
                    for passage in Provenance.distinct(DecisionWords.passages(decision.action).map { ("", $0) }).map(\.1)
                    where quoted.contains(where: { $0.1 == passage }) {
                        add([("prov:activity", "lgj:decision-\(decision.hash)"), ("prov:entity", Provenance.id(passage))])
                    }
                }
            }
            relation("wasDerivedFrom", &out) { add in
                for (_, passage) in Provenance.distinct(quoted.map { ("", $0.1) }) {
                    add([
                        ("prov:generatedEntity", Provenance.id(passage)),
                        ("prov:usedEntity", "lgj:paper-\(passage.document.hex)"),
                        ("prov:type", "prov:Quotation"),
                    ])
                }
                for (event, passage) in quoted {
                    add([("prov:generatedEntity", "lgj:entry-\(event.id.id)"), ("prov:usedEntity", Provenance.id(passage))])
                }
            }
        }
        return out.finish()
    }

    private func relation(_ name: String, _ out: inout JSONOut, _ body: (([(String, String)]) -> Void) -> Void) {
        var all: [[(String, String)]] = []
        body { all.append($0) }
        guard !all.isEmpty else { return }
        out.object(name) { out in
            for (index, members) in all.enumerated() {
                out.object("_:\(name)\(index + 1)") { out in for (key, value) in members { out.member(key, value) } }
            }
        }
    }

    private static func distinct(_ items: [(String, Passage)]) -> [(String, Passage)] {
        var seen = Set<Passage>()
        return items.filter { seen.insert($0.1).inserted }
    }
    private static func id(_ passage: Passage) -> String { "lgj:passage-\(passage.document.hex)-\(passage.start)-\(passage.end)" }
    private static func agent(_ who: String) -> String { "lgj:person-\(StableID.hex(who).prefix(12))" }

    /// An RFC 3339 instant, which xsd:dateTime takes as it is; nil for other words.
    private static func instant(_ when: String) -> String? {
        let bytes = Array(when.utf8)
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":")
        else {
            return nil
        }
        return (try? EDTFValue(parsing: String(when.prefix(10)))) == nil ? nil : when
    }
}
