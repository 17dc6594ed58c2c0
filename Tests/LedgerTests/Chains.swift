import EDTF

@testable import Ledger

/// A random generator with a seed: the same chains on every machine (SplitMix64, Steele et al. 2014).
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

let firstDay = Day(year: 2010, month: 1, day: 1)!

/// A chain of acts that strike, stay, confirm and presuppose earlier ones, over two orders.
func randomChain(_ count: Int, seed: UInt64, span: Int = 400) -> LedgerFile {
    var rng = Seeded(state: seed)
    var ledger = LedgerFile(name: "random \(seed)", subject: "Somebody", takesNotice: ["REG": ["DOM"]])
    let days = (0..<count).map { _ in Int.random(in: 0..<span, using: &rng) }.sorted()
    for i in 0..<count {
        let day = firstDay + days[i]
        var act = Act(
            id: "A\(i)", order: Int.random(in: 0..<5, using: &rng) == 0 ? "REG" : "DOM", authority: "court", what: "act",
            adopted: When(day), sequence: i, components: ["p", "q"])
        if Int.random(in: 0..<4, using: &rng) == 0 { act.known = When(day + Int.random(in: 0..<30, using: &rng)) }
        if Int.random(in: 0..<5, using: &rng) == 0 { act.effective = When(day + Int.random(in: -20..<40, using: &rng)) }
        let start = (act.effective ?? act.adopted).earliest.day
        if Int.random(in: 0..<6, using: &rng) == 0 { act.until = When(start + Int.random(in: 1..<150, using: &rng)) }
        if i > 0 {
            for _ in 0..<Int.random(in: 0..<3, using: &rng) {
                let back = i - 1 - min(i - 1, Int.random(in: 0..<6, using: &rng))
                var target = Target(act: "A\(back)")
                if Int.random(in: 0..<3, using: &rng) == 0 { target.component = "p" }
                var effect = Effect(kind: .strike, target: target, modes: [Mode.allCases.randomElement(using: &rng)!])
                if Int.random(in: 0..<5, using: &rng) == 0 { effect.until = When(day + Int.random(in: 5..<90, using: &rng)) }
                if Int.random(in: 0..<8, using: &rng) == 0 { effect.from = When(day - Int.random(in: 0..<90, using: &rng)) }
                if Int.random(in: 0..<8, using: &rng) == 0 { effect.recognisedIn = ["DOM", "REG"] }
                act.effects.append(effect)
            }
            if Int.random(in: 0..<6, using: &rng) == 0 {
                act.effects.append(Effect(kind: .confirm, target: Target(act: "A\(Int.random(in: 0..<i, using: &rng))")))
            }
            if Int.random(in: 0..<6, using: &rng) == 0 {
                let d = Target(act: "A\(Int.random(in: 0..<i, using: &rng))")
                if !act.effects.contains(where: { $0.target.act == d.act }) { act.dependsOn.append(d) }
            }
        }
        ledger.acts.append(act)
    }
    return ledger
}

/// The definition, word for word and with no memory: slow, and independent of the floor's indexes.
struct ByDefinition {
    let ledger: LedgerFile
    /// Effects of each act, those it re-issues by confirming included.
    let effects: [[Effect]]

    init(_ ledger: LedgerFile) {
        self.ledger = ledger
        var all: [[Effect]] = []
        for act in ledger.acts {
            var mine = act.effects.filter { $0.kind == .strike }
            for confirm in act.effects where confirm.kind == .confirm {
                for again in all[ledger.acts.firstIndex { $0.id == confirm.target.act }!] where !mine.contains(again) {
                    mine.append(again)
                }
            }
            all.append(mine)
        }
        effects = all
    }

    func inForce(_ i: Int, _ component: String?, _ x: Moment, _ y: Moment, _ order: String) -> Bool {
        let a = ledger.acts[i]
        if (a.known ?? a.adopted).earliest > y || effective(a) > x { return false }
        if let until = a.until, x >= until.earliest { return false }
        for d in a.dependsOn {
            if !inForce(ledger.acts.firstIndex { $0.id == d.act }!, d.component, effective(a), y, order) { return false }
        }
        for (n, s) in ledger.acts.enumerated() where n > i && (s.known ?? s.adopted).earliest <= y {
            for e in effects[n] where e.target.act == a.id && (e.target.component == nil || e.target.component == component) {
                let counted = e.recognisedIn ?? [s.order]
                guard counted.contains(order) || counted.contains(where: { ledger.takesNotice[order]?.contains($0) ?? false })
                else {
                    continue
                }
                let low = e.from?.earliest ?? (e.modes[0] == .exTunc ? Moment.distantPast : effective(s))
                guard low <= x, e.until.map({ x < $0.earliest }) ?? true else { continue }
                if inForce(n, nil, max(x, effective(s)), y, order) { return false }
            }
        }
        return true
    }
    private func effective(_ a: Act) -> Moment { (a.effective ?? a.adopted).earliest }
}
