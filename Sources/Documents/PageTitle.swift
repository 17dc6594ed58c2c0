import Foundation

/// The article's own title among what a page offers, without the site's name.
enum PageTitle {
    /// What a page offers.
    struct Offers {
        /// From JSON-LD, the article's own first.
        var headlines: [String] = []
        /// JSON-LD states an alternative headline beside its headline.
        var hasAlternative = false
        /// JSON-LD's headline was escaped for HTML.
        var isEscaped = false
        /// From `<meta>`.
        var metas: [String: String] = [:]
        /// `<title>`.
        var element: String?
        /// Texts of `<h1>` in order.
        var headings: [String] = []
        /// Names of the outlet.
        var site: [String] = []
    }

    /// Pages state up to four titles: for readers (`<h1>`), for sharing (`og:title`), for machines (JSON-LD), for search engines
    /// (`<title>`). Where they differ, the one that `<title>` repeats is most often the search engines' and another is the editors'.
    static func choose(_ offers: Offers) -> String? {
        let stated = offers.headlines.first { !$0.isEmpty }.map { strip($0, site: offers.site, known: []) }
        let known = ([stated].compactMap { $0 } + offers.headings).filter { $0.utf8.count > 15 }
            .sorted { $0.utf8.count > $1.utf8.count }
        func clean(_ title: String?) -> String? {
            title.map { strip($0, site: offers.site, known: known) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let metas = offers.metas
        let named = clean(metas["title"])
        let shared = clean(metas["og:title"] ?? metas["twitter:title"]) ?? named ?? clean(metas["dc.title"])
        let searched = clean(offers.element)
        let printed = offers.headings.map(plain)
        func same(_ a: String?, _ b: String?) -> Bool { a != nil && b != nil && plain(a!) == plain(b!) }
        func isPrinted(_ title: String?) -> Bool { title.map { printed.contains(plain($0)) } ?? false }
        guard let shared else { return stated ?? offers.headings.first { !$0.isEmpty } ?? searched }
        guard let stated else { return shared }
        // Of the same letters an escaped one has lost the editors' marks.
        if same(shared, stated) { return offers.isEscaped ? shared : stated }
        if isPrinted(shared), !same(shared, searched) { return shared }
        // Where JSON-LD was filled in with care, or all else on the page agrees with it, sharing has words of its own.
        if offers.hasAlternative || isPrinted(stated) && same(stated, searched) && same(stated, named) { return stated }
        if isPrinted(shared) { return shared }
        if isPrinted(stated) { return same(stated, searched) ? shared : stated }
        return same(stated, searched) || !same(shared, searched) ? stated : shared
    }

    private static func plain(_ s: String) -> [UInt8] { Phrases.plain(s.utf8).filter { $0.isWord } }
    private static let separators = [" | ", " - ", " – ", " — ", " • ", " · ", " » ", " :: ", " / ", "｜", "|", "：", "-", "ㅣ"]

    /// Takes " | The Site", "The Site: " off where that is the outlet's name, or what follows a title that is `known` from elsewhere.
    static func strip(_ title: String, site: [String], known: [String] = []) -> String {
        for other in known {
            guard let end = end(of: other, in: title) else { continue }
            let rest = title[end...]
            if rest.count < 60, let mark = separators.first(where: { rest.hasPrefix($0) }), rest.count > mark.count {
                return String(title[..<end])
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

    /// Where the letters and digits of `known` end in a title that begins with them; quotation marks and the like may differ.
    private static func end(of known: String, in title: String) -> String.Index? {
        if title.count > known.count, title.hasPrefix(known) { return title.index(title.startIndex, offsetBy: known.count) }
        let letters = plain(known)
        guard letters.count > 15, plain(title).starts(with: letters) else { return nil }
        var at = title.startIndex
        var left = letters.count
        while at < title.endIndex, left > 0 {
            left -= plain(String(title[at])).count
            at = title.index(after: at)
        }
        guard left == 0 else { return nil }
        // Marks that close the title are its own.
        while at < title.endIndex, title[at].isPunctuation, !"-–—|:/".contains(title[at]) { at = title.index(after: at) }
        return at < title.endIndex ? at : nil
    }
}
