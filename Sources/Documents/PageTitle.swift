import Foundation

/// The article's own title among what a page offers, without the site's name.
enum PageTitle {
    /// Pages state up to four titles: for readers (`<h1>`), for sharing (`og:title`), for machines (JSON-LD), for search engines
    /// (`<title>`). Where they differ, the one that `<title>` repeats is the search engines' and another is the editors'.
    ///
    /// - Parameters:
    ///   - headlines: from JSON-LD. - metas: from `<meta>`. - element: `<title>`. - headings: texts of `<h1>` in order. - site: names of the outlet.
    static func choose(headlines: [String], metas: [String: String], element: String?, headings: [String], site: [String])
        -> String?
    {
        let stated = headlines.first { !$0.isEmpty }.map { strip($0, site: site, known: []) }
        let known = ([stated].compactMap { $0 } + headings).filter { $0.utf8.count > 15 }.sorted { $0.utf8.count > $1.utf8.count }
        func clean(_ title: String?) -> String? {
            title.map { strip($0, site: site, known: known) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let shared = clean(metas["og:title"] ?? metas["twitter:title"] ?? metas["title"] ?? metas["dc.title"])
        let searched = clean(element)
        let printed = headings.map(plain)
        func same(_ a: String?, _ b: String?) -> Bool { a != nil && b != nil && plain(a!) == plain(b!) }
        func isPrinted(_ title: String?) -> Bool { title.map { printed.contains(plain($0)) } ?? false }
        guard let shared else { return stated ?? headings.first { !$0.isEmpty } ?? searched }
        guard let stated else {
            // Of the same letters the printed heading may lack the marks between its lines.
            return shared
        }
        if same(shared, stated) { return stated }
        if isPrinted(stated), !isPrinted(shared) { return same(stated, searched) ? shared : stated }
        if isPrinted(shared) { return shared }
        return same(stated, searched) || !same(shared, searched) ? stated : shared
    }

    private static func plain(_ s: String) -> [UInt8] { Phrases.plain(s.utf8).filter { $0.isWord } }
    private static let separators = [" | ", " - ", " – ", " — ", " • ", " · ", " » ", " :: ", " / ", "｜", "|", "：", "-", "ㅣ"]

    /// Takes " | The Site", "The Site: " off where that is the outlet's name, or what follows a title that is `known` from elsewhere.
    static func strip(_ title: String, site: [String], known: [String] = []) -> String {
        for other in known where title.count > other.count && title.hasPrefix(other) {
            let rest = title.dropFirst(other.count)
            if rest.count < 40, let mark = separators.first(where: { rest.hasPrefix($0) }), rest.count > mark.count {
                return other
            }
        }
        var best = title
        let names = site.map(plain).filter { !$0.isEmpty }
        for separator in separators.dropLast(2) {
            guard let range = best.range(of: separator, options: .backwards) else { continue }
            let tail = plain(String(best[range.upperBound...]))
            let head = plain(String(best[..<range.lowerBound]))
            let isSite = names.contains { $0 == tail || tail.count >= 4 && ($0.starts(with: tail) || tail.starts(with: $0)) }
            if isSite, head.count >= tail.count || head.count > 12 {
                best = folded(String(best[..<range.lowerBound]))
            } else if names.contains(head) {
                best = folded(String(best[range.upperBound...]))
            }
        }
        return best
    }
}
