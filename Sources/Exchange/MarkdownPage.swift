import CaseModel
import EDTF

/// The chronology as Markdown (CommonMark): a heading a year, an entry with its date, people, quotes and papers.
struct MarkdownPage {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    func bytes() -> [UInt8] {
        var text = "# \(Markup.markdown(input.name))\n"
        var year: String?
        for event in input.shown {
            let heading = MarkdownPage.year(event)
            if heading != year {
                text += "\n## \(heading)\n"
                year = heading
            }
            text +=
                "\n**\(DateWords.words(event.date.edtf, lasting: event.kind == .govern))** · \(Markup.markdown(event.headline))"
            text += "  \n*\(event.kind.rawValue)"
            if event.modality != .asserted { text += ", \(event.modality.rawValue)" }
            if event.review != .proposed { text += ", \(event.review.rawValue)" }
            text +=
                ", \(event.independentSources) independent source\(event.independentSources == 1 ? "" : "s")* `\(event.id.id)`\n"
            for evidence in event.evidence {
                text += "\n> \(Markup.markdown(Markup.line(input.words(evidence.passage))))  \n"
                text += "> — \(Markup.markdown(input.citation(evidence.passage.document)))\n"
            }
            if let note = event.note { text += "\n\(Markup.markdown(note))\n" }
            for target in event.targets {
                text += "\nActs on: \(Markup.markdown(headline(target)))\n"
            }
            for conflict in input.record.conflicts where conflict.about == event.id.id {
                let sides = conflict.sides.map {
                    "\($0.value) (\($0.evidence.map { input.citation($0.document) }.joined(separator: "; ")))"
                }
                text +=
                    "\nPapers disagree on the \(conflict.field.rawValue): \(Markup.markdown(sides.joined(separator: " against ")))\n"
            }
        }
        text += "\n## Papers\n\n"
        for document in input.documents {
            text += "- \(Markup.markdown(input.citation(document.id))) — `\(document.name.filter { $0 != "`" })`\n"
        }
        return Array(text.utf8)
    }

    private func headline(_ id: EventID) -> String {
        input.record.events.first { $0.id == id }.map { "\($0.headline) (\(DateWords.words($0.date.edtf)))" } ?? id.id
    }

    /// The heading under which an entry stands: the year of its first possible day.
    static func year(_ event: Event) -> String {
        guard let parts = DateParts(event.date.edtf), let day = parts.first ?? parts.last else { return "Without a date" }
        return DateParts.year(day.year)
    }
}
