import HTTPTypes
import Hummingbird

/// Where a desk that listens beyond loopback asks for its password.
struct DoorPage: PageModel {
    static let template = "door"
    static let place = ""
    let title: String
    let to: String
}

/// Every key of the desk, and how to go about without a mouse.
struct HelpPage: PageModel {
    static let template = "help"
    static let place = ""
    let title: String
}

extension Desk {
    static let doorRoutes: [Route] = [
        .page("/help") { _, _ in .page(HelpPage(title: "Keys and help")) },
        .page("/enter") { desk, context in
            guard desk.gate.asksPassword else { throw Refusal.missing("This desk asks for no password.") }
            return .page(DoorPage(title: "Who is there?", to: context.back(to: "/")))
        },
        .action("/enter") { desk, context in
            let tried = context.form["password"] ?? ""
            let entry = try await aside { desk.gate.enter(password: tried) }
            switch entry {
            case .session(let session): return .entered(session, to: context.back(to: "/"))
            case .wrong:
                throw Refusal(status: .unauthorized, title: "That is not the password", words: "Go back and try again.")
            case .wait:
                throw Refusal(
                    status: .tooManyRequests, title: "Too many tries", words: "Wait a minute, then try again.",
                    headers: [.retryAfter: "60"])
            }
        },
        .action("/leave") { desk, context in
            desk.gate.close(context.session)
            return .page(ErrorPage(title: "Closed", status: 200, words: "You have left the desk. The case stays as it is."))
        },
        .file("/openapi") { desk, _ in
            let asset = desk.assets["/openapi.json"]
            return .file(bytes: asset?.bytes ?? [], type: "application/json", name: nil)
        },
    ]
}
