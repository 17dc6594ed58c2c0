import CaseFile
import HTTPTypes
import Hummingbird
import NIOCore

/// How much may be sent at once.
enum Limits {
    static let formBytes = 256 << 10
    static let uploadBytes = 64 << 20
}

/// Stands before every page: host, method, origin, session, form token and size are checked in this order, and the twin's
/// ending is taken off, before a page sees the request. All answers leave with the same headers.
struct Guard<Inner: HTTPResponder>: HTTPResponder where Inner.Context == DeskContext {
    let desk: Desk
    let inner: Inner

    func respond(to request: Request, context: DeskContext) async throws -> Response {
        var context = context
        var response: Response
        do {
            let inward = try prepare(request, &context)
            if let early = try admit(inward, &context) {
                response = early
            } else {
                var inward = inward
                if inward.method == .post {
                    context.form = try await form(of: &inward)
                    try checkForm(inward, context)
                }
                if inward.method == .head {
                    var head = inward.head
                    head.method = .get
                    inward = Request(head: head, body: inward.body)
                }
                response = try await inner.respond(to: inward, context: context)
                // The router's own answer to an unknown address is empty.
                if response.status == .notFound, response.headers[.contentType] == nil {
                    response = desk.answer(Refusal.missing("There is no such page."), context)
                }
            }
        } catch let refusal as Refusal {
            response = desk.answer(refusal, context)
        } catch let error as CaseFileError {
            response = desk.answer(Refusal(error), context)
        } catch let error as DeskError {
            response = desk.answer(
                Refusal(status: .internalServerError, title: "That did not work", words: error.description), context)
        }
        for field in Self.headers { response.headers[field.name] = response.headers[field.name] ?? field.value }
        return response
    }

    /// No script but our own files, nothing from elsewhere, no frame around us. `same-origin` and not `no-referrer`: the latter
    /// makes browsers send `Origin: null` with forms (Fetch, "append a request Origin header").
    static var headers: [(name: HTTPField.Name, value: String)] {
        [
            (
                .contentSecurityPolicy,
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ),
            (.xContentTypeOptions, "nosniff"),
            (HTTPField.Name("Referrer-Policy")!, "same-origin"),
            (HTTPField.Name("Cross-Origin-Opener-Policy")!, "same-origin"),
            (HTTPField.Name("Cross-Origin-Resource-Policy")!, "same-origin"),
            (HTTPField.Name("Permissions-Policy")!, "camera=(), geolocation=(), microphone=()"),
            (.cacheControl, "no-store"),
        ]
    }

    private func prepare(_ request: Request, _ context: inout DeskContext) throws -> Request {
        let host = request.head.authority ?? request.headers[HTTPField.Name("Host")!] ?? ""
        guard desk.gate.authority.accepts(host) else {
            throw Refusal(
                status: .misdirectedRequest, title: "Not this desk",
                words: "The request names a host that is not this desk. Use the address that legajo printed.")
        }
        guard [.get, .head, .post].contains(request.method) else {
            throw Refusal(
                status: .methodNotAllowed, title: "Not a way to ask", words: "Pages are read with GET and changed with POST.",
                headers: [.allow: "GET, HEAD, POST"])
        }
        let target = request.head.path ?? "/"
        guard target.hasPrefix("/"), target.utf8.count <= 8192, !target.utf8.contains(0) else {
            throw Refusal(status: .badRequest, title: "No such address", words: "The address is malformed or too long.")
        }
        let cut = target.firstIndex(of: "?")
        var path = String(target[..<(cut ?? target.endIndex)])
        let query = cut.map { target[target.index(after: $0)...] } ?? ""
        context.query = Fields(encoded: Array(query.utf8))
        let accept = request.headers[.accept] ?? ""
        context.asJSON = accept.contains("application/json") && !accept.contains("text/html")
        if path.hasSuffix(".json") {
            path.removeLast(5)
            if path == "/index" { path = "/" }
            context.asJSON = true
        }
        context.address = query.isEmpty ? path : "\(path)?\(query)"
        var head = request.head
        head.path = context.address
        return Request(head: head, body: request.body)
    }

    /// Lets the request in, answers it at the door, or refuses it.
    private func admit(_ request: Request, _ context: inout DeskContext) throws -> Response? {
        let path = request.uri.path
        if request.method == .post, let origin = request.headers[.origin] {
            let host = request.head.authority ?? ""
            guard desk.gate.authority.accepts(origin: origin, host: host) else {
                throw Refusal(
                    status: .forbidden, title: "Sent from elsewhere",
                    words: "The form comes from another page than the desk's own. Nothing was changed.")
            }
        }
        if request.method == .post, let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!], site != "same-origin",
            site != "none"
        {
            throw Refusal(
                status: .forbidden, title: "Sent from elsewhere",
                words: "The form comes from another page than the desk's own. Nothing was changed.")
        }
        if let session = request.cookies[desk.cookieName]?.value, desk.gate.isOpen(session) { context.session = session }
        if !desk.gate.asksPassword {
            if let bearer = request.headers[.authorization], bearer.hasPrefix("Bearer "),
                desk.gate.isToken(String(bearer.dropFirst(7)))
            {
                context.session = desk.gate.token
            } else if request.method != .post, let token = context.query["token"], desk.gate.isToken(token) {
                if context.asJSON {
                    context.session = desk.gate.token
                } else {
                    return desk.welcome(session: desk.gate.open(), to: context.addressWithoutToken)
                }
            }
        }
        // Styles and scripts tell nothing of the case; the door must be reached by whoever is not in yet.
        if context.session.isEmpty, desk.assets[path] == nil, path != "/enter" {
            if desk.gate.asksPassword, request.method != .post, !context.asJSON {
                return Response(
                    status: .seeOther, headers: [.location: "/enter?to=\(Fields.encode(context.addressWithoutToken))"])
            }
            throw Refusal(
                status: .unauthorized, title: "This desk is closed",
                words: "Open it with the whole address that legajo printed when it started: the address carries a token.")
        }
        return nil
    }

    private func form(of request: inout Request) async throws -> Fields {
        let type = request.headers[.contentType] ?? "application/x-www-form-urlencoded"
        let upload = request.uri.path == "/reading/papers"
        let most = upload ? Limits.uploadBytes : Limits.formBytes
        let tooLarge = Refusal(
            status: .contentTooLarge, title: "Too large",
            words: "At most \(most >> 10) kB can be sent at once here. Nothing was taken.", headers: [.connection: "close"])
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > most { throw tooLarge }
        let body = request.body
        let bytes: [UInt8] = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var all: [UInt8] = []
                for try await part in body {
                    guard all.count + part.readableBytes <= most else { throw tooLarge }
                    all.append(contentsOf: part.readableBytesView)
                }
                return all
            }
            group.addTask { [patience = upload ? desk.patience * 4 : desk.patience] in
                try await Task.sleep(for: patience)
                throw Refusal(
                    status: .requestTimeout, title: "Too slow", words: "The form did not arrive in time. Nothing was taken.",
                    headers: [.connection: "close"])
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
        if let boundary = Multipart.boundary(of: type) {
            do { return try Multipart.read(bytes, boundary: boundary) } catch {
                throw Refusal(
                    status: .badRequest, title: "Malformed form",
                    words: "The form's parts cannot be told apart. Nothing was taken.")
            }
        }
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw Refusal(
                status: .unsupportedMediaType, title: "Not a form",
                words: "Send application/x-www-form-urlencoded or multipart/form-data.")
        }
        return Fields(encoded: bytes)
    }

    /// A program that carries the token in `Authorization` needs no form token: no browser sends that header by itself.
    private func checkForm(_ request: Request, _ context: DeskContext) throws {
        if context.session == desk.gate.token || request.uri.path == "/enter" { return }
        let token = context.form["form"] ?? request.headers[HTTPField.Name("X-Legajo-Form")!] ?? ""
        switch desk.gate.take(formToken: token, session: context.session) {
        case .good: return
        case .foreign:
            throw Refusal(
                status: .forbidden, title: "Not a form of this desk",
                words:
                    "The form carries no token of this session. Nothing was changed. Open the page again and send it from there.")
        case .expired:
            throw Refusal(
                status: .forbidden, title: "An old form",
                words: "The page was opened too long ago. Nothing was changed. Open it again and send it from there.")
        case .replayed:
            throw Refusal(
                status: .conflict, title: "Sent before",
                words: "This form was sent once already, and what it asked for was done then. Nothing was done a second time.")
        }
    }
}

extension DeskContext {
    /// The address to go to once the token has done its work; it should not stay in the browser's history.
    var addressWithoutToken: String {
        let path = address.split(separator: "?", maxSplits: 1).first.map(String.init) ?? "/"
        let rest = query.pairs.filter { $0.name != "token" }
        return rest.isEmpty
            ? path : path + "?" + rest.map { "\(Fields.encode($0.name))=\(Fields.encode($0.value))" }.joined(separator: "&")
    }
}

extension Refusal {
    /// What is wrong with the case file, with a status that programs understand.
    init(_ error: CaseFileError) {
        switch error {
        case .wrongUse, .unknown, .ambiguous: self = .unreadable(error.description)
        case .locked: self.init(status: .conflict, title: "The case is being written", words: error.description)
        case .readOnly: self.init(status: .forbidden, title: "The case can only be read", words: error.description)
        case .diskFull:
            self.init(
                status: .init(code: 507, reasonPhrase: "Insufficient Storage"), title: "The disk is full",
                words: error.description)
        case .missing, .notACaseFile, .newerVersion, .damaged, .unusable, .folder:
            self.init(status: .internalServerError, title: "The case file cannot be used", words: error.description)
        }
    }
}
