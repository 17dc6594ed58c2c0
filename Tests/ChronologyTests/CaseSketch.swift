import CaseModel
import EDTF
import Events
import TimeExpressions

@testable import Chronology

/// A paper with its annotation, written down by hand: sentences, and in them entities, times and events found by their words.
struct Paper {
    var document: Document
    var annotation: Annotation
    /// What stands behind a sentence; a blank line makes a paragraph of each.
    var end = "\n"

    /// `days`: statements of the paper's own day, as (source, EDTF).
    init(_ name: String, days: [(DayCandidate.Source, String)] = [], copyOf: Paper? = nil) {
        let id = DocumentID(Fold.hash("a" + name) + Fold.hash(name))
        document = Document(id: id, name: name, text: "")
        document.days = days.map { DayCandidate(role: .published, source: $0.0, edtf: $0.1, words: $0.1) }
        document.copyOf = copyOf?.document.id
        annotation = Annotation(document: id, version: 1)
    }

    /// Adds a sentence; what follows is found in it.
    mutating func say(_ sentence: String) {
        let start = document.text.utf8.count
        document.text += sentence
        annotation.sentences.append(start..<document.text.utf8.count)
        document.text += end
    }

    var sentence: Int { annotation.sentences.count - 1 }

    /// Where words stand in the last sentence; its whole where they do not.
    func find(_ words: String) -> Range<Int> {
        let range = annotation.sentences[sentence]
        let bytes = Array(document.text.utf8)
        let wanted = Array(words.utf8)
        guard wanted.count <= range.count else { return range }
        for start in range.lowerBound...(range.upperBound - wanted.count)
        where Array(bytes[start..<start + wanted.count]) == wanted {
            return start..<start + wanted.count
        }
        return range
    }

    mutating func entity(
        _ kind: CaseActor.Kind, _ names: String..., gender: String? = nil, country: String? = nil, ages: [Int] = [],
        count: Int = 1
    ) -> Int {
        var entity = LocalEntity(kind: kind, name: names.max { $0.utf8.count < $1.utf8.count }, names: names, mentions: [])
        entity.mentions = (0..<count).map { _ in .init(range: find(names[0]), form: .name, sentence: sentence) }
        entity.gender = gender
        entity.country = country
        entity.ages = ages
        annotation.entities.append(entity)
        return annotation.entities.count - 1
    }

    mutating func link(_ kind: EntityLink.Kind, _ from: Int, _ to: Int, _ word: String? = nil) {
        annotation.links.append(EntityLink(kind: kind, from: from, to: to, word: word))
    }

    mutating func time(_ words: String, _ relation: TimeRelation) -> Int {
        annotation.times.append(
            TimeExpression(kind: .date, range: find(words), sentence: sentence, mod: nil, relation: relation, value: ""))
        return annotation.times.count - 1
    }

    @discardableResult
    mutating func event(
        _ kind: EventKind, _ trigger: String, agent: Int? = nil, authority: Int? = nil, patient: Int? = nil, at time: Int? = nil,
        bearing: EventMention.When.Bearing = .at, anchor: Int? = nil, figures: [(Double, String, String)] = [],
        targets: [EventMention.Target] = [], modality: Modality = .asserted, passing: Bool = false, chain: Int? = nil
    ) -> Int {
        var mention = EventMention(
            kind: kind, trigger: find(trigger), lemma: trigger, sentence: sentence, modality: modality, tense: .past)
        for (role, entity) in [(ParticipantRole.agent, agent), (.authority, authority), (.patient, patient)] {
            if let entity {
                mention.arguments.append(
                    .init(
                        role: role, entity: entity, range: find(annotation.entities[entity].names[0]),
                        words: annotation.entities[entity].names[0]))
            }
        }
        if let time { mention.whens = [.init(time: time, bearing: bearing, anchor: anchor)] }
        mention.figures = figures.map {
            Figure(value: $0.0, unit: $0.1, what: $0.2, passage: Passage(document: document.id, range: find(trigger)))
        }
        mention.targets = targets
        mention.passing = passing
        mention.chain = chain
        annotation.events.append(mention)
        return annotation.events.count - 1
    }
}

enum When {
    static func fixed(_ day: Day) -> TimeRelation { TimeRelation(anchor: .none, meaning: .fixed(Granule(day))) }
    static func day(_ year: Int, _ month: Int, _ day: Int) -> TimeRelation { fixed(Day(year: year, month: month, day: day)!) }
    static func year(_ year: Int) -> TimeRelation { TimeRelation(anchor: .none, meaning: .fixed(Granule(.year, year))) }
    static func weekday(_ weekday: Int, _ direction: Direction = .past) -> TimeRelation {
        TimeRelation(anchor: .document, meaning: .field(.weekday(weekday), direction))
    }
    static func monthDay(_ month: Int, _ day: Int) -> TimeRelation {
        TimeRelation(anchor: .document, meaning: .field(.monthDay(month: month, day: day), .past))
    }
    static let christmasEve = TimeRelation(anchor: .document, meaning: .field(.holiday(.fixed(month: 12, day: 24)), .past))
    static func daysLater(_ days: Int) -> TimeRelation {
        TimeRelation(anchor: .narrative, meaning: .distance(.day, days, exact: true))
    }
    static let lastWeek = TimeRelation(anchor: .document, meaning: .unit(.week, -1))
}

func reconcile(_ papers: [Paper], _ decisions: [Decision] = []) -> CaseRecord {
    Reconciler(documents: papers.map(\.document), annotations: papers.map(\.annotation), decisions: decisions).reconcile()
}

extension CaseRecord {
    func published(_ paper: Paper) -> SolvedDate { dates.first { $0.document == paper.document.id }!.published }
    func all(_ kind: EventKind) -> [Event] { events.filter { $0.kind == kind } }
    func actor(_ name: String) -> CaseActor? { actors.first { $0.name == name } }
}
