import CaseModel
import EDTF
import Foundation

/// A line of a decision table that says nothing usable, and why.
public struct DecisionProblem: Hashable, Sendable, Error, CustomStringConvertible {
    /// The line of the file, from 1.
    public var line: Int
    public var reason: String
    public var description: String { "line \(line): \(reason)" }
}

extension CaseFile {
    /// Decisions from words: what a table, a command or a page gives.
    public struct DecisionWordsIn: Sendable {
        /// "accept", "reject", "reopen", "date", "kind", "headline", "mode", "targets", "participant", "merge", "split",
        /// "same", "not-same", "add", "date-paper", "ignore-paper", "undo".
        public var action: String
        /// Ids, or beginnings of them, separated by spaces; for `same` names or ids, separated by ";".
        public var on: String
        /// The new date, kind, headline, mode, name …; what the action asks for.
        public var value: String
        /// The role, for `participant`; the kind, for `add`.
        public var role: String
        public init(action: String, on: String, value: String = "", role: String = "") {
            self.action = action
            self.on = on
            self.value = value
            self.role = role
        }
    }

    /// Reads a decision table: CSV with the columns `action`, `on`, `value`, and if wanted `role`, `why`, `who`, `when`.
    ///
    /// - Parameters:
    ///   - who: of lines that name nobody.
    /// - Returns: decisions of the lines that can be used, and what is wrong with the others. Nothing is decided yet.
    public func decisions(table bytes: [UInt8], who: String, when: String? = nil) throws -> (
        decisions: [Decision], problems: [DecisionProblem]
    ) {
        let (header, rows) = CSV.table(bytes)
        guard header.contains("action"), header.contains("on") || header.contains("id") else {
            throw CaseFileError.wrongUse(
                "a decision table needs the columns action and on (and value, role, why, who, when where wanted)")
        }
        let now = when ?? CaseFile.now()
        var decisions: [Decision] = []
        var problems: [DecisionProblem] = []
        for row in rows {
            func cell(_ name: String) -> String { row.cells[name] ?? "" }
            do {
                let action = try action(
                    DecisionWordsIn(
                        action: cell("action"), on: cell("on").isEmpty ? cell("id") : cell("on"),
                        value: CaseFile.unguarded(cell("value")),
                        role: cell("role")))
                let stated = cell("when")
                guard stated.isEmpty || CaseFile.isInstant(stated) else {
                    throw CaseFileError.wrongUse("\"\(stated)\" is no instant. Write it as 2026-02-03T10:00:00Z")
                }
                decisions.append(
                    Decision(
                        action: action, who: cell("who").isEmpty ? who : cell("who"), when: stated.isEmpty ? now : stated,
                        why: cell("why").isEmpty ? nil : CaseFile.unguarded(cell("why"))))
            } catch {
                problems.append(DecisionProblem(line: row.line, reason: String(describing: error)))
            }
        }
        return (decisions, problems)
    }

    /// The apostrophe that keeps a spreadsheet from calculating is no part of the cell.
    private static func unguarded(_ cell: String) -> String {
        guard cell.hasPrefix("'"), let second = cell.dropFirst().first, "=+-@".contains(second) else { return cell }
        return String(cell.dropFirst())
    }

    private static func isInstant(_ text: String) -> Bool {
        guard let value = try? EDTFValue(parsing: text), case .moment = value else { return false }
        return text.hasSuffix("Z")
    }

    /// One decision from words. Throws `CaseFileError`: `unknown`, `ambiguous`, `wrongUse`.
    public func action(_ words: DecisionWordsIn) throws -> Decision.Action {
        let ids = words.on.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
        func one() throws -> Decision.EventKey {
            guard ids.count == 1 else { throw CaseFileError.wrongUse("\(words.action) needs the id of one entry") }
            return CaseFile.key(try event(ids[0]))
        }
        func value(_ what: String) throws -> String {
            guard !words.value.isEmpty else { throw CaseFileError.wrongUse("\(words.action) needs \(what) as value") }
            return words.value
        }
        switch words.action.lowercased() {
        case "accept": return .accept(try one())
        case "reject": return .reject(try one())
        case "reopen": return .reopen(try one())
        case "date": return .correctDate(try one(), edtf: try CaseFile.edtf(try value("a date")))
        case "kind": return .correctKind(try one(), try CaseFile.kind(try value("a kind")))
        case "headline": return .correctHeadline(try one(), try value("a headline"))
        case "mode":
            let mode = LegalTraits.Mode(rawValue: words.value)
            guard mode != nil || words.value == "none" else {
                throw CaseFileError.wrongUse("\"\(words.value)\" is no mode. Modes: ex-tunc, ex-nunc, suspend, none")
            }
            return .correctMode(try one(), mode)
        case "targets":
            let targets = words.value.split(whereSeparator: { $0.isWhitespace || $0 == "," }).filter { $0 != "none" }
            return .correctTargets(try one(), try targets.map { CaseFile.key(try event(String($0))) })
        case "participant":
            guard let role = ParticipantRole(rawValue: words.role.lowercased()) else {
                throw CaseFileError.wrongUse(
                    "\"\(words.role)\" is no role. Roles: \(ParticipantRole.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return .correctParticipant(
                try one(), role: role, name: words.value.isEmpty || words.value == "none" ? nil : words.value)
        case "merge":
            guard ids.count > 1 else { throw CaseFileError.wrongUse("merge needs the ids of two or more entries") }
            return .merge(try ids.map { CaseFile.key(try event($0)) })
        case "split":
            let event = try event(ids.first ?? "")
            let numbers = words.value.split(whereSeparator: { $0.isWhitespace || $0 == "," }).compactMap { Int($0) }
            guard !numbers.isEmpty, numbers.count < event.evidence.count,
                numbers.allSatisfy(event.evidence.indices.map { $0 + 1 }.contains)
            else {
                throw CaseFileError.wrongUse(
                    "split needs as value the numbers of the passages to set apart, some but not all of 1 to \(event.evidence.count)"
                )
            }
            return .split(CaseFile.key(event), numbers.map { event.evidence[$0 - 1].passage })
        case "same", "not-same":
            let names =
                words.on.contains(";") ? words.on.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) } : ids
            guard names.count == 2 else {
                throw CaseFileError.wrongUse("\(words.action) needs two persons, as: id id, or: name; name")
            }
            let keys = try names.map { CaseFile.key(try actor(named: $0)) }
            return words.action.lowercased() == "same" ? .sameActor(keys[0], keys[1]) : .notSameActor(keys[0], keys[1])
        case "add":
            let kind = try CaseFile.kind(words.role.isEmpty ? "other" : words.role)
            let edtf = try CaseFile.edtf(words.on)
            let headline = try value("a headline")
            let id = "m" + Digest.hex("\(kind.rawValue)\n\(edtf)\n\(headline)").prefix(11)
            return .addEvent(
                id: id, kind: kind, edtf: edtf, headline: headline, participants: [], passages: [], note: "added by hand")
        case "date-paper": return .dateDocument(try document(named: words.on).id, edtf: try CaseFile.edtf(try value("a date")))
        case "ignore-paper": return .ignoreDocument(try document(named: words.on).id)
        case "undo":
            guard case .decision(let decision) = try item(words.on) else {
                throw CaseFileError.unknown(what: "decision", name: words.on, near: [])
            }
            return .undo(decision.hash)
        default:
            throw CaseFileError.wrongUse(
                "\"\(words.action)\" is no action. Actions: \(CaseFile.actionNames.joined(separator: ", "))")
        }
    }

    /// Every action that words can give.
    public static let actionNames = [
        "accept", "reject", "reopen", "date", "kind", "headline", "mode", "targets", "participant", "merge", "split", "same",
        "not-same", "add", "date-paper", "ignore-paper", "undo",
    ]

    /// What finds an event again after every rebuild.
    public static func key(_ event: Event) -> Decision.EventKey {
        Decision.EventKey(passages: event.evidence.map(\.passage), kind: event.kind)
    }
    /// What finds an actor again after every rebuild.
    public static func key(_ actor: CaseActor) -> Decision.ActorKey {
        Decision.ActorKey(passages: actor.mentions, name: actor.name)
    }

    private static func edtf(_ text: String) throws -> String {
        guard let value = try? EDTFValue(parsing: text), !value.days.isEmpty else {
            throw CaseFileError.wrongUse(
                "\"\(text)\" is no date. Write 2017-12-24, 2017-12, 2017, 2017-12-01/2017-12-24 or another EDTF date")
        }
        return text
    }

    private static func kind(_ text: String) throws -> EventKind {
        if let kind = EventKind(rawValue: text.lowercased()) { return kind }
        let bytes = Array(text.lowercased().utf8)
        let near = EventKind.allCases.map { ($0.rawValue, Fold.distance(bytes, Array($0.rawValue.utf8), limit: 3)) }
            .filter { $0.1 <= 3 }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).map(\.0)
        throw CaseFileError.unknown(what: "kind", name: text, near: near)
    }
}
