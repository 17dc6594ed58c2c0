import CaseModel
import GRDB

/// Bibliographic facts that people gave for papers ("Zotero says who wrote it"), from the log's decisions in force.
///
/// What a paper states of itself is never replaced: a fact stands in only where the paper gives none. Of several decisions about one paper,
/// the last that gives a fact holds.
struct Described {
    private struct Facts {
        var title: String?
        var outlet: String?
        var authors: [String] = []
    }
    private var byPaper: [DocumentID: Facts] = [:]

    init(_ db: Database) throws {
        // Most logs describe no paper: they need not be read.
        guard
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM log WHERE instr(payload, '\"describeDocument\"') > 0)")
                == true
        else { return }
        for decision in Log.active(try Log.decisions(db)) {
            guard case .describeDocument(let id, let title, let outlet, let authors) = decision.action else { continue }
            var facts = byPaper[id] ?? Facts()
            facts.title = title ?? facts.title
            facts.outlet = outlet ?? facts.outlet
            if !authors.isEmpty { facts.authors = authors }
            byPaper[id] = facts
        }
    }

    func complete(_ document: inout Document) {
        guard let facts = byPaper[document.id] else { return }
        if (document.title ?? "").isEmpty { document.title = facts.title }
        if (document.outlet ?? "").isEmpty { document.outlet = facts.outlet }
        if document.authors.isEmpty { document.authors = facts.authors }
    }
}
