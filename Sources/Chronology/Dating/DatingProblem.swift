import EDTF
import TimeExpressions

/// All variables and constraints of one case: what the papers, and the people who decided about them, say of time.
///
/// Variables are sets of days: the publication of each paper, each event, each birth. A constraint narrows one variable, or ties two. The
/// order of `constraints` inside one `Trust` is the order in which they are believed, so a builder that adds them in an order that depends on
/// the papers alone gets a result that does too.
struct DatingProblem: Sendable {
    /// How far a constraint is believed; of a clashing set the least trusted is set aside.
    enum Trust: UInt8, Comparable, Sendable, CaseIterable {
        /// A person's decision in the review log.
        case decision
        /// The paper's own day, as it or its surroundings state it.
        case stated
        /// A whole date that the text tells for an event: "24 December 2017".
        case dated
        /// What can only bound: tense, the day of a capture, a copyright year.
        case bound
        /// A phrase that hangs on the paper's day, or on an event's.
        case told
        /// Birth from an age.
        case age
        /// "Three days later", further than a sentence from what it counts from.
        case loose
        /// Orders candidates and never clashes: news is fresh, the lead is the latest.
        case likely
        static func < (a: Trust, b: Trust) -> Bool { a.rawValue < b.rawValue }
    }

    /// How the second variable lies to the days that the first yields.
    enum Bearing: UInt8, Sendable { case at, from, until }

    /// A phrase for a time. A case says few different ones, so constraints share them.
    final class Phrase: Sendable {
        let relation: TimeRelation
        init(_ relation: TimeRelation) { self.relation = relation }
    }

    /// A number of days from one to another; `Int32.min` and `Int32.max` are open.
    struct Gap: Sendable {
        var least: Int32
        var most: Int32
    }

    /// (A large case has millions of these: each is a word and its tag.)
    enum Form: Sendable {
        /// The days of `a` are among these.
        case within(DaySet)
        /// The days of `b` bear so on what the phrase means under the days of `a`.
        case phrase(Phrase, Bearing)
        /// `b` lies so many days after `a`.
        case gap(Gap)
        /// `a` falls on a weekday, 1 Monday to 7 Sunday.
        case weekday(Int)
        /// Whoever was born on `b` has these full years on `a`.
        case age(Int)

        static func phrase(_ relation: TimeRelation, _ bearing: Bearing) -> Form { .phrase(Phrase(relation), bearing) }
        /// `b` lies so many days after `a`; `Int.min` and `Int.max` are open.
        static func after(_ days: ClosedRange<Int>) -> Form {
            .gap(Gap(least: Int32(clamping: days.lowerBound), most: Int32(clamping: days.upperBound)))
        }
    }

    /// Where a constraint comes from, for telling why. What `first` and `second` index depends on `source`.
    struct Cause: Hashable, Sendable {
        enum Source: UInt8, Sendable {
            /// `first`: index in the paper's day candidates.
            case statement
            /// A dateline's weekday; `first`: index of the dateline.
            case dateline
            /// The latest date in a caption.
            case caption
            /// The last day of a list of dates.
            case list
            /// `first`: the time expression, `second`: the mention.
            case phrase
            /// `first`: the time at which the text stands, `second`: the mention.
            case standing
            /// `second`: the mention told in the past tense.
            case tense
            /// `first`: the mention of what is acted on, `second`: that of the act.
            case acts
            /// `second`: the mention, at the same day as another.
            case sameDay
            /// `first`: the actor, `second`: the age.
            case age
            /// `first`: index of the decision.
            case decision
            /// The paper repeats another, whose index is `first`.
            case copy
            /// `first` and `second` are mentions: the lead is later than what is told behind it.
            case lead
            /// `second`: the mention; news is fresh.
            case fresh
        }
        var source: Source
        var document: Int32
        var first: Int32
        var second: Int32
        init(_ source: Source, document: Int, first: Int = -1, second: Int = -1) {
            self.source = source
            self.document = Int32(document)
            self.first = Int32(first)
            self.second = Int32(second)
        }
    }

    struct Constraint: Sendable {
        var form: Form
        /// The variable narrowed, or the one that the other hangs on.
        var a: Int32
        /// The other variable; equal to `a` where there is none.
        var b: Int32
        var trust: Trust
        var cause: Cause
    }

    private(set) var variableCount: Int
    private(set) var constraints: [Constraint] = []

    /// `reserving`: how many constraints are to be expected.
    init(variables: Int, reserving: Int = 0) {
        variableCount = variables
        constraints.reserveCapacity(reserving)
    }

    mutating func addVariable() -> Int {
        variableCount += 1
        return variableCount - 1
    }

    mutating func add(_ form: Form, _ a: Int, _ b: Int? = nil, trust: Trust, cause: Cause) {
        constraints.append(Constraint(form: form, a: Int32(a), b: Int32(b ?? a), trust: trust, cause: cause))
    }
}
