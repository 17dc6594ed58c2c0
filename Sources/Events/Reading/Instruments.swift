import CaseModel
import Language

/// Acts that stand in what somebody signs or passes: "signed an act freeing her", "passed a law that annuls the verdicts".
extension EventReader {
    /// Who signs it does what it says, on the day on which he signs.
    mutating func shareWithInstruments() {
        for index in drafts.indices where !drafts[index].isNoun {
            let clauses = reading.scene.sentences[drafts[index].sentence]
            let head = drafts[index].head
            guard clauses.relation(head) == "acl" || clauses.relation(head) == "acl:relcl", !clauses.isInfinitive(head) else {
                continue
            }
            let paper = clauses.tokens[head].head
            guard paper >= 0, paper < head, clauses.isClass(paper, .legalact) || clauses.isClass(paper, .law),
                clauses.relation(paper) == "obj" || clauses.relation(paper) == "nsubj:pass"
            else { continue }
            // A relative clause must be about the paper itself: "a law that annuls", not "the law that he broke".
            if let subject = drafts[index].predicate?.subject, clauses.through(subject) != paper, subject != paper,
                clauses.relation(head) == "acl:relcl"
            {
                continue
            }
            let verb = clauses.tokens[paper].head
            guard verb >= 0, clauses.isClass(verb, .support) || clauses.tokens[verb].lemma == "adopt" else { continue }
            let over = reading.predicate(clauses.number, verb)
            guard let who = over.subject, reading.isPerson(clauses, who) || reading.isBody(clauses, who) else { continue }
            let patients = drafts[index].entities(.patient)
            let truth = reading.truth(clauses, verb)
            drafts[index].event.arguments.removeAll { $0.role == .agent }
            drafts[index].event.arguments.append(argument(.agent, who, clauses))
            // "pardoning him" is nobody who signs.
            if let signer = reading.entity(clauses, who), patients.contains(signer) {
                drafts[index].event.arguments.removeAll { $0.role == .patient && $0.entity == signer }
            }
            drafts[index].event.modality = truth.modality
            drafts[index].event.tense = truth.tense
            drafts[index].event.anterior = truth.anterior
            if drafts[index].event.whens.isEmpty,
                let signing = drafts.first(where: { $0.sentence == clauses.number && $0.head == verb && !$0.event.whens.isEmpty })
            {
                drafts[index].event.whens = signing.event.whens.filter { $0.bearing == .at }
            }
        }
    }
}

extension Clauses {
    /// "to free": a verb with the mark of the infinitive.
    func isInfinitive(_ verb: Int) -> Bool { children[verb].contains { forms[$0] == "to" && relation($0) == "mark" } }
}
