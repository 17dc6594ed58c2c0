import Foundation
import HTTPTypes
import Hummingbird

/// What a page shows: its twin in JSON is this value, and its template reads the same one.
protocol PageModel: Encodable, Sendable {
    static var template: String { get }
    /// The document's title.
    var title: String { get }
    /// The entry of the navigation that is current.
    static var place: String { get }
}

/// What a route answers.
enum Answer: Sendable {
    case page(any PageModel)
    /// After a form: the page that shows what it did.
    case moved(String, said: String)
    case file(bytes: [UInt8], type: String, name: String?)
    /// The password was right: the session that was opened, and where to go.
    case entered(String, to: String)
}

/// What surrounds every page.
struct Shell {
    struct Place {
        let label: String
        let href: String
        let current: Bool
    }
    let title: String
    let caseName: String
    let places: [Place]
    let formToken: String
    /// Where forms come back to.
    let here: String
    let twin: String
    let notice: String?
    let inside: Bool
    let page: any PageModel
}

struct ErrorPage: PageModel {
    static let template = "error"
    static let place = ""
    let title: String
    let status: Int
    let words: String
}

/// The answer of a form to a program.
struct DoneAnswer: Encodable { let done: Bool, said: String, location: String }

extension Desk {
    static let places: [(label: String, href: String)] = [
        ("Chronology", "/"), ("Status", "/status"), ("Papers", "/papers"), ("People", "/people"), ("Quotes", "/quotes"),
        ("Disagreements", "/disagreements"), ("Review", "/review"), ("Reading", "/reading"),
    ]

    /// Words that a page may show after a form, by the code in its address.
    static let notices = [
        "accepted": "Accepted.", "rejected": "Rejected: it stays on file, out of the chronology.", "reopened": "Open again.",
        "corrected": "Corrected.", "merged": "Merged.", "split": "Split.", "undone": "Taken back.",
        "nothing": "There was nothing to take back.",
        "waiting": "Kept. Papers are being read just now; it shows here once that is done.",
        "dated": "Dated. What moved is listed below.", "ignored": "Set aside.", "added": "Added.",
        "reading": "Reading has begun.",
        "same": "Taken as one person from now on.", "different": "Taken as two people from now on.",
    ]

    func answer(_ answer: Answer, _ context: DeskContext) throws -> Response {
        switch answer {
        case .page(let model): return context.asJSON ? try json(model) : try html(model, context)
        case .entered(let session, let address): return welcome(session: session, to: address)
        case .moved(let location, let said):
            if context.asJSON { return try json(DoneAnswer(done: true, said: Self.notices[said] ?? said, location: location)) }
            let (path, anchor) =
                location.firstIndex(of: "#").map { (String(location[..<$0]), String(location[$0...])) } ?? (location, "")
            let mark = path.contains("?") ? "&" : "?"
            return Response(status: .seeOther, headers: [.location: "\(path)\(mark)said=\(said)\(anchor)"])
        case .file(let bytes, let type, let name):
            var headers: HTTPFields = [.contentType: type]
            if let name { headers[.contentDisposition] = "attachment; filename*=UTF-8''\(Fields.encode(name))" }
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    func answer(_ refusal: Refusal, _ context: DeskContext) -> Response {
        let page = ErrorPage(title: refusal.title, status: refusal.status.code, words: refusal.words)
        var response: Response
        do { response = context.asJSON ? try json(page) : try html(page, context) } catch {
            response = Response(status: .internalServerError)
        }
        response.status = refusal.status
        for field in refusal.headers { response.headers[field.name] = field.value }
        return response
    }

    func json(_ value: some Encodable) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let bytes = [UInt8](try encoder.encode(value))
        return Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    func html(_ model: some PageModel, _ context: DeskContext) throws -> Response {
        let inside = !context.session.isEmpty
        let shell = Shell(
            title: model.title, caseName: inside ? source.name : "Legajo",
            places: inside
                ? Self.places.map { .init(label: $0.label, href: $0.href, current: $0.href == type(of: model).place) } : [],
            formToken: inside ? gate.formToken(session: context.session) : "", here: context.returnAddress,
            twin: context.twinAddress, notice: context.query["said"].flatMap { Self.notices[$0] }, inside: inside, page: model)
        guard let text = templates.render(shell, withTemplate: type(of: model).template) else {
            throw DeskError("the template \(type(of: model).template) is not there; install Legajo again")
        }
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// Opens a session and takes the token out of the address.
    func welcome(session: String, to address: String) -> Response {
        let cookie = Cookie(name: cookieName, value: session, path: "/", secure: false, httpOnly: true, sameSite: .strict)
        return Response(status: .seeOther, headers: [.location: address, .setCookie: cookie.description])
    }
}

extension DeskContext {
    private var kept: String {
        query.pairs.filter { $0.name != "said" && $0.name != "token" }
            .map { "\(Fields.encode($0.name))=\(Fields.encode($0.value))" }.joined(separator: "&")
    }
    private var path: String {
        address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? "/"
    }

    /// This page without the notice.
    var returnAddress: String { kept.isEmpty ? path : "\(path)?\(kept)" }
    var twinAddress: String {
        let twin = path == "/" ? "/index.json" : path + ".json"
        return kept.isEmpty ? twin : "\(twin)?\(kept)"
    }
    /// Where a form wants to go back to: a page of this desk, or `fallback`.
    func back(to fallback: String) -> String {
        guard let to = form["to"] ?? query["to"], to.hasPrefix("/"), !to.hasPrefix("//"), !to.contains("\\"),
            to.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return fallback }
        return to
    }
}
