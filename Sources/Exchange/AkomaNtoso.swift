import CaseModel
import EDTF
import Foundation

/// Akoma Ntoso 3.0: the legal acts of a case as one collection of judgments. What the standard has no word for (suspended,
/// ex tunc, restored) goes as its nearest value and, exactly, into `proprietary`.
struct AkomaNtoso {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    /// Acts of authorities that have a date.
    private var acts: [(event: Event, day: Day)] {
        input.shown.compactMap { event in
            guard GraphML.acts.contains(event.kind), let parts = DateParts(event.date.best ?? event.date.edtf),
                let day = parts.first ?? parts.last
            else { return nil }
            return (event, day)
        }
    }

    func bytes() -> [UInt8] {
        let acts = acts
        let newest = acts.map { DateParts.iso(day: $0.day) }.max() ?? "0001-01-01"
        let slug = AkomaNtoso.slug(input.name)
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:lgj="urn:legajo:akn">
            <documentCollection name="case">
            \(meta(uri: "/akn/xx/doc/\(newest)/\(slug)", date: newest, author: "legajo", language: "eng", references: [("TLCOrganization", "legajo", "Legajo")], extra: ""))
            <collectionBody>

            """
        for (number, act) in acts.enumerated() {
            let id = "cmp_\(number + 1)"
            xml += "<component eId=\"\(id)\">\n" + judgment(act.event, act.day, slug, inside: id) + "</component>\n"
        }
        if acts.isEmpty {
            xml += "<component eId=\"cmp_1\">\n<doc name=\"empty\">\n"
            xml += meta(
                uri: "/akn/xx/doc/\(newest)/\(slug)-empty", date: newest, author: "legajo", language: "eng",
                references: [("TLCOrganization", "legajo", "Legajo")], extra: "", inside: "cmp_1")
            xml += "\n<mainBody><p>The case has no dated acts.</p></mainBody>\n</doc>\n</component>\n"
        }
        return Array((xml + "</collectionBody>\n</documentCollection>\n</akomaNtoso>\n").utf8)
    }

    /// Ids are unique in the whole file: inside a component they begin with the component's.
    private func meta(
        uri: String, date: String, author: String, language: String, references: [(String, String, String)], extra: String,
        inside component: String? = nil
    ) -> String {
        let prefix = component.map { $0 + "__" } ?? ""
        func part(_ name: String, _ this: String, _ more: String) -> String {
            "<\(name)><FRBRthis value=\"\(this)\"/><FRBRuri value=\"\(this)\"/><FRBRdate date=\"\(date)\" name=\"adopted\"/><FRBRauthor href=\"#\(prefix)\(author)\"/>\(more)</\(name)>\n"
        }
        var xml = "<meta>\n<identification source=\"#\(prefix)legajo\">\n"
        xml += part("FRBRWork", uri, "<FRBRcountry value=\"xx\"/>")
        xml += part("FRBRExpression", uri + "/" + language, "<FRBRlanguage language=\"\(language)\"/>")
        xml += part("FRBRManifestation", uri + "/" + language + ".xml", "")
        xml += "</identification>\n"
        let parts = extra.components(separatedBy: "\u{1}")
        xml += parts[0]
        xml += "<references source=\"#\(prefix)legajo\">"
        for (element, id, shown) in references {
            xml +=
                "<\(element) eId=\"\(prefix)\(id)\" href=\"/akn/ontology/\(element.dropFirst(3).lowercased())/xx/\(id)\" showAs=\"\(Markup.xml(shown))\"/>"
        }
        xml += "</references>\n"
        if parts.count > 1 { xml += parts[1] }
        return xml + "</meta>"
    }

    private func judgment(_ event: Event, _ day: Day, _ slug: String, inside component: String) -> String {
        let date = DateParts.iso(day: day)
        let authority = event.participants.first { $0.role == .authority } ?? event.participants.first { $0.role == .agent }
        var references: [(String, String, String)] = [("TLCOrganization", "legajo", "Legajo")]
        var author = "legajo"
        if let authority {
            references.append((reference(authority), "authority", authority.name))
            author = "authority"
        }
        for (number, participant) in event.participants.enumerated() where participant != authority {
            references.append((reference(participant), "party_\(number + 1)", participant.name))
        }
        var analysis = ""
        if let result = AkomaNtoso.result(event.kind) {
            var arguments = ""
            for (number, target) in event.targets.enumerated() {
                guard let hit = input.record.events.first(where: { $0.id == target }) else { continue }
                let element = AkomaNtoso.relation(event.kind)
                arguments +=
                    "<\(element) eId=\"\(component)__arg_\(number + 1)\"><source href=\"#\(component)__act\"/><destination href=\"\(uri(hit, slug))\"/></\(element)>"
            }
            if !arguments.isEmpty {
                analysis =
                    "<analysis source=\"#\(component)__legajo\"><judicial><result type=\"\(result)\"/>\(arguments)</judicial></analysis>\n"
            }
        }
        var exact =
            "<lgj:act kind=\"\(event.kind.rawValue)\" id=\"\(Markup.xml(event.id.id))\" date=\"\(Markup.xml(event.date.edtf ?? ""))\" review=\"\(event.review.rawValue)\""
        if let mode = event.legal?.mode { exact += " mode=\"\(mode.rawValue)\"" }
        if let effective = event.legal?.effective { exact += " effective=\"\(Markup.xml(effective))\"" }
        exact += "/>"
        let lifecycle =
            "<lifecycle source=\"#\(component)__legajo\"><eventRef eId=\"\(component)__ev_1\" date=\"\(date)\" source=\"#\(component)__act\" type=\"generation\"/></lifecycle>\n"
        references.append(("TLCConcept", "act", event.headline))
        let meta = meta(
            uri: uri(event, slug), date: date, author: author, language: "eng", references: references,
            extra: lifecycle + analysis + "\u{1}<proprietary source=\"#\(component)__legajo\">\(exact)</proprietary>\n",
            inside: component)
        var xml = "<judgment name=\"\(event.kind.rawValue)\">\n\(meta)\n"
        xml += "<header><p>\(Markup.xml(event.headline))</p></header>\n<judgmentBody>\n<background>\n"
        for evidence in event.evidence {
            xml +=
                "<p>\u{201C}\(Markup.xml(Markup.line(input.words(evidence.passage))))\u{201D} \(Markup.xml(input.citation(evidence.passage.document)))</p>\n"
        }
        if event.evidence.isEmpty { xml += "<p>\(Markup.xml(event.note ?? event.headline))</p>\n" }
        return xml + "</background>\n</judgmentBody>\n</judgment>\n"
    }

    private func reference(_ participant: Participant) -> String {
        switch participant.actor.flatMap({ input.actors[$0]?.kind }) {
        case .person: "TLCPerson"
        case .place: "TLCLocation"
        default: participant.role == .place ? "TLCLocation" : "TLCOrganization"
        }
    }

    private func uri(_ event: Event, _ slug: String) -> String {
        let parts = DateParts(event.date.best ?? event.date.edtf)
        let day = (parts?.first ?? parts?.last).map { DateParts.iso(day: $0) } ?? "0001-01-01"
        return "/akn/xx/judgment/\(day)/\(slug)-\(AkomaNtoso.slug(event.id.id))"
    }

    private static func result(_ kind: EventKind) -> String? {
        switch kind {
        case .annul, .overrule: "revert"
        case .uphold: "uphold"
        case .restore: "revert"
        case .dismiss: "dismiss"
        case .suspend, .order, .orderRelease, .orderDetention: "replaceOrder"
        default: "decide"
        }
    }

    private static func relation(_ kind: EventKind) -> String {
        switch kind {
        case .annul, .overrule: "overrules"
        case .uphold, .restore: "supports"
        case .suspend, .commute: "restricts"
        default: "applies"
        }
    }

    /// Lower-case letters, digits and hyphens: safe in URIs and names.
    private static func slug(_ text: String) -> String {
        let out = text.lowercased().unicodeScalars.map {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? String($0) : "-"
        }
        return out.joined()
    }
}
