/// Elements that matter for reading a page; every other name is `other` and behaves as an inline element.
enum PageTag: UInt8, CaseIterable {
    case other, html, head, body, title, meta, link, base, script, style, noscript, template, svg, iframe, textarea
    case article, main, section, aside, nav, header, footer, div, p, h1, h2, h3, h4, h5, h6, hgroup
    case ul, ol, li, dl, dt, dd, blockquote, q, pre, figure, figcaption, picture, img, video, audio, object
    case table, caption, thead, tbody, tfoot, tr, td, th, form, fieldset, legend, label, button, select, option, input
    case a, span, b, strong, i, em, u, small, sub, sup, cite, time, br, hr, wbr, font, center, address, details, summary, dialog
    case source, embed, area, col, param, track, math, canvas, ins, del, mark, abbr, code, xmp, noembed, noframes, menu

    /// Its text is never the reader's: the scanner passes over it.
    var isRaw: Bool {
        switch self {
        case .script, .style, .iframe, .xmp, .noembed, .noframes, .textarea, .title: true
        default: false
        }
    }
    var isVoid: Bool {
        switch self {
        case .meta, .link, .base, .img, .input, .br, .hr, .wbr, .source, .embed, .area, .col, .param, .track: true
        default: false
        }
    }
    /// What is inside is not shown as text.
    var isSilent: Bool {
        switch self {
        case .noscript, .template, .svg, .canvas, .object, .head, .select, .video, .audio: true
        default: false
        }
    }
    /// Begins and ends a run of text.
    var isBlock: Bool {
        switch self {
        case .html, .head, .body, .article, .main, .section, .aside, .nav, .header, .footer, .div, .p, .h1, .h2, .h3, .h4, .h5,
            .h6,
            .hgroup, .ul, .ol, .li, .dl, .dt, .dd, .blockquote, .pre, .figure, .figcaption, .table, .caption, .thead, .tbody,
            .tfoot, .tr, .td, .th, .form, .fieldset, .legend, .label, .button, .select, .option, .hr, .center, .address,
            .details, .summary, .dialog, .noscript, .template, .video, .audio, .object, .iframe, .menu:
            true
        default: false
        }
    }
    /// A start tag of these ends an open paragraph (HTML Living Standard, 13.2.6.4.7).
    var closesParagraph: Bool {
        switch self {
        case .article, .main, .section, .aside, .nav, .header, .footer, .div, .p, .h1, .h2, .h3, .h4, .h5, .h6, .hgroup, .ul, .ol,
            .li, .dl, .dt, .dd, .blockquote, .pre, .figure, .figcaption, .table, .form, .fieldset, .hr, .center, .address,
            .details, .summary, .dialog, .menu:
            true
        default: false
        }
    }
    var isHeading: Bool { self.rawValue >= PageTag.h1.rawValue && self.rawValue <= PageTag.h6.rawValue }

    /// A set of tags, as bits.
    struct Group {
        private var low: UInt64 = 0
        private var high: UInt64 = 0
        init(_ tags: PageTag...) {
            for tag in tags {
                if tag.rawValue < 64 { low |= 1 << UInt64(tag.rawValue) } else { high |= 1 << UInt64(tag.rawValue - 64) }
            }
        }
        @inline(__always) func contains(_ tag: PageTag) -> Bool {
            (tag.rawValue < 64 ? low >> UInt64(tag.rawValue) : high >> UInt64(tag.rawValue - 64)) & 1 == 1
        }
    }

    /// Names are looked up by their first eight bytes and their length, packed into one word.
    private static let names: [(key: UInt64, tag: PageTag)] = {
        var table = [(key: UInt64, tag: PageTag)](repeating: (0, .other), count: 512)
        for tag in PageTag.allCases where tag != .other {
            let name = Array("\(tag)".utf8)
            let key = name.withUnsafeBufferPointer { pack($0) }
            var slot = Int(mixed(key) & 511)
            while table[slot].key != 0 { slot = (slot + 1) & 511 }
            table[slot] = (key, tag)
        }
        return table
    }()

    @inline(__always) private static func pack(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var key = UInt64(truncatingIfNeeded: name.count) << 56
        for (i, byte) in name.prefix(10).enumerated() { key ^= UInt64(byte.lowered) << UInt64((i * 7) % 57) }
        return key
    }

    static func named(_ name: UnsafeBufferPointer<UInt8>) -> PageTag {
        guard name.count <= 10 else { return .other }
        let key = pack(name)
        var slot = Int(mixed(key) & 511)
        while true {
            let entry = names[slot]
            if entry.key == key { return entry.tag }
            if entry.key == 0 { return .other }
            slot = (slot + 1) & 511
        }
    }
}
