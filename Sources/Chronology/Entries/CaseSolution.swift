import CaseModel
import EDTF
import Events

/// Everything solved, before it is written down as a record.
struct CaseSolution {
    var input: CaseInput
    var book: ActorBook
    var log: DecisionLog
    var builder: DatingBuilder
    var tellings: [Telling]
    var clusterOf: [Int]
    var members: [[Int]]
    var problem: DatingProblem
    var solver: DatingSolver
    /// By variable, the constraints on it that clashed.
    var setAsideOf: [Int32: [Int]]
    /// Days of papers before anything merely likely was taken in.
    var allowed: [DaySet]
    /// Days of papers with every guess taken in: for best candidates alone.
    var guesses: [DaySet]

    func days(ofEvent c: Int) -> DaySet { solver.sets[builder.event(c)] }
    func days(ofPaper d: Int) -> DaySet { solver.sets[builder.published(d)] }
    func mention(_ t: Int) -> EventMention { input.annotations[tellings[t].document].events[tellings[t].mention] }

    func passage(_ t: Int) -> Passage {
        let mention = mention(t)
        return Passage(
            document: input.documents[tellings[t].document].id,
            range: input.sentence(tellings[t].document, mention.sentence, around: mention.trigger))
    }

    /// Papers that do not repeat one another.
    func sources(_ documents: some Sequence<Int>) -> Int { Set(documents.map(input.source(of:))).count }

    var reasons: Reasons { Reasons(input: input, book: book, log: log, problem: problem, solver: solver) }
}
