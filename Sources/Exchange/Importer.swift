import CaseFile
import CaseModel
import EDTF
import Foundation
import Ledger

/// The formats that decisions can be taken from.
public enum ImportFormat: String, Sendable, CaseIterable {
    /// A table of events: the columns `date`, `headline`, and if wanted `kind`, `who`, `note`, `source`; or TimelineJS's own.
    case csv
    /// TimelineJS 3 JSON.
    case timelinejs
    /// FollowTheMoney entities, one a line: those of the schema `Event`.
    case ftm
    /// A ledger file: its acts and facts.
    case ledger
    /// CSL-JSON as Zotero writes it: days of papers that the case has, and title, authors and outlet where a paper gives none.
    case csl
}

/// What another program's file says, as decisions that can be logged; nothing is decided yet.
public struct ImportResult: Sendable {
    public var actions: [Decision.Action] = []
    /// Entries that could not be used: "line 4: …", "slide 2: …".
    public var problems: [String] = []
}

/// Reads other programs' files. Every event comes in as one added by hand, with a note that says where it is from.
public struct Importer: Sendable {
    /// Papers of the case, for formats that speak of papers.
    let documents: [Document]
    public init(documents: [Document] = []) { self.documents = documents }

    /// - Parameters:
    ///   - name: the file's name, for notes and messages.
    /// - Throws: `CaseFileError.wrongUse` where the file as a whole is not what it should be.
    public func read(_ bytes: [UInt8], format: ImportFormat, name: String) throws -> ImportResult {
        switch format {
        case .csv: try csv(bytes, name)
        case .timelinejs: try timelineJS(bytes, name)
        case .ftm: try followTheMoney(bytes, name)
        case .ledger: try ledger(bytes, name)
        case .csl: try csl(bytes, name)
        }
    }

    // MARK: Making events

    private struct Draft {
        var kind = EventKind.other
        var edtf: String
        var headline: String
        var participants: [Participant] = []
        var note: String
    }

    /// The id hangs on what the event says, so that taking the same file in twice adds nothing new.
    private func action(_ draft: Draft) throws -> Decision.Action {
        guard let value = try? EDTFValue(parsing: draft.edtf), !value.days.isEmpty else {
            throw CaseFileError.wrongUse("\"\(draft.edtf)\" is no date")
        }
        let headline = Markup.line(draft.headline)
        guard !headline.isEmpty else { throw CaseFileError.wrongUse("it has no headline") }
        return .addEvent(
            id: "m" + StableID.hex("\(draft.kind.rawValue)\n\(draft.edtf)\n\(headline)").prefix(11), kind: draft.kind,
            edtf: draft.edtf, headline: headline, participants: draft.participants, passages: [], note: draft.note)
    }

    private static func unguarded(_ cell: String) -> String {
        guard cell.hasPrefix("'"), let second = cell.dropFirst().first, "=+-@".contains(second) else { return cell }
        return String(cell.dropFirst())
    }

    private func csv(_ bytes: [UInt8], _ name: String) throws -> ImportResult {
        let (header, rows) = CSV.table(bytes)
        let slides = header.contains("year") && header.contains("headline")
        guard slides || (header.contains("date") && header.contains("headline")) else {
            throw CaseFileError.wrongUse(
                "\(name): a table of events needs the columns date and headline (or TimelineJS's Year and Headline)")
        }
        var result = ImportResult()
        for row in rows {
            func cell(_ column: String) -> String { Importer.unguarded(row.cells[column] ?? "") }
            if slides && cell("type") == "title" { continue }
            do {
                var draft = Draft(edtf: cell("date"), headline: cell("headline"), note: "from \(name), line \(row.line)")
                if slides {
                    draft.edtf = try span(["", "end "].map { end in ["year", "month", "day"].map { Int(cell(end + $0)) } })
                }
                let kind = slides ? cell("group") : cell("kind")
                draft.kind = try Importer.kind(kind, strict: !slides)
                for who in cell("who").split(separator: ";") { draft.participants.append(Importer.participant(String(who))) }
                for column in ["note", "source"] where !cell(column).isEmpty { draft.note += ". \(cell(column))" }
                result.actions.append(try action(draft))
            } catch { result.problems.append("line \(row.line): \(error)") }
        }
        return result
    }

    private static func kind(_ word: String, strict: Bool) throws -> EventKind {
        if word.isEmpty { return .other }
        if let kind = EventKind(rawValue: word.lowercased()) { return kind }
        if strict { throw CaseFileError.wrongUse("\"\(word)\" is no kind of event") }
        return .other
    }

    /// "patient: Name" or "Name" (an agent).
    private static func participant(_ words: String) -> Participant {
        let parts = words.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        if parts.count == 2, let role = ParticipantRole(rawValue: parts[0].lowercased()) {
            return Participant(role: role, actor: nil, name: parts[1])
        }
        return Participant(role: .agent, actor: nil, name: words.trimmingCharacters(in: .whitespaces))
    }

    /// Year, month and day of beginning and end as EDTF.
    private func span(_ ends: [[Int?]]) throws -> String {
        func one(_ parts: [Int?]) -> String? {
            guard let year = parts[0] else { return nil }
            var text = DateParts.year(year)
            if let month = parts[1] {
                text += "-" + DateParts.two(month)
                if let day = parts[2] { text += "-" + DateParts.two(day) }
            }
            return text
        }
        guard let start = one(ends[0]) else { throw CaseFileError.wrongUse("it has no year") }
        guard ends.count > 1, let end = one(ends[1]) else { return start }
        return "\(start)/\(end)"
    }

    // MARK: JSON formats

    private func json(_ bytes: [UInt8], _ name: String) throws -> Any {
        do { return try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed]) } catch {
            throw CaseFileError.wrongUse("\(name): not JSON")
        }
    }

    private func timelineJS(_ bytes: [UInt8], _ name: String) throws -> ImportResult {
        guard let top = try json(bytes, name) as? [String: Any], let slides = top["events"] as? [[String: Any]] else {
            throw CaseFileError.wrongUse("\(name): no TimelineJS file: it has no list of events")
        }
        var result = ImportResult()
        for (number, slide) in slides.enumerated() {
            do {
                func parts(_ key: String) -> [Int?] {
                    let date = slide[key] as? [String: Any]
                    return ["year", "month", "day"].map { Importer.number(date?[$0]) }
                }
                let text = slide["text"] as? [String: Any]
                var draft = Draft(
                    edtf: try span([parts("start_date"), parts("end_date")]),
                    headline: Importer.plain(text?["headline"] as? String ?? ""),
                    note: "from \(name), slide \(number + 1)")
                draft.kind = try Importer.kind(slide["group"] as? String ?? "", strict: false)
                let body = Markup.line(Importer.plain(text?["text"] as? String ?? ""))
                if !body.isEmpty { draft.note += ". \(body)" }
                result.actions.append(try action(draft))
            } catch { result.problems.append("slide \(number + 1): \(error)") }
        }
        return result
    }

    private static func number(_ value: Any?) -> Int? { (value as? Int) ?? (value as? String).flatMap { Int($0) } }

    /// HTML's words alone.
    private static func plain(_ html: String) -> String {
        var out = ""
        var inside = false
        for character in html {
            if character == "<" {
                inside = true; out += " "
            } else if character == ">" && inside {
                inside = false
            } else if !inside {
                out.append(character)
            }
        }
        for (entity, mark) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")] {
            out = out.replacing(entity, with: mark)
        }
        return Markup.line(out)
    }

    private func followTheMoney(_ bytes: [UInt8], _ name: String) throws -> ImportResult {
        var result = ImportResult()
        var entities: [(line: Int, id: String, schema: String, properties: [String: [String]])] = []
        for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where line.contains(where: { $0 > 0x20 }) {
            guard let entity = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
                let schema = entity["schema"] as? String
            else { result.problems.append("line \(number + 1): no FollowTheMoney entity"); continue }
            entities.append(
                (number + 1, entity["id"] as? String ?? "", schema, entity["properties"] as? [String: [String]] ?? [:]))
        }
        let names = Dictionary(entities.map { ($0.id, $0.properties["name"]?.first ?? "") }, uniquingKeysWith: { a, _ in a })
        for entity in entities where entity.schema == "Event" {
            do {
                func first(_ key: String) -> String? { entity.properties[key]?.first.map { String($0.prefix(10)) } }
                guard let start = first("date") ?? first("startDate") ?? first("endDate") else {
                    throw CaseFileError.wrongUse("it has no date")
                }
                let end = first("date") == nil ? first("endDate") : nil
                var draft = Draft(
                    edtf: end.map { $0 == start ? start : "\(start)/\($0)" } ?? start,
                    headline: entity.properties["name"]?.first ?? "",
                    note: "from \(name), line \(entity.line)")
                draft.kind = try Importer.kind(entity.properties["keywords"]?.first ?? "", strict: false)
                for id in entity.properties["involved"] ?? [] {
                    if let who = names[id], !who.isEmpty {
                        draft.participants.append(Participant(role: .agent, actor: nil, name: who))
                    }
                }
                for more in (entity.properties["summary"] ?? []) + (entity.properties["description"] ?? [])
                    + (entity.properties["sourceUrl"] ?? [])
                {
                    draft.note += ". \(Markup.line(more))"
                }
                result.actions.append(try action(draft))
            } catch { result.problems.append("line \(entity.line): \(error)") }
        }
        return result
    }

    private func csl(_ bytes: [UInt8], _ name: String) throws -> ImportResult {
        guard let items = try json(bytes, name) as? [[String: Any]] else {
            throw CaseFileError.wrongUse("\(name): no CSL-JSON: it is not a list of items")
        }
        var result = ImportResult()
        for (number, item) in items.enumerated() {
            let title = item["title"] as? String ?? "item \(number + 1)"
            guard let document = paper(item) else {
                result.problems.append("\(title): the case has no such paper")
                continue
            }
            let description = Importer.description(item, of: document)
            if let description { result.actions.append(description) }
            guard let ends = (item["issued"] as? [String: Any])?["date-parts"] as? [[Any]], !ends.isEmpty else {
                if description == nil {
                    result.problems.append("\(title): it has no day of issue, and nothing that the paper lacks")
                }
                continue
            }
            let parts = ends.map { end in (0..<3).map { $0 < end.count ? Importer.number(end[$0]) : nil } }
            do {
                let edtf = try span(parts)
                guard let value = try? EDTFValue(parsing: edtf), !value.days.isEmpty else {
                    throw CaseFileError.wrongUse("\"\(edtf)\" is no date")
                }
                result.actions.append(.dateDocument(document.id, edtf: edtf))
            } catch {
                result.problems.append("\(title): \(error)")
            }
        }
        return result
    }

    /// Title, outlet and authors of an item that the paper itself does not give; nil where it lacks none of what the item has.
    private static func description(_ item: [String: Any], of document: Document) -> Decision.Action? {
        func text(_ key: String) -> String? {
            let line = Markup.line(item[key] as? String ?? "")
            return line.isEmpty ? nil : line
        }
        let authors = (item["author"] as? [[String: Any]] ?? []).compactMap { person -> String? in
            func part(_ key: String) -> String? { person[key] as? String }
            let name =
                part("literal")
                ?? [part("given"), part("non-dropping-particle"), part("family"), part("suffix")].compactMap { $0 }
                .joined(separator: " ")
            let line = Markup.line(name)
            return line.isEmpty ? nil : line
        }
        // This program's own bibliography calls a paper without a title by its file's name.
        let title = (document.title ?? "").isEmpty && text("title") != document.name ? text("title") : nil
        let outlet = (document.outlet ?? "").isEmpty ? text("container-title") ?? text("publisher") : nil
        let missing = document.authors.isEmpty ? authors : []
        guard title != nil || outlet != nil || !missing.isEmpty else { return nil }
        return .describeDocument(document.id, title: title, outlet: outlet, authors: missing)
    }

    /// The paper that an item means: by hash in its note, by address, or by a title that only one paper has.
    private func paper(_ item: [String: Any]) -> Document? {
        if let note = item["note"] as? String, let found = documents.first(where: { note.contains($0.id.hex) }) { return found }
        if let url = item["URL"] as? String, let found = documents.first(where: { $0.canonicalURL == url }) { return found }
        guard let title = item["title"] as? String else { return nil }
        let wanted = Markup.line(title).lowercased()
        let same = documents.filter { Markup.line($0.title ?? "").lowercased() == wanted }
        return same.count == 1 ? same[0] : nil
    }

    // MARK: Ledgers

    private func ledger(_ bytes: [UInt8], _ name: String) throws -> ImportResult {
        let (ledger, mistakes) = try LedgerFile.parse(String(decoding: bytes, as: UTF8.self), file: name)
        guard mistakes.isEmpty else {
            throw CaseFileError.wrongUse("\(name): the ledger has mistakes. legajo ledger check \(name) lists them")
        }
        var result = ImportResult()
        for act in ledger.acts {
            do {
                var draft = Draft(
                    edtf: String(act.adopted.text.prefix { $0 != "T" }), headline: "\(act.what) (\(ledger.subject))",
                    note: "from \(name), act \(act.id)")
                draft.kind = Importer.kind(act)
                draft.participants = [
                    Participant(role: .authority, actor: nil, name: act.authority),
                    Participant(role: .patient, actor: nil, name: ledger.subject),
                ]
                for source in act.sources { draft.note += ". \(source)" }
                result.actions.append(try action(draft))
            } catch { result.problems.append("act \(act.id): \(error)") }
        }
        return result
    }

    private static func kind(_ act: Act) -> EventKind {
        let table: [(String, EventKind)] = [
            ("annulment", .annul), ("restoration", .restore), ("stay", .suspend), ("pardon", .pardon), ("amnesty", .amnesty),
            ("commutation", .commute), ("conviction", .convict), ("prison", .sentence), ("acquittal", .acquit),
            ("release-order", .orderRelease), ("detention", .orderDetention),
        ]
        for (component, kind) in table where act.components.contains(component) { return kind }
        if let duty = act.duty { return duty.binding ? .order : .request }
        if act.effects.contains(where: { $0.kind == .strike }) { return .annul }
        if act.effects.contains(where: { $0.kind == .confirm }) { return .uphold }
        return .rule
    }
}
