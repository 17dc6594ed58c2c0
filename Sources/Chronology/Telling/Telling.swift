import CaseModel
import EDTF
import Events

/// One telling of one event in one paper, with actors of the case instead of the paper's entities.
struct Telling: Sendable {
    /// What may merge: things that happened, things to come, things that did not happen.
    enum World: UInt8, Sendable { case happened, planned, hypothetical, denied }

    var document: Int
    var mention: Int
    var kind: EventKind
    var world: World
    /// Whoever acts: agents and authorities.
    var agents: [Int] = []
    /// Whoever it is done to or for.
    var patients: [Int] = []
    var places: [Int] = []
    /// "sentence" in years, for telling one sentence from another.
    var years: Double?
    /// A bar from office, which is no prison term, nor the other way round.
    var bars: Bool?
    /// What it counts and how many, but for terms: "killed 34", "votes-for 9".
    var counts: Set<String> = []
    /// Folded words of the sentence of five letters and more, for events whose people the papers do not name.
    var words: Set<String> = []
    /// The days that this paper's own words leave, given the paper's day.
    var own: DaySet = .all
    /// The paper gives a time of its own for it.
    var isTimed = false
    /// The days at which the text stands, of a telling without a time of its own in a paper of a known day.
    var stands: DaySet?
    var passing: Bool

    /// A request is made; what it asks for has not happened by being asked for.
    static func world(of modality: Modality, _ kind: EventKind) -> World {
        switch modality {
        case .asserted, .reported: .happened
        case .requested: kind == .request || kind == .appeal ? .happened : .hypothetical
        case .planned: .planned
        case .hypothetical: .hypothetical
        case .denied: .denied
        }
    }
}

enum TellingMaker {
    /// The tellings of all papers, by paper and then by mention, and for each paper the index of its first.
    static func make(_ input: CaseInput, _ book: ActorBook) -> (tellings: [Telling], starts: [Int]) {
        var tellings: [Telling] = []
        var starts: [Int] = []
        let repeated = Set(input.documents.indices.filter { input.source(of: $0) != $0 }.flatMap { [$0, input.source(of: $0)] })
        for (d, annotation) in input.annotations.enumerated() {
            starts.append(tellings.count)
            for (m, mention) in annotation.events.enumerated() {
                var telling = Telling(
                    document: d, mention: m, kind: mention.kind, world: Telling.world(of: mention.modality, mention.kind),
                    passing: mention.passing)
                for argument in mention.arguments {
                    guard let actor = book.actor(d, argument.entity) else { continue }
                    switch argument.role {
                    case .agent, .authority, .source: insert(actor, &telling.agents)
                    case .patient, .beneficiary, .target: insert(actor, &telling.patients)
                    case .place: insert(actor, &telling.places)
                    }
                }
                telling.years = years(mention.figures)
                if mention.kind == .sentence, let parts = mention.legal?.components, !parts.isEmpty {
                    telling.bars = parts == ["disqualification"]
                } else if telling.years != nil {
                    telling.bars = false
                }
                for figure in mention.figures where figure.what != "sentence" && figure.what != "age" && figure.high == nil {
                    telling.counts.insert("\(figure.what) \(figure.value)")
                }
                if telling.patients.isEmpty || repeated.contains(d) || !KindTable.shared.acts.contains(mention.kind) {
                    let range = input.sentence(d, mention.sentence, around: mention.trigger)
                    telling.words = Set(Fold.words(input.words(d, range)).filter { $0.utf8.count >= 5 })
                }
                tellings.append(telling)
            }
        }
        return (tellings, starts)
    }

    private static func insert(_ actor: Int, _ list: inout [Int]) {
        if !list.contains(actor) { list.append(actor) }
    }

    private static func years(_ figures: [Figure]) -> Double? {
        for figure in figures where figure.what == "sentence" {
            if figure.unit.hasPrefix("year") { return figure.value }
            if figure.unit.hasPrefix("month") { return figure.value / 12 }
            if figure.unit.hasPrefix("week") { return figure.value / 52 }
            if figure.unit.hasPrefix("day") { return figure.value / 365 }
        }
        return nil
    }
}
