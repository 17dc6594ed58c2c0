import CaseModel
import EDTF
import Events

/// The actors of the case, with the index of each for every entity of every paper.
struct ActorBook {
    /// An actor before its dates are solved.
    struct Entry {
        var id: ActorID
        var name: String
        var kind: CaseActor.Kind
        var aliases: [String]
        var country: String?
        var gender: String?
        var members: [NameNode.Member]
        var mentions: Int
    }

    private(set) var entries: [Entry] = []
    /// Index in `entries` by paper and entity; -1 for an entity that is only described.
    private(set) var index: [[Int]] = []

    init(documents: [DocumentID], annotations: [Annotation], resolver: inout ActorResolver) {
        var members: [Int: [NameNode.Member]] = [:]
        for (d, annotation) in annotations.enumerated() {
            for e in annotation.entities.indices {
                let root = resolver.root(document: d, entity: e)
                if root >= 0 { members[root, default: []].append(.init(document: d, entity: e)) }
            }
        }
        var drafts: [(root: Int, entry: Entry)] = []
        for root in members.keys.sorted() {
            drafts.append((root, Self.entry(members[root]!, documents, annotations, resolver)))
        }
        drafts.sort { ($0.entry.id, $0.root) < ($1.entry.id, $1.root) }
        var place: [Int: Int] = [:]
        for (i, draft) in drafts.enumerated() {
            place[draft.root] = i
            var entry = draft.entry
            // Two actors with one name and first mention cannot be; a shared id would be a clash of hashes.
            if i > 0 && entries[i - 1].id == entry.id { entry.id = ActorID(entry.id.id + "-\(i)") }
            entries.append(entry)
        }
        for (d, annotation) in annotations.enumerated() {
            index.append(
                annotation.entities.indices.map {
                    let root = resolver.root(document: d, entity: $0)
                    return root < 0 ? -1 : place[root]!
                })
        }
    }

    func actor(_ document: Int, _ entity: Int?) -> Int? {
        guard let entity, index[document].indices.contains(entity), index[document][entity] >= 0 else { return nil }
        return index[document][entity]
    }

    private static func entry(
        _ members: [NameNode.Member], _ documents: [DocumentID], _ annotations: [Annotation], _ resolver: ActorResolver
    ) -> Entry {
        var counts: [String: Int] = [:]
        var kinds: [CaseActor.Kind: Int] = [:]
        var countries: [String: Int] = [:]
        var genders: [String: Int] = [:]
        var mentions = 0
        for member in members {
            let entity = annotations[member.document].entities[member.entity]
            for name in spelled(entity, member.document, resolver) { counts[name, default: 0] += 1 }
            for (n, name) in entity.names.map(resolver.lexicon.withoutDate).enumerated() {
                counts[name, default: 0] += n == 0 ? max(1, entity.mentions.lazy.filter { $0.form == .name }.count) : 1
            }
            if let name = entity.name.map(resolver.lexicon.withoutDate) { counts[name, default: 0] += 1 }
            let isPerson = resolver.category(of: entity) == .person
            let own: CaseActor.Kind =
                !isPerson ? entity.kind : resolver.notPersons.contains(resolver.node(of: member)) ? .place : .person
            // Only people are taken for places and bodies; a court seldom is for a person.
            kinds[own, default: 0] += max(1, entity.mentions.count) * (own == .person ? 3 : 1)
            if let country = entity.country { countries[country, default: 0] += 1 }
            if let gender = resolver.gender(of: entity) { genders[gender, default: 0] += 1 }
            mentions += max(1, entity.mentions.count)
        }
        let kind = kinds.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }!.key
        let name = fullest(counts, kind, resolver.lexicon)
        let country = countries.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        let first = members.first!
        let at = annotations[first.document].entities[first.entity].mentions.first?.range.lowerBound ?? 0
        let key = "\(kind.rawValue)|\(Fold.key(name))|\(country ?? "")|\(documents[first.document])|\(at)"
        return Entry(
            id: ActorID("a" + Fold.hash(key)), name: name, kind: kind,
            aliases: counts.keys.filter { $0 != name && !Fold.words($0).isEmpty }.sorted {
                (counts[$1]!, $0) < (counts[$0]!, $1)
            }, country: country,
            gender: genders.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key, members: members, mentions: mentions)
    }

    /// The names as the text spells them, with the title before a person's.
    private static func spelled(_ entity: LocalEntity, _ document: Int, _ resolver: ActorResolver) -> [String] {
        var found: [String] = []
        for mention in entity.mentions where mention.form == .name && mention.range.count <= 80 {
            var name = resolver.input.words(document, mention.range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for ending in ["'s", "\u{2019}s", "'", "\u{2019}", ","] where name.hasSuffix(ending) { name.removeLast(ending.count) }
            guard entity.kind != .person || !name.isEmpty, name.first?.isUppercase == true else { continue }
            if entity.kind == .person { found.append(name) }
            let before = resolver.input.words(document, max(0, mention.range.lowerBound - 6)..<mention.range.lowerBound)
            let title = before.split(separator: " ").last.map(String.init) ?? ""
            if entity.kind == .person, before.hasSuffix(" "), ["mr", "mrs", "ms", "dr", "miss", "sir"].contains(Fold.key(title)) {
                found.append("\(title) \(name)")
            }
        }
        return found
    }

    /// The name with most words; of those, the one used most. A place goes by its shortest.
    private static func fullest(_ counts: [String: Int], _ kind: CaseActor.Kind, _ lexicon: NameLexicon) -> String {
        var merged: [String: Int] = [:]
        for (name, count) in counts { merged[kind == .person ? bare(name, lexicon) : name, default: 0] += count }
        func size(_ name: String) -> Int {
            let words = Fold.words(name).filter { $0.utf8.count > 1 }
            return kind == .place ? -words.count : words.count
        }
        return merged.max {
            (size($0.key), $0.value, $1.key) < (size($1.key), $1.value, $0.key)
        }!.key
    }

    /// A person's name without the titles before it.
    private static func bare(_ name: String, _ lexicon: NameLexicon) -> String {
        var parts = name.split(separator: " ")
        if let styled = lexicon.styledPerson(name), parts.count > styled.words.count {
            parts.removeFirst(parts.count - styled.words.count)
        }
        while parts.count > 1, let first = parts.first, lexicon.titles.contains(Fold.key(String(first))) { parts.removeFirst() }
        return parts.joined(separator: " ")
    }
}
