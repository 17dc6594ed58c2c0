import CaseModel

/// W3C Web Annotation (2017) as JSON-LD: one annotation for each passage of each entry and quote. Positions count
/// Unicode scalars of the paper's text, whose SHA-256 the state gives.
struct WebAnnotations {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    func bytes() -> [UInt8] {
        var out = JSONOut(lines: 2)
        out.object { out in
            out.member("@context", "http://www.w3.org/ns/anno.jsonld")
            out.member("id", "urn:uuid:" + StableID.uuid("page " + input.name))
            out.member("type", "AnnotationPage")
            var items: [(body: String, label: String, passage: Passage)] = []
            for event in input.shown {
                for evidence in event.evidence { items.append(("event:" + event.id.id, event.headline, evidence.passage)) }
            }
            for quote in input.record.quotes {
                items.append(("quote", (quote.name ?? "unknown") + " speaks", quote.passage))
            }
            out.array("items", items) { annotation($1.body, $1.label, $1.passage, &$0) }
        }
        return out.finish()
    }

    private func annotation(_ body: String, _ label: String, _ passage: Passage, _ out: inout JSONOut) {
        guard let paper = input.papers[passage.document] else { return out.object { $0.member("type", "Annotation") } }
        let scalars = paper.scalars(passage.range)
        out.object { out in
            let key = "\(body) \(passage.document.hex) \(passage.start) \(passage.end)"
            out.member("id", "urn:uuid:" + StableID.uuid(key))
            out.member("type", "Annotation")
            out.member("motivation", body == "quote" ? "tagging" : "linking")
            out.array("body", [0, 1]) { out, index in
                if index == 1 {
                    out.object { out in
                        out.member("type", "TextualBody")
                        out.member("value", label)
                        out.member("format", "text/plain")
                    }
                } else {
                    out.value("urn:legajo:\(body)")
                }
            }
            out.object("target") { out in
                out.member("source", "file:" + WebAnnotations.path(paper.document.name))
                out.object("state") { out in
                    out.member("type", "State")
                    out.member("name", "sha256 of the original: \(passage.document.hex); positions in the extracted text")
                }
                out.array("selector", [0, 1]) { out, index in
                    out.object { out in
                        if index == 0 {
                            out.member("type", "TextPositionSelector")
                            out.member("start", scalars.start)
                            out.member("end", scalars.end)
                        } else {
                            out.member("type", "TextQuoteSelector")
                            out.member("exact", paper.words(passage.range))
                            out.member("prefix", around(paper, passage.start, back: true))
                            out.member("suffix", around(paper, passage.end, back: false))
                        }
                    }
                }
            }
        }
    }

    /// Up to 32 scalars before or after a byte offset.
    private func around(_ paper: Paper, _ offset: Int, back: Bool) -> String {
        let words = back ? paper.words(max(0, offset - 128)..<offset) : paper.words(offset..<offset + 128)
        let scalars = back ? words.unicodeScalars.suffix(32) : words.unicodeScalars.prefix(32)
        return String(String.UnicodeScalarView(scalars))
    }

    /// A path as the path of a URI (RFC 3986): what is neither unreserved nor "/" as %XX.
    static func path(_ name: String) -> String {
        let hex = Array("0123456789ABCDEF")
        var out = ""
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
            }
        }
        return out
    }
}
