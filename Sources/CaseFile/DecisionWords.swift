import CaseModel

/// Decisions in words, and what they are about.
public enum DecisionWords {
    /// The name of an action, as `decide --from` reads it: "accept", "date", "same".
    public static func name(_ action: Decision.Action) -> String {
        switch action {
        case .accept: "accept"
        case .reject: "reject"
        case .reopen: "reopen"
        case .correctDate: "date"
        case .correctKind: "kind"
        case .correctHeadline: "headline"
        case .correctMode: "mode"
        case .correctTargets: "targets"
        case .correctParticipant: "participant"
        case .merge: "merge"
        case .split: "split"
        case .sameActor: "same"
        case .notSameActor: "not-same"
        case .addEvent: "add"
        case .dateDocument: "date-paper"
        case .ignoreDocument: "ignore-paper"
        case .describeDocument: "describe-paper"
        case .undo: "undo"
        }
    }

    /// One line for people: "date of the pardon: 2017-12-24".
    public static func words(_ action: Decision.Action) -> String {
        switch action {
        case .accept(let key): "accept the \(key.kind.rawValue)"
        case .reject(let key): "reject the \(key.kind.rawValue)"
        case .reopen(let key): "open the \(key.kind.rawValue) again"
        case .correctDate(let key, let edtf): "date of the \(key.kind.rawValue): \(edtf)"
        case .correctKind(let key, let kind): "the \(key.kind.rawValue) is a \(kind.rawValue)"
        case .correctHeadline(let key, let words): "headline of the \(key.kind.rawValue): \(words)"
        case .correctMode(let key, let mode): "mode of the \(key.kind.rawValue): \(mode?.rawValue ?? "none")"
        case .correctTargets(let key, let targets):
            "the \(key.kind.rawValue) acts on \(targets.isEmpty ? "nothing" : targets.map { "the \($0.kind.rawValue)" }.joined(separator: ", "))"
        case .correctParticipant(let key, let role, let name):
            "\(role.rawValue) of the \(key.kind.rawValue): \(name ?? "nobody")"
        case .merge(let keys): "\(keys.map(\.kind.rawValue).joined(separator: " and ")) are one event"
        case .split(let key, let passages):
            "the \(key.kind.rawValue) is two: \(passages.count) passage\(passages.count == 1 ? "" : "s") apart"
        case .sameActor(let a, let b): "\(a.name) and \(b.name) are the same"
        case .notSameActor(let a, let b): "\(a.name) and \(b.name) are not the same"
        case .addEvent(_, let kind, let edtf, let headline, _, _, _): "add \(kind.rawValue), \(edtf): \(headline)"
        case .dateDocument(let document, let edtf): "paper \(document.hex.prefix(8)) is of \(edtf)"
        case .ignoreDocument(let document): "leave paper \(document.hex.prefix(8)) out"
        case .describeDocument(let document, let title, let outlet, let authors):
            "paper \(document.hex.prefix(8)) is "
                + ([
                    title.map { "“\($0)”" }, authors.isEmpty ? nil : "by " + authors.joined(separator: ", "),
                    outlet.map { "in \($0)" },
                ]
                .compactMap { $0 }).joined(separator: ", ")
        case .undo(let hash): "take decision \(hash.prefix(8)) back"
        }
    }

    /// Every passage that a decision is keyed to.
    public static func passages(_ action: Decision.Action) -> [Passage] {
        switch action {
        case .accept(let key), .reject(let key), .reopen(let key), .correctDate(let key, _), .correctKind(let key, _),
            .correctHeadline(let key, _), .correctMode(let key, _), .correctParticipant(let key, _, _):
            key.passages
        case .correctTargets(let key, let targets): key.passages + targets.flatMap(\.passages)
        case .merge(let keys): keys.flatMap(\.passages)
        case .split(let key, let passages): key.passages + passages
        case .sameActor(let a, let b), .notSameActor(let a, let b): a.passages + b.passages
        case .addEvent(_, _, _, _, _, let passages, _): passages
        case .dateDocument, .ignoreDocument, .describeDocument, .undo: []
        }
    }
}
