/// One element of a page, in order of its start tag.
struct PageElement {
    var tag: PageTag
    /// Index of the parent, −1 for none.
    var parent: Int32
    var depth: Int16
    /// Cues of its own attributes; of it and its two nearest ancestors; of it and all its ancestors.
    var own: Cues
    var near: Cues
    var all: Cues
    /// Which tags are above it (and it), as bits of `Ancestry`.
    var ancestry: Ancestry
    /// A hash of its tag and class, for telling elements that the page styles alike.
    var style: UInt64
    /// Running numbers of its first and one past its last segment.
    var firstSegment: Int32
    var lastSegment: Int32
}

/// Elements above a segment that weigh for or against it.
struct Ancestry: OptionSet, Sendable {
    let rawValue: UInt32
    static let article = Ancestry(rawValue: 1), main = Ancestry(rawValue: 2), section = Ancestry(rawValue: 4)
    static let aside = Ancestry(rawValue: 8), nav = Ancestry(rawValue: 16), header = Ancestry(rawValue: 32)
    static let footer = Ancestry(rawValue: 64), figure = Ancestry(rawValue: 128), form = Ancestry(rawValue: 256)
    static let list = Ancestry(rawValue: 512), table = Ancestry(rawValue: 1024), button = Ancestry(rawValue: 2048)
    static let link = Ancestry(rawValue: 4096), quotation = Ancestry(rawValue: 8192), figcaption = Ancestry(rawValue: 16384)
    static let dialog = Ancestry(rawValue: 32768), hidden = Ancestry(rawValue: 65536), articleBody = Ancestry(rawValue: 131072)
    static let label = Ancestry(rawValue: 262144), listItem = Ancestry(rawValue: 524288), details = Ancestry(rawValue: 1 << 20)
    static let count = 21
    /// Inline text that only screen readers are meant to read out (", opens in a new tab"). Not a feature: such text is never kept.
    static let unseen = Ancestry(rawValue: 1 << 31)

    static func of(_ tag: PageTag) -> Ancestry {
        switch tag {
        case .article: .article
        case .main: .main
        case .section: .section
        case .aside: .aside
        case .nav, .menu: .nav
        case .header: .header
        case .footer: .footer
        case .figure: .figure
        case .form: .form
        case .ul, .ol, .dl: .list
        case .li, .dd, .dt: .listItem
        case .table: .table
        case .button: .button
        case .a: .link
        case .blockquote: .quotation
        case .figcaption: .figcaption
        case .dialog: .dialog
        case .label: .label
        case .details: .details
        default: []
        }
    }
}

/// A run of text between two block boundaries: what may become a block of the article.
struct Segment {
    /// Bytes in `PageTree.text`, white space folded, references resolved.
    var text: Range<Int>
    /// Bytes of the scanned buffer, from the first to past the last byte that is not white.
    var source: Range<Int>
    /// The block element that holds it.
    var element: Int32
    /// Bytes of it inside links, and inside bold or italic markup.
    var linkBytes: Int32 = 0
    var strongBytes: Int32 = 0
    /// Cues of inline elements inside it (a span "credit" in a caption).
    var inline: Cues = []
    /// First and past the last byte of inner text that an inline element with a credit cue holds; empty when none.
    var credit: Range<Int> = 0..<0
}

/// A page as a list of elements and segments, built in one pass without a node or a string for each.
struct PageTree {
    var elements: [PageElement] = []
    var segments: [Segment] = []
    var text: [UInt8] = []
    var facts = PageFacts()
}
