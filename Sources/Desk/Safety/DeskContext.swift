import Hummingbird
import Logging

/// What a page knows of the request that it answers: the guard has filled it before any page sees it.
struct DeskContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The twin in JSON was asked for.
    var asJSON = false
    /// The session's id; the token itself for a program that carries it in `Authorization`.
    var session = ""
    var query = Fields()
    /// The body of a form.
    var form = Fields()
    /// Path and query as asked for, without the twin's ending.
    var address = "/"

    init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }

    /// A context without a connection.
    init(logger: Logger) { coreContext = .init(source: Bare(logger: logger)) }

    private struct Bare: RequestContextSource { let logger: Logger }

    /// A part of the path by its name in the route, decoded.
    func part(_ name: String) -> String {
        parameters.get(name).map { Fields.decode(Array($0.utf8)) } ?? ""
    }
}

/// Why a request is not answered: its status and words for a person.
struct Refusal: Error {
    var status: HTTPResponse.Status
    var title: String
    var words: String
    var headers: HTTPFields = [:]

    static func missing(_ what: String) -> Refusal {
        Refusal(status: .notFound, title: "Not in this case", words: what)
    }
    static func unreadable(_ what: String) -> Refusal {
        Refusal(status: .unprocessableContent, title: "That cannot be taken", words: what)
    }
}
