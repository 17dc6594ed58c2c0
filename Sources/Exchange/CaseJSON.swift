import CaseModel

/// `legajo-case/1`, the contract of `export --format json`. Offsets are Unicode scalars, dates EDTF.
struct CaseJSON {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    func bytes() -> [UInt8] {
        var out = JSONOut(lines: 2)
        out.object { out in
            out.member("format", "legajo-case/1")
            out.array("documents", input.documents) { write($1, &$0) }
            out.array("actors", input.record.actors) { write($1, &$0) }
            out.array("events", input.record.events) { write($1, &$0) }
            out.array("quotes", input.record.quotes) { write($1, &$0) }
            out.array("conflicts", input.record.conflicts) { write($1, &$0) }
            LedgerExport(input).write(&out)
        }
        return out.finish()
    }

    private func write(_ document: Document, _ out: inout JSONOut) {
        let published = input.dates[document.id]?.published ?? .unknown
        out.object { out in
            out.member("id", document.id.hex)
            out.member("name", document.name)
            out.member("title", document.title)
            out.member("outlet", document.outlet)
            out.member("authors", strings: document.authors)
            out.member("language", document.language)
            out.member("text", document.text)
            out.member("captions", strings: document.captions)
            out.object("published") { out in
                date(published, &out)
                out.member("basis", published.basis.rawValue)
                out.member("why", strings: published.why)
            }
            if let updated = input.dates[document.id]?.updated {
                out.object("updated") { out in
                    date(updated, &out)
                    out.member("why", strings: updated.why)
                }
            }
            if let section = document.section { out.member("section", section) }
            if let url = document.canonicalURL { out.member("url", url) }
            out.member("copy_of", (input.record.copies[document.id] ?? document.copyOf)?.hex)
            if !document.problems.isEmpty { out.member("problems", strings: document.problems) }
        }
    }

    private func date(_ date: SolvedDate, _ out: inout JSONOut) {
        out.member("edtf", date.edtf)
        out.member("best", date.best)
    }

    private func write(_ actor: CaseActor, _ out: inout JSONOut) {
        out.object { out in
            out.member("id", actor.id.id)
            out.member("name", actor.name)
            out.member("kind", actor.kind.rawValue)
            out.member("aliases", strings: actor.aliases)
            out.array("roles", actor.roles) { out, role in
                out.object { out in
                    out.member("role", role.role)
                    out.member("edtf", role.edtf)
                }
            }
            out.member("born", actor.born)
            if let country = actor.country { out.member("country", country) }
        }
    }

    private func write(_ event: Event, _ out: inout JSONOut) {
        out.object { out in
            out.member("id", event.id.id)
            out.member("kind", event.kind.rawValue)
            out.object("date") { out in
                date(event.date, &out)
                out.member("basis", event.date.basis.rawValue)
                out.member("why", strings: event.date.why)
            }
            out.member("headline", event.headline)
            out.array("participants", event.participants) { out, participant in
                out.object { out in
                    out.member("role", participant.role.rawValue)
                    out.member("actor", participant.actor?.id)
                    out.member("name", participant.name)
                }
            }
            out.member("modality", event.modality.rawValue)
            out.member("targets", strings: event.targets.map(\.id))
            out.array("figures", event.figures) { out, figure in
                out.object { out in
                    out.member("value", number: figure.value)
                    if let high = figure.high { out.member("high", number: high) }
                    out.member("unit", figure.unit)
                    out.member("what", figure.what)
                }
            }
            out.array("evidence", event.evidence) { out, evidence in
                out.object { out in
                    passage(evidence.passage, &out)
                    out.member("modality", evidence.modality.rawValue)
                    if let date = evidence.date { out.member("date", date) }
                }
            }
            out.member("independent_sources", event.independentSources)
            out.member("review", event.review.rawValue)
            if let legal = event.legal { write(legal, &out) }
            if let note = event.note { out.member("note", note) }
        }
    }

    private func write(_ legal: LegalTraits, _ out: inout JSONOut) {
        out.object("legal") { out in
            out.member("mode", legal.mode?.rawValue)
            if !legal.components.isEmpty { out.member("components", strings: legal.components) }
            if let effective = legal.effective { out.member("effective", effective) }
            if let until = legal.until { out.member("until", until) }
            if let binding = legal.binding { out.member("binding", binding) }
            if let content = legal.content { out.member("content", content) }
        }
    }

    private func passage(_ passage: Passage, _ out: inout JSONOut, text: String = "quote") {
        out.member("document", passage.document.hex)
        let (start, end) = input.papers[passage.document]?.scalars(passage.range) ?? (passage.start, passage.end)
        out.member("start", start)
        out.member("end", end)
        out.member(text, input.words(passage))
    }

    private func write(_ quote: Quote, _ out: inout JSONOut) {
        out.object { out in
            out.member("speaker", quote.speaker?.id)
            out.member("name", quote.name)
            passage(quote.passage, &out, text: "text")
            out.member("direct", quote.form != .indirect)
            out.member("form", quote.form.rawValue)
            out.object("date") { date(quote.date, &$0) }
        }
    }

    private func write(_ conflict: Conflict, _ out: inout JSONOut) {
        out.object { out in
            out.member("about", conflict.about)
            out.member("field", conflict.field.rawValue)
            out.array("values", conflict.sides) { out, side in
                out.object { out in
                    out.member("value", side.value)
                    out.array("evidence", side.evidence) { out, evidence in out.object { passage(evidence, &$0) } }
                    out.member("independent_sources", side.independentSources)
                }
            }
        }
    }
}
