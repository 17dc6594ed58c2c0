import CaseModel
import EDTF
import Events

/// Something of one paper that could be one with something of another paper: a name, an event, or the paper itself as a copy.
public struct Candidate: Codable, Hashable, Sendable {
    public enum Sort: String, Codable, Sendable { case name, event, copy }
    public var sort: Sort
    public var document: DocumentID
    /// The entity or event in the paper's annotation; 0 for a copy.
    public var index: Int
    /// The fullest name, folded; nil for an event or a copy.
    public var name: String?
    /// What the paper takes the bearer of the name for.
    public var takenFor: CaseActor.Kind?
    public var kind: EventKind?
    /// First and last day that the paper's own words leave for an event, ISO 8601; nil where they leave it open.
    public var from: String?
    public var to: String?

    public init(sort: Sort, document: DocumentID, index: Int) {
        self.sort = sort
        self.document = document
        self.index = index
    }
}

/// Keys under which what could be one thing in several papers falls together, so that many machines can each look at some keys.
///
/// Blocking (Christen, "Data Matching", 2012, chapter 4): two names that the reconciler may join share a word; two tellings that it may
/// merge share a family of kinds and a person, or a family and a year; two papers of which one may repeat the other share a band of
/// their MinHash signatures or a shingle. A key is `name/WORD`, `event/FAMILY/WORD`, `event/FAMILY/YEAR` or `copy/HASH`.
public enum CandidateKeys {
    /// Years that an event may span and still be keyed by them.
    private static let mostYears = 3

    /// The candidates of one paper with their keys, sorted by key, without repeats. Copies are keyed by `copyKeys`, what
    /// `Copies.keys` gives for the paper.
    public static func keyed(
        _ document: Document, _ annotation: Annotation, copyKeys: [UInt64] = []
    ) -> [(key: String, candidate: Candidate)] {
        let lexicon = NameLexicon.shared
        var keyed: [(key: String, candidate: Candidate)] = []
        let words = annotation.entities.map { self.words(of: $0, lexicon) }
        for (e, entity) in annotation.entities.enumerated() {
            guard let fullest = words[e].fullest else { continue }
            var candidate = Candidate(sort: .name, document: document.id, index: e)
            candidate.name = fullest
            candidate.takenFor = entity.kind
            for word in words[e].all { keyed.append(("name/\(word)", candidate)) }
        }
        let paper = PaperDays(document, annotation).days ?? .all
        for (m, mention) in annotation.events.enumerated() {
            var candidate = Candidate(sort: .event, document: document.id, index: m)
            candidate.kind = mention.kind
            let days = days(of: mention, annotation, paper)
            if days.isBounded, let first = days.first, let last = days.last {
                (candidate.from, candidate.to) = (first.description, last.description)
            }
            let who = Set(mention.arguments.lazy.filter { $0.role != .place }.compactMap(\.entity).flatMap { words[$0].all })
            for family in KindTable.shared.families(of: mention.kind) {
                for word in who { keyed.append(("event/\(family)/\(word)", candidate)) }
                for year in years(days) { keyed.append(("event/\(family)/\(year)", candidate)) }
                if who.isEmpty && years(days).isEmpty { keyed.append(("event/\(family)/-", candidate)) }
            }
        }
        let copy = Candidate(sort: .copy, document: document.id, index: 0)
        for key in copyKeys { keyed.append(("copy/" + String(key, radix: 16), copy)) }
        return keyed.sorted { ($0.key, $0.candidate.index) < ($1.key, $1.candidate.index) }
    }

    /// Words that a name may be known by, sorted; words for any body ("court") only in names of one word or two.
    private static func words(of entity: LocalEntity, _ lexicon: NameLexicon) -> (all: [String], fullest: String?) {
        var all = Set<String>()
        var fullest: [String] = []
        for name in (entity.name.map { [$0] } ?? []) + entity.names {
            let form: NameForm?
            if entity.kind == .person {
                form = NameForm(person: name, lexicon: lexicon)
            } else {
                let name = lexicon.withoutDate(name)
                form = lexicon.styledPerson(name) ?? NameForm(body: name, country: nil, lexicon: lexicon)
            }
            guard let form else { continue }
            let telling = form.words.filter { $0.utf8.count > 2 && (form.words.count <= 2 || !lexicon.generic.contains($0)) }
            if telling.isEmpty { all.insert(form.bag.isEmpty ? form.key : form.bag) } else { all.formUnion(telling) }
            if form.words.count > fullest.count { fullest = form.words }
        }
        return (all.sorted(), fullest.isEmpty ? nil : fullest.joined(separator: " "))
    }

    private static func days(of mention: EventMention, _ annotation: Annotation, _ paper: DaySet) -> DaySet {
        var days = DaySet.all
        for when in mention.whens where when.bearing == .at && annotation.times.indices.contains(when.time) {
            let meant = annotation.times[when.time].relation.days(document: paper)
            let both = days.intersection(meant)
            if !both.isEmpty { days = both }
        }
        return days
    }

    private static func years(_ days: DaySet) -> [Int] {
        guard days.isBounded, let first = days.first, let last = days.last, last.year - first.year < mostYears else { return [] }
        return Array(first.year...last.year)
    }
}
