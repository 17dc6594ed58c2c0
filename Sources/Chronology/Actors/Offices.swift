import CaseModel
import Events

/// Holders of offices whom a paper names without their office, and calls by it elsewhere.
extension ActorResolver {
    /// Offices that one person holds at a time.
    private static let unique: Set<String> = ["president", "king", "queen", "emperor", "sultan", "pope", "chancellor", "premier"]

    /// "The president said", where the paper names one whom other papers call president and no other such: he is meant. Of two and more
    /// nobody is, nor of one for whom the paper itself has another office.
    mutating func placeOffices() {
        var holders: [String: Set<Int>] = [:]
        for (d, annotation) in annotations.enumerated() {
            for (e, entity) in annotation.entities.enumerated() where entity.kind == .person && nodeOf[d][e] >= 0 {
                let root = joined.root(nodeOf[d][e])
                for role in entity.roles where !role.former {
                    for office in Self.offices(role.title) { holders[office, default: []].insert(root) }
                }
            }
        }
        for (d, annotation) in annotations.enumerated() {
            for (e, entity) in annotation.entities.enumerated() where entity.kind == .person && nodeOf[d][e] < 0 {
                guard entity.name == nil, let label = entity.names.first, !label.hasSuffix("s"),
                    entity.mentions.contains(where: { input.words(d, $0.range).lowercased().hasPrefix("the ") }),
                    let office = Self.offices(label).first
                else { continue }
                let here = Set(
                    annotation.entities.indices.filter {
                        annotation.entities[$0].kind == .person && nodeOf[d][$0] >= 0 && annotation.entities[$0].roles.isEmpty
                    }.map { joined.root(nodeOf[d][$0]) })
                let meant = here.intersection(holders[office] ?? [])
                guard meant.count == 1, let root = meant.first,
                    gender(of: entity) == nil || nodes[root].gender == nil || gender(of: entity) == nodes[root].gender
                else { continue }
                nodeOf[d][e] = root
                nodes[root].members.append(.init(document: d, entity: e))
            }
        }
    }

    /// The unique offices that a title or a description is: "president" of "the president of Norland", "home secretary" of "British Home Secretary".
    private static func offices(_ title: String) -> [String] {
        let words = Fold.words(title)
        let head = Array(words.prefix { $0 != "of" && $0 != "for" })
        guard let last = head.last, !words.contains("of") || words.firstIndex(of: "of") == head.count else { return [] }
        if unique.contains(last), head.count <= 2,
            !head.contains(where: { ["vice", "deputy", "former", "court", "party"].contains($0) })
        {
            return [last]
        }
        guard last == "secretary" || last == "minister", head.count > 1, !["deputy", "junior", "former"].contains(head[0]) else {
            return []
        }
        return [head[head.count - 2] + " " + last]
    }
}
