import CaseModel

/// The chronology as one HTML page that needs nothing else: style inside, no script, prints well; each entry with its
/// quotes and papers, and the same facts as schema.org JSON-LD for machines.
struct WebPage {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1b1b1b;--soft:#5a5a5a;--rule:#c9c4b8;--paper:#fffdf8}
        @media(prefers-color-scheme:dark){:root{--ink:#ece8df;--soft:#a9a499;--rule:#4b473f;--paper:#191815}}
        body{margin:0 auto;max-width:48rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.55 Georgia,serif}
        h1{font-size:1.7rem;margin:0 0 .3rem}h2{border-bottom:1px solid var(--rule);margin:2.2rem 0 .8rem}
        article{margin:0 0 1.4rem;break-inside:avoid}h3{font-size:1.05rem;margin:0}time{font-weight:normal;color:var(--soft)}
        .facts{color:var(--soft);font-size:.85rem;margin:.1rem 0}blockquote{margin:.4rem 0;padding-left:.9rem;border-left:3px solid var(--rule)}
        cite{display:block;color:var(--soft);font-size:.85rem}.split{border:1px solid var(--rule);padding:.3rem .6rem;font-size:.9rem}
        nav a{margin-right:.6rem}code{font-size:.85em}
        @media print{nav{display:none}body{max-width:none}}
        """

    func bytes() -> [UInt8] {
        let name = Markup.xml(input.name)
        var html = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(name)</title>
            <style>\(WebPage.style)</style>
            <script type="application/ld+json">\(linkedData())</script>
            </head>
            <body>
            <header><h1>\(name)</h1>
            <p class="facts">\(input.shown.count) entries from \(input.documents.count) papers</p></header>

            """
        var years: [(year: String, events: [Event])] = []
        for event in input.shown {
            let year = MarkdownPage.year(event)
            if years.last?.year == year { years[years.count - 1].events.append(event) } else { years.append((year, [event])) }
        }
        html += "<nav aria-label=\"Years\">"
        for (index, year) in years.enumerated() { html += "<a href=\"#y\(index)\">\(year.year)</a> " }
        html += "</nav>\n<main>\n"
        for (index, year) in years.enumerated() {
            html += "<section id=\"y\(index)\"><h2>\(year.year)</h2>\n"
            for event in year.events { html += entry(event) }
            html += "</section>\n"
        }
        html += "<section><h2>Papers</h2><ul>\n"
        for document in input.documents {
            html += "<li>\(Markup.xml(input.citation(document.id)))<br><code>\(Markup.xml(document.name))</code></li>\n"
        }
        html += "</ul></section>\n</main>\n</body>\n</html>\n"
        return Array(html.utf8)
    }

    private func entry(_ event: Event) -> String {
        let parts = DateParts(event.date.edtf)
        let machine = parts.flatMap { parts in parts.isSingle ? parts.first.map { " datetime=\"\(parts.iso($0))\"" } : nil } ?? ""
        var html = "<article id=\"\(Markup.xml(event.id.id))\"><h3>"
        html += "<time\(machine)>\(Markup.xml(DateWords.words(event.date.edtf, lasting: event.kind == .govern)))</time> "
        html += "\(Markup.xml(event.headline))</h3>\n<p class=\"facts\">\(event.kind.rawValue)"
        if event.modality != .asserted { html += ", \(event.modality.rawValue)" }
        if event.review != .proposed { html += ", \(event.review.rawValue)" }
        html += ", \(event.independentSources) independent source\(event.independentSources == 1 ? "" : "s")</p>\n"
        for target in event.targets {
            html += "<p class=\"facts\">acts on <a href=\"#\(Markup.xml(target.id))\">\(Markup.xml(target.id))</a></p>\n"
        }
        for evidence in event.evidence {
            html += "<blockquote>\(Markup.xml(Markup.line(input.words(evidence.passage))))"
            html += "<cite>\(Markup.xml(input.citation(evidence.passage.document)))</cite></blockquote>\n"
        }
        if let note = event.note { html += "<p>\(Markup.xml(note))</p>\n" }
        for conflict in input.record.conflicts where conflict.about == event.id.id {
            html += "<p class=\"split\">Papers disagree on the \(conflict.field.rawValue): "
            html += conflict.sides.map { side in
                "<b>\(Markup.xml(side.value))</b> (\(Markup.xml(side.evidence.map { input.citation($0.document) }.joined(separator: "; "))))"
            }.joined(separator: " against ")
            html += "</p>\n"
        }
        return html + "</article>\n"
    }

    /// schema.org: one Event an entry. Its dates are ISO days, so only entries with both ends known carry them.
    private func linkedData() -> String {
        var out = JSONOut(lines: 0)
        out.object { out in
            out.member("@context", "https://schema.org")
            out.array("@graph", input.shown) { out, event in
                out.object { out in
                    out.member("@type", "Event")
                    out.member("identifier", event.id.id)
                    out.member("name", event.headline)
                    if let parts = DateParts(event.date.edtf), let first = parts.first, let last = parts.last {
                        out.member("startDate", parts.iso(first))
                        out.member("endDate", parts.iso(last))
                    }
                    out.array("subjectOf", event.evidence) { out, evidence in
                        out.object { out in
                            out.member("@type", "Quotation")
                            out.member("text", input.words(evidence.passage))
                            out.member("isPartOf", input.citation(evidence.passage.document))
                        }
                    }
                }
            }
        }
        // "</script>" inside a string would end the element.
        return String(decoding: out.bytes, as: UTF8.self).replacing("<", with: "\\u003c")
    }
}
