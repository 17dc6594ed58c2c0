import CaseModel
import EDTF

/// What "as known" means for a case (`design/ledger.md`, "Y means").
public enum Knowledge: Hashable, Sendable {
    /// An act is known from its own day on; from the earliest paper's day where its own is uncertain.
    case publicly
    /// From the day of the earliest paper that tells it.
    case papers
    /// From the day on which this case file took in the first paper that tells it.
    case caseFile([DocumentID: String])

    /// As every answer prints it.
    public var words: String {
        switch self {
        case .publicly: "publicly known"
        case .papers: "said by these papers"
        case .caseFile: "held in this case file"
        }
    }
}

/// What an act is, for the ledger: finer than the kind of its event.
enum Family: String, Sendable {
    case conviction, sentence, acquittal, closing
    case pardon, commutation, amnesty
    case parole, remission, expiry, bail, releaseOrder = "release-order", detention
    case annulment, restoration, confirmation, stay
    case order, ruling, finding

    var isClemency: Bool { self == .pardon || self == .commutation || self == .amnesty }
    var isJudgment: Bool { self == .conviction || self == .sentence }
    var isRelease: Bool {
        switch self {
        case .parole, .remission, .expiry, .bail, .releaseOrder: true
        default: false
        }
    }
    /// Decisions on earlier acts.
    var isReview: Bool {
        switch self {
        case .annulment, .restoration, .confirmation, .stay: true
        default: false
        }
    }
    /// What the act is in a profile's `may_strike`.
    var strikable: String {
        switch self {
        case .conviction, .sentence: "judgment"
        case .pardon, .commutation: "clemency"
        case .amnesty: "law"
        case .parole, .remission, .expiry, .bail, .releaseOrder: "release"
        case .detention, .order: "order"
        case .acquittal, .closing, .annulment, .restoration, .confirmation, .stay, .ruling, .finding: "decision"
        }
    }
    /// The kind of act that a profile's defaults speak of.
    var profileKind: String {
        switch self {
        case .annulment: "annul"
        case .restoration: "restore"
        case .stay: "suspend"
        case .acquittal: "acquit"
        case .closing: "dismiss"
        case .pardon: "pardon"
        case .commutation: "commute"
        case .amnesty: "amnesty"
        case .parole, .remission, .expiry: "parole"
        default: "release"
        }
    }
}

/// One event on its way to becoming an act.
struct Draft: Sendable {
    var event: Event
    var family: Family
    var act: Act
    var authority: ActorID?
    var kind: Profile.AuthorityClass?
    /// The profile's entry for the authority; nil where nobody is named, or the profiles do not know such a body.
    var powers: Profile.Authority?
    var tellings: [Telling]
    /// Reaches only a part of what it hits.
    var partial = false
    /// Events that tell the same act.
    var also: [EventID] = []

    var id: String { event.id.id }
    /// Whether its authority may take effect from another act. A mere "court" may be of any rank.
    func mayStrike(_ other: Draft) -> Bool {
        guard let powers, powers.kind != .court, kind != .regionalCourt else { return true }
        let what = other.family.strikable
        return powers.mayStrike.contains(what) || what == "law" && powers.mayStrike.contains("clemency")
    }
    func says(_ group: String, _ cues: Cues) -> Bool { tellings.contains { cues.has(group, in: $0.folded) } }
    /// In at least half of the tellings: a word that belongs to the event, not to a sentence's other half.
    func mostlySays(_ group: String, _ cues: Cues) -> Bool {
        let hits = tellings.filter { cues.has(group, in: $0.folded) }.count
        return hits > 0 && hits * 2 >= tellings.count
    }
}

/// One sentence that tells an event, folded for cues.
struct Telling: Sendable {
    var folded: String
    /// Where the trigger begins in `folded`, in bytes; 0 where there is none.
    var trigger: Int
}

extension When {
    /// What is left of the date from a moment on; unchanged where nothing would be left.
    func from(_ moment: Moment) -> When { cut(moment, .distantFuture) }
    /// What is left of the date up to a moment; unchanged where nothing would be left.
    func through(_ moment: Moment) -> When { cut(.distantPast, moment) }

    private func cut(_ lo: Moment, _ hi: Moment) -> When {
        guard !isCertain, earliest < lo || latest > hi else { return self }
        let kept = stretches.compactMap { s -> Stretch? in
            let a = max(s.first, lo), b = min(s.last, hi)
            return a <= b ? Stretch(a, b) : nil
        }
        guard let first = kept.first else { return self }
        if kept.count == 1 {
            return When(
                stretches: kept, text: first.first == first.last ? first.first.text : "\(first.first.text)/\(first.last.text)")
        }
        let members = kept.map { $0.first == $0.last ? $0.first.text : "\($0.first.text)..\($0.last.text)" }
        return When(stretches: kept, text: "[\(members.joined(separator: ","))]")
    }

    /// Both dates as one that may be either.
    func or(_ other: When) -> When {
        if self == other { return self }
        let all = (stretches + other.stretches).sorted { ($0.first, $0.last) < ($1.first, $1.last) }
        var joined = [all[0]]
        for s in all.dropFirst() {
            if s.first <= joined[joined.count - 1].last {
                joined[joined.count - 1].last = max(joined[joined.count - 1].last, s.last)
            } else {
                joined.append(s)
            }
        }
        let members = joined.map { $0.first == $0.last ? $0.first.text : "\($0.first.text)..\($0.last.text)" }
        return When(
            stretches: joined,
            text: members.count == 1 && !members[0].contains("..") ? members[0] : "[\(members.joined(separator: ","))]")
    }

    func meets(_ other: When) -> Bool {
        stretches.contains { a in other.stretches.contains { b in a.first <= b.last && b.first <= a.last } }
    }
    /// Length in days; large where an end is open.
    var breadth: Int64 { (latest.seconds - earliest.seconds) / 86_400 }
}
