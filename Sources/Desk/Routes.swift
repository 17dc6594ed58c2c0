import Hummingbird

/// One address of the desk. The list of all routes is what the OpenAPI file is held against.
struct Route: Sendable {
    enum Kind: String, Sendable {
        /// A page, with a twin in JSON.
        case page
        /// What a form does.
        case action
        /// Bytes of one format; no twin.
        case file
    }
    let kind: Kind
    let path: String
    let handler: @Sendable (Desk, DeskContext) async throws -> Answer

    static func page(_ path: String, _ handler: @escaping @Sendable (Desk, DeskContext) async throws -> Answer) -> Route {
        Route(kind: .page, path: path, handler: handler)
    }
    static func action(_ path: String, _ handler: @escaping @Sendable (Desk, DeskContext) async throws -> Answer) -> Route {
        Route(kind: .action, path: path, handler: handler)
    }
    static func file(_ path: String, _ handler: @escaping @Sendable (Desk, DeskContext) async throws -> Answer) -> Route {
        Route(kind: .file, path: path, handler: handler)
    }
}

extension Desk {
    static let routes: [Route] =
        chronologyRoutes + entryRoutes + statusRoutes + paperRoutes + peopleRoutes + quoteRoutes + disagreementRoutes
        + searchRoutes + reviewRoutes + readingRoutes + exportRoutes + doorRoutes

    /// The whole way of a request: guard, then router.
    func responder() -> Guard<RouterResponder<DeskContext>> {
        let router = Router(context: DeskContext.self)
        for route in Self.routes {
            router.on(RouterPath(route.path), method: route.kind == .action ? .post : .get) { _, context in
                try self.answer(try await route.handler(self, context), context)
            }
        }
        for (path, asset) in assets where !path.hasSuffix(".json") {
            router.get(RouterPath(path)) { request, _ in
                if request.headers[.ifNoneMatch] == asset.tag {
                    return Response(status: .notModified, headers: [.eTag: asset.tag])
                }
                return Response(
                    status: .ok,
                    headers: [.contentType: asset.type, .eTag: asset.tag, .cacheControl: "no-cache"],
                    body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
            }
        }
        return Guard(desk: self, inner: router.buildResponder())
    }
}
