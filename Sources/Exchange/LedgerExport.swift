import CaseModel
import Ledger

/// The persons whose legal status a case tells, and their ledgers.
struct LedgerExport {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    /// Kinds of acts and facts that touch a person's legal status.
    private static let kinds: Set<EventKind> = [
        .convict, .sentence, .pardon, .commute, .amnesty, .annul, .restore, .uphold, .overrule, .suspend, .orderRelease,
        .orderDetention, .charge, .indict, .acquit, .dismiss, .arrest, .detain, .release, .extradite, .impeach,
    ]
    /// Most subjects that are worked out where nobody names one: those that most acts hit.
    private static let most = 50

    /// Persons whom acts hit, those of most acts first, then by id.
    var subjects: [ActorID] {
        var counts: [ActorID: Int] = [:]
        for event in input.shown where LedgerExport.kinds.contains(event.kind) {
            for participant in event.participants where [.patient, .beneficiary, .target].contains(participant.role) {
                if let actor = participant.actor, input.actors[actor]?.kind == .person { counts[actor, default: 0] += 1 }
            }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(LedgerExport.most).map(\.key)
    }

    func ledger(of subject: ActorID) -> CaseLedger {
        let papers = input.papers
        return CaseLedger(record: input.record, subject: subject) { passage in papers[passage.document]?.words(passage.range) }
    }

    /// The `ledger` object of the contract.
    func write(_ out: inout JSONOut) {
        out.object("ledger") { out in
            out.array("subjects", subjects.map { ledger(of: $0).export }.filter { !$0.acts.isEmpty }) { out, subject in
                out.object { out in
                    out.member("actor", subject.actor)
                    out.array("acts", subject.acts) { out, act in
                        out.object { out in
                            out.member("id", act.id)
                            out.member("authority", act.authority)
                            out.member("order", act.order)
                            out.member("effect", act.effect)
                            out.member("mode", act.mode)
                            out.member("on", act.on)
                            out.member("targets", strings: act.targets)
                            out.member("binding", act.binding)
                        }
                    }
                }
            }
        }
    }

    /// One YAML file for the person asked for, or for each person whose ledger has acts.
    func files() throws -> [ExportFile] {
        let wanted = try input.subject.map { [try named($0)] } ?? subjects
        return wanted.compactMap { id in
            let ledger = ledger(of: id).ledger
            guard input.subject != nil || !ledger.acts.isEmpty else { return nil }
            let name = (input.actors[id]?.name ?? id.id).unicodeScalars.map { $0.properties.isAlphabetic ? String($0) : "-" }
                .joined()
            return ExportFile(name: "\(name).ledger.yaml", bytes: Array(ledger.yaml.utf8))
        }
    }

    private func named(_ name: String) throws -> ActorID {
        let actors = input.record.actors
        let found =
            actors.first { $0.id.id == name } ?? actors.first { $0.name == name } ?? actors.first { $0.aliases.contains(name) }
        guard let found else { throw ExportError.unknownSubject(name) }
        return found.id
    }
}
