import CaseModel
import EDTF

/// The papers as a bibliography: CSL-JSON (Zotero, pandoc) and RIS. What is not known of a paper is left out.
struct Bibliography {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    /// Family and given name by the last space; a name of one word, or of a body, stays whole.
    static func name(_ author: String) -> (family: String, given: String)? {
        guard let space = author.lastIndex(of: " "), !author.contains(",") else { return nil }
        return (String(author[author.index(after: space)...]), String(author[..<space]))
    }

    func csl() -> [UInt8] {
        var out = JSONOut(lines: 1)
        out.array(input.documents) { out, document in
            out.object { out in
                out.member("id", String(document.id.hex.prefix(16)))
                out.member("type", document.outlet == nil && document.canonicalURL != nil ? "webpage" : "article-newspaper")
                out.member("title", document.title ?? document.name)
                if let outlet = document.outlet { out.member("container-title", outlet) }
                if !document.authors.isEmpty {
                    out.array("author", document.authors) { out, author in
                        out.object { out in
                            if let name = Bibliography.name(author) {
                                out.member("family", name.family)
                                out.member("given", name.given)
                            } else {
                                out.member("literal", author)
                            }
                        }
                    }
                }
                if let parts = DateParts(input.dates[document.id]?.published.edtf), let first = parts.first {
                    out.object("issued") { out in
                        let ends = parts.isSingle ? [first] : [first] + (parts.last.map { [$0] } ?? [])
                        out.array("date-parts", ends) { out, day in
                            let civil = [day.year, day.month, day.day].prefix(parts.precision.rawValue + 1)
                            out.array(civil) { $0.value($1) }
                        }
                        if parts.approximate || parts.uncertain { out.member("circa", true) }
                    }
                }
                if let url = document.canonicalURL { out.member("URL", url) }
                if let section = document.section { out.member("section", section) }
                if let language = document.language { out.member("language", language) }
                out.member("note", "file: \(document.name); sha256: \(document.id.hex)")
            }
        }
        return out.finish()
    }

    func ris() -> [UInt8] {
        var text = ""
        func line(_ tag: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            text += "\(tag)  - \(Markup.line(value))\r\n"
        }
        for document in input.documents {
            text += "TY  - \(document.outlet == nil && document.canonicalURL != nil ? "ELEC" : "NEWS")\r\n"
            line("TI", document.title ?? document.name)
            for author in document.authors {
                line("AU", Bibliography.name(author).map { "\($0.family), \($0.given)" } ?? author)
            }
            line("T2", document.outlet)
            if let parts = DateParts(input.dates[document.id]?.published.edtf), parts.isSingle, let day = parts.first {
                line("PY", DateParts.year(day.year))
                if parts.precision == .day {
                    line("DA", "\(DateParts.year(day.year))/\(DateParts.two(day.month))/\(DateParts.two(day.day))/")
                } else if parts.precision == .month {
                    line("DA", "\(DateParts.year(day.year))/\(DateParts.two(day.month))//")
                }
            }
            line("UR", document.canonicalURL)
            line("LA", document.language)
            for event in input.shown where event.evidence.contains(where: { $0.passage.document == document.id }) {
                line("KW", event.headline)
            }
            line("N1", "file: \(document.name); sha256: \(document.id.hex)")
            text += "ER  - \r\n\r\n"
        }
        return Array(text.utf8)
    }
}
