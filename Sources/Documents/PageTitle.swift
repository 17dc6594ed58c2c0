import Foundation

/// The article's own title among what a page offers, without the site's name.
enum PageTitle {
    /// - Parameters:
    ///   - headlines: from JSON-LD. - metas: from `<meta>`. - element: `<title>`. - headings: texts of `<h1>` in order. - site: names of the outlet.
    static func choose(headlines: [String], metas: [String: String], element: String?, headings: [String], site: [String]) -> String? {
        let open = metas["og:title"].map { strip($0, site: site) }
        let titles = [open, headlines.first, metas["headline"], metas["twitter:title"].map { strip($0, site: site) }, metas["title"].map { strip($0, site: site) }, element.map { strip($0, site: site) }].compactMap { $0 }.filter { !$0.isEmpty }
        // What the page prints as its heading and says elsewhere too is the title.
        for heading in headings where heading.utf8.count > 8 {
            let key = plain(heading)
            if titles.contains(where: { plain($0) == key }) { return heading }
        }
        if let best = titles.first { return best }
        return headings.first { !$0.isEmpty }
    }

    private static func plain(_ s: String) -> [UInt8] { Phrases.plain(s.utf8).filter { $0.isWord } }

    /// Takes " | The Site", " - The Site", "The Site: " off where that is the outlet's name, or the last part after a bar.
    static func strip(_ title: String, site: [String]) -> String {
        var best = title
        let names = site.map(plain).filter { !$0.isEmpty }
        for separator in [" | ", " - ", " – ", " — ", " • ", " · ", " » ", " :: ", " / ", "｜", "|"] {
            guard let range = best.range(of: separator, options: .backwards) else { continue }
            let tail = plain(String(best[range.upperBound...]))
            let head = plain(String(best[..<range.lowerBound]))
            let isSite = names.contains { $0 == tail || tail.count >= 4 && ($0.starts(with: tail) || tail.starts(with: $0)) }
            if isSite, head.count >= tail.count || head.count > 12 { best = folded(String(best[..<range.lowerBound])) }
            else if names.contains(head) { best = folded(String(best[range.upperBound...])) }
        }
        return best
    }
}
