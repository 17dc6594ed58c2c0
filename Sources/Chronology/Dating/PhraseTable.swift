import Events
import TimeExpressions

/// The phrase of each time of each paper, those of one meaning once in memory.
struct PhraseTable: Sendable {
    private var phrases: [DatingProblem.Phrase] = []
    /// Of each time of each paper its place in `phrases`, and of each paper the place of its first.
    private var numbers: [Int32] = []
    private var starts: [Int] = []

    init() {}

    init(_ annotations: [Annotation]) {
        var known: [TimeRelation: Int32] = [:]
        starts.reserveCapacity(annotations.count)
        numbers.reserveCapacity(annotations.reduce(0) { $0 + $1.times.count })
        for annotation in annotations {
            starts.append(numbers.count)
            for time in annotation.times {
                let number = known[time.relation] ?? Int32(phrases.count)
                if number == phrases.count {
                    known[time.relation] = number
                    phrases.append(DatingProblem.Phrase(time.relation))
                }
                numbers.append(number)
            }
        }
    }

    subscript(document: Int, time: Int) -> DatingProblem.Phrase { phrases[Int(numbers[starts[document] + time])] }
}
