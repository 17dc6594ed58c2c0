import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Synchronization

@testable import Desk

/// Asks a desk without a network, as a browser with a session would.
struct Client {
    struct Reply {
        let status: Int
        let headers: HTTPFields
        let body: String
        var location: String? { headers[.location] }
    }
    let desk: Desk
    let responder: Guard<RouterResponder<DeskContext>>
    var session: String?
    var host = "127.0.0.1:4000"

    init(
        _ source: any DeskSource = FakeCase.small(), options: DeskOptions? = nil, patience: Duration = .seconds(5),
        inside: Bool = true
    ) throws {
        desk = try Desk(
            source: source, options: options ?? DeskOptions(caseFile: "marrow.legajo", open: false, who: "Tester"),
            patience: patience)
        desk.gate.authority = Authority(listen: desk.options.listen, port: 4000, names: desk.options.hostNames)
        responder = desk.responder()
        session = inside ? desk.gate.open() : nil
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [],
        body: RequestBody = .init(buffer: ByteBuffer())
    ) async throws -> Reply {
        var fields = HTTPFields()
        if let session { fields[.cookie] = "\(desk.cookieName)=\(session)" }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: fields), body: body)
        let response = try await responder.respond(to: request, context: DeskContext(logger: Logger(label: "test")))
        let sink = Sink()
        try await response.body.write(sink)
        return Reply(
            status: response.status.code, headers: response.headers,
            body: String(decoding: sink.bytes.withLock { $0 }, as: UTF8.self))
    }

    func get(_ path: String, headers: [(String, String)] = []) async throws -> Reply {
        try await send(.get, path, headers: headers)
    }

    /// Sends a form with a fresh token, or with the fields alone.
    func post(_ path: String, _ fields: [(String, String)] = [], token: Bool = true, headers: [(String, String)] = [])
        async throws -> Reply
    {
        var pairs = fields
        if token, let session { pairs.append(("form", desk.gate.formToken(session: session))) }
        let text = pairs.map { "\(Fields.encode($0.0))=\(Fields.encode($0.1))" }.joined(separator: "&")
        return try await send(
            .post, path, headers: [("Content-Type", "application/x-www-form-urlencoded")] + headers,
            body: .init(buffer: ByteBuffer(string: text)))
    }

    func upload(_ files: [(name: String, content: String)], boundary: String = "XyZ") async throws -> Reply {
        var text = ""
        let token = desk.gate.formToken(session: session ?? "")
        text += "--\(boundary)\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n\(token)\r\n"
        for file in files {
            text += "--\(boundary)\r\nContent-Disposition: form-data; name=\"papers\"; filename=\"\(file.name)\"\r\n"
            text += "Content-Type: text/html\r\n\r\n\(file.content)\r\n"
        }
        text += "--\(boundary)--\r\n"
        return try await send(
            .post, "/reading/papers", headers: [("Content-Type", "multipart/form-data; boundary=\(boundary)")],
            body: .init(buffer: ByteBuffer(string: text)))
    }

    /// Waits for a reading to end.
    func untilRead() async throws {
        for _ in 0..<200 where desk.reading.state.running { try await Task.sleep(for: .milliseconds(10)) }
    }
}

private final class Sink: ResponseBodyWriter {
    let bytes = Mutex<[UInt8]>([])
    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
