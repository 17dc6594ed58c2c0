/// What the recogniser's names are in this domain, and one type for one name in the whole document.
struct NameTyper: Sendable {
    init() throws {}
    func finish(_ analysis: inout Analysis) {}
}
