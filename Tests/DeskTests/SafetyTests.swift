import CaseModel
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing

@testable import Desk

@Suite struct SafetyTests {
    @Test func nothingIsShownWithoutASession() async throws {
        let client = try Client(inside: false)
        for path in Set(PageTests.pages.map { String($0.prefix { $0 != "?" }) }).sorted() + [
            "/export/csv", "/openapi", "/nowhere",
        ] {
            let page = try await client.get(path)
            #expect(page.status == 401, "\(path)")
            #expect(!page.body.contains("Marrow"), "\(path) tells the case")
            #expect(try await client.get(path == "/" ? "/index.json" : path + ".json").status == 401)
        }
        for asset in ["/style.css", "/desk.js", "/icon.svg"] { #expect(try await client.get(asset).status == 200) }
        #expect(try await client.post("/entries/e2/accept", token: false).status == 401)
    }

    @Test func theTokenOpensASessionAndLeavesTheAddress() async throws {
        var client = try Client(inside: false)
        let token = client.desk.gate.token
        let entered = try await client.get("/papers?token=\(token)&page=1")
        #expect(entered.status == 303)
        #expect(entered.location == "/papers?page=1")
        let cookie = try #require(entered.headers[.setCookie])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.hasPrefix("legajo-4000="))
        client.session = String(cookie.dropFirst("legajo-4000=".count).prefix { $0 != ";" })
        #expect(try await client.get("/papers").status == 200)
        #expect(try await client.get("/papers.json?token=\(token)").status == 200)
        client.session = nil
        #expect(try await client.get("/papers?token=\(token.dropLast())\(token.hasSuffix("x") ? "y" : "x")").status == 401)
        client.session = token
        #expect(try await client.get("/papers").status == 401, "the token is no session")
    }

    @Test(arguments: [
        "rebind.example:4000", "127.0.0.1:4001", "localhost", "", "127.0.0.1.example:4000", "[::1]x:4000", "127.0.0.256:4000",
    ])
    func foreignHostsAreRefused(host: String) async throws {
        var client = try Client()
        client.host = host
        let page = try await client.get("/")
        #expect(page.status == 421)
        #expect(!page.body.contains("Marrow"))
    }

    @Test(arguments: ["localhost:4000", "127.0.0.1:4000", "[::1]:4000", "LOCALHOST:4000"])
    func ownHostsAreTaken(host: String) async throws {
        var client = try Client()
        client.host = host
        #expect(try await client.get("/").status == 200)
    }

    @Test func aProxyIsCalledByItsOwnName() async throws {
        var client = try Client(options: DeskOptions(caseFile: "x", hostNames: ["archive.example"], open: false))
        client.host = "archive.example"
        #expect(try await client.get("/").status == 200)
        #expect(try await client.post("/entries/e2/accept", headers: [("Origin", "https://archive.example")]).status == 303)
        #expect(try await client.post("/entries/e2/accept", headers: [("Origin", "https://other.example")]).status == 403)
        client.host = "other.example"
        #expect(try await client.get("/").status == 421)
    }

    @Test func leavingEndsTheSession() async throws {
        let client = try Client()
        #expect(try await client.post("/leave").status == 200)
        #expect(try await client.get("/").status == 401)
    }

    @Test func formsFromElsewhereChangeNothing() async throws {
        let source = FakeCase.small()
        let client = try Client(source)
        for (name, value) in [
            ("Origin", "http://elsewhere.example"), ("Origin", "null"), ("Origin", "http://127.0.0.1:4001"),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
        ] {
            #expect(try await client.post("/entries/e2/accept", headers: [(name, value)]).status == 403, "\(name): \(value)")
        }
        #expect(try await client.post("/entries/e2/accept", token: false).status == 403)
        #expect(try await client.post("/entries/e2/accept", [("form", "AAAA")], token: false).status == 403)
        let other = client.desk.gate.open()
        let foreign = client.desk.gate.formToken(session: other)
        #expect(try await client.post("/entries/e2/accept", [("form", foreign)], token: false).status == 403)
        #expect(source.decisionCount == 0)
        #expect(
            try await client.post(
                "/entries/e2/accept", headers: [("Origin", "http://127.0.0.1:4000"), ("Sec-Fetch-Site", "same-origin")]
            ).status == 303)
        #expect(source.decisionCount == 1)
    }

    @Test func aReplayedFormChangesNothing() async throws {
        let source = FakeCase.small()
        let client = try Client(source)
        let form = client.desk.gate.formToken(session: client.session!)
        #expect(try await client.post("/entries/e2/accept", [("form", form)], token: false).status == 303)
        #expect(try await client.post("/entries/e2/accept", [("form", form)], token: false).status == 409)
        #expect(try await client.post("/entries/e1/reject", [("form", form)], token: false).status == 409)
        #expect(source.decisionCount == 1)
    }

    @Test func formsAndSessionsExpire() {
        let time = Mutex(0)
        let gate = Gate(password: nil, clock: { time.withLock { $0 } })
        let session = gate.open()
        let form = gate.formToken(session: session)
        #expect(gate.isOpen(session))
        time.withLock { $0 = Gate.lifetime }
        #expect(!gate.isOpen(session))
        #expect(gate.take(formToken: form, session: session) == .expired)
    }

    @Test func onlyReadingAndSendingAreWaysToAsk() async throws {
        let client = try Client()
        for method in [HTTPRequest.Method.put, .delete, .options, .trace, .patch] {
            #expect(try await client.send(method, "/").status == 405)
        }
        #expect(try await client.send(.head, "/").status == 200)
        #expect(try await client.get("/entries/e2/accept").status == 404, "nothing is changed by reading")
    }

    @Test func everyAnswerCarriesTheHeaders() async throws {
        let client = try Client()
        for path in ["/", "/nowhere", "/style.css", "/index.json", "/export/csv"] {
            let page = try await client.get(path)
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'") && !policy.contains("unsafe"))
            #expect(
                policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'")
                    && policy.contains("base-uri 'none'"))
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            #expect(page.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
        }
        #expect(try await client.get("/").headers[.cacheControl] == "no-store")
    }

    @Test func formsLeadOnlyToPagesOfTheDesk() async throws {
        let client = try Client()
        for to in [
            "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/a\r\nSet-Cookie: x=y", "javascript:x",
        ] {
            let moved = try await client.post("/entries/e2/accept", [("to", to)])
            #expect(moved.location == "/entries/e2?said=accepted", "\(to)")
        }
    }

    @Test func sizesAreLimited() async throws {
        let source = FakeCase.small()
        let client = try Client(source)
        let big = String(repeating: "x", count: Limits.formBytes)
        #expect(try await client.post("/entries/e2/headline", [("headline", big)]).status == 413)
        let declared = try await client.send(
            .post, "/reading/papers",
            headers: [("Content-Type", "multipart/form-data; boundary=b"), ("Content-Length", "\(Limits.uploadBytes + 1)")])
        #expect(declared.status == 413)
        #expect(try await client.get("/search?q=" + String(repeating: "y", count: 9000)).status == 400)
        #expect(try await client.post("/entries/e2/headline", [("headline", String(repeating: "z", count: 600))]).status == 422)
        #expect(source.decisionCount == 0)
    }

    @Test func slowFormsAreGivenUp() async throws {
        let client = try Client(patience: .milliseconds(80))
        let (body, tap) = RequestBody.makeStream()
        await tap.yield(ByteBuffer(string: "form="))
        let reply = try await client.send(
            .post, "/entries/e2/accept", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: body)
        tap.finish()
        #expect(reply.status == 408)
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nno end"),
        ("multipart/form-data; boundary=b", "nothing at all"),
        ("multipart/form-data; boundary=b", "--b\r\n\r\n\r\n--b--"),
        ("multipart/form-data; boundary=b", "--b"),
    ])
    func malformedFormsAreRefused(type: String, body: String) async throws {
        let reply = try await Client().send(
            .post, "/reading/papers", headers: [("Content-Type", type)], body: .init(buffer: ByteBuffer(string: body)))
        #expect(reply.status == 400)
    }

    @Test func otherTypesAreRefused() async throws {
        let reply = try await Client().send(
            .post, "/entries/e2/accept", headers: [("Content-Type", "text/plain")],
            body: .init(buffer: ByteBuffer(string: "form=x")))
        #expect(reply.status == 415)
    }

    @Test(arguments: [
        "/papers/..%2f..%2fetc%2fpasswd", "/papers/../../etc/passwd", "/style.css/../../x", "/%2e%2e/secret", "/entries/%00",
        "/export/..%2fx",
    ])
    func pathsLeadNowhereElse(path: String) async throws {
        let reply = try await Client().get(path)
        #expect(reply.status == 404 || reply.status == 400)
        #expect(!reply.body.contains("root:"))
    }

    @Test func beyondLoopbackAPasswordIsDemanded() async throws {
        #expect(throws: DeskError.self) { try DeskOptions(caseFile: "x", listen: "0.0.0.0").checked() }
        #expect(throws: DeskError.self) { try DeskOptions(caseFile: "x", listen: "0.0.0.0", password: "short").checked() }
        let options = try DeskOptions(caseFile: "x", listen: "0.0.0.0", password: "a long enough one", open: false).checked()
        let client = try Client(options: options, inside: false)
        #expect(try await client.get("/papers?token=\(client.desk.gate.token)").status == 303)
        #expect(try await client.get("/papers?token=\(client.desk.gate.token)").location?.hasPrefix("/enter?to=") == true)
        #expect(
            try await client.get("/papers.json", headers: [("Authorization", "Bearer \(client.desk.gate.token)")]).status == 401)
        let door = try await client.get("/enter")
        #expect(door.status == 200 && !door.body.contains("Marrow"))
        try Markup.check(door.body, "/enter")
        let entered = try await client.post("/enter", [("password", "a long enough one"), ("to", "/papers")], token: false)
        #expect(entered.status == 303 && entered.location == "/papers" && entered.headers[.setCookie] != nil)
        for _ in 0..<5 { #expect(try await client.post("/enter", [("password", "wrong")], token: false).status == 401) }
        #expect(try await client.post("/enter", [("password", "a long enough one")], token: false).status == 429)
        var inside = client
        inside.session = client.desk.gate.open()
        #expect(try await inside.post("/reading/folder", [("folder", "papers")]).status == 403)
    }

    @Test func scryptAndBase64() {
        // RFC 7914 section 12 gives no vector of these costs; equal in, equal out, and the salt counts.
        let salt = Array("NaCl".utf8)
        #expect(Secrets.scrypt("password", salt: salt) == Secrets.scrypt("password", salt: salt))
        #expect(Secrets.scrypt("password", salt: salt) != Secrets.scrypt("password", salt: Array("NaCm".utf8)))
        for count in 0..<40 {
            let bytes = Secrets.random(count)
            #expect(Secrets.bytes(base64URL: Secrets.base64URL(bytes)) == bytes)
        }
        // RFC 4231, test case 2.
        let mac = Secrets.hmac(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
        #expect(
            mac.map { String($0, radix: 16).count == 1 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}

/// Papers that try to become part of the page.
@Suite struct HostilePaperTests {
    /// Every place where a paper's or a person's words reach a page, filled with words that would break out of it.
    static func hostile(_ attack: String) -> FakeCase {
        let small = FakeCase.small()
        var record = try! small.record()
        var documents = try! small.papers().map { try! small.document($0.id)! }
        for at in documents.indices {
            documents[at].title = attack
            documents[at].name = "\(attack)/\(attack).html"
            documents[at].outlet = attack
            documents[at].authors = [attack]
            documents[at].problems = [attack]
            documents[at].canonicalURL = "javascript:\(attack)"
            documents[at].text += "\n\n\(attack) and \(attack)"
            documents[at].blocks = [Block(kind: .caption, text: attack, range: nil, source: nil)]
            documents[at].days.append(DayCandidate(role: .published, source: .meta, edtf: attack, words: attack))
        }
        for at in record.events.indices {
            record.events[at].headline = attack
            record.events[at].date.why = [attack]
            record.events[at].note = attack
            record.events[at].figures = [
                Figure(value: 1, unit: attack, what: attack, passage: record.events[at].evidence[0].passage)
            ]
            for participant in record.events[at].participants.indices {
                record.events[at].participants[participant].name = attack
            }
            var legal = LegalTraits()
            legal.content = attack
            legal.components = [attack]
            record.events[at].legal = legal
        }
        for at in record.actors.indices {
            record.actors[at].name = attack
            record.actors[at].aliases = [attack]
            record.actors[at].roles = [.init(role: attack, edtf: attack)]
            record.actors[at].country = attack
            record.actors[at].born = attack
        }
        for at in record.quotes.indices { record.quotes[at].name = attack }
        for at in record.conflicts.indices {
            for side in record.conflicts[at].sides.indices { record.conflicts[at].sides[side].value = attack }
        }
        return FakeCase(name: attack, record: record, documents: documents)
    }

    static let attacks = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "</title><svg onload=alert(1)>",
        "<svg><a href=\"javascript:alert(1)\">x</a></svg>", "{{{title}}}{{>shell}}", "<!--", "]]>", "\u{0}\u{8}\u{1b}[31m",
        // A quotation mark that a combining mark follows is one character to Swift, and still ends an attribute.
        "\"\u{301} onmouseover=alert(1) x=\"\u{301}", "<\u{301}script>", "&\u{301}lt;", "\u{202e}drow\u{202c}",
    ]

    @Test(arguments: attacks) func wordsStayWords(attack: String) async throws {
        let client = try Client(Self.hostile(attack))
        for path in PageTests.pages + ["/search?q=\(Fields.encode(attack))", "/nowhere?x=\(Fields.encode(attack))"] {
            let page = try await client.get(path)
            // Well-formed, no handler, no script inside, nothing from elsewhere: `Markup` holds it against all of that.
            try Markup.check(page.body, "\(attack) in \(path)")
            #expect(
                !page.body.contains("<script>") && !page.body.contains("onerror=alert(1)>") && !page.body.contains("<svg onload"))
            for scalar in page.body.unicodeScalars where scalar.value < 32 && scalar != "\n" && scalar != "\t" && scalar != "\r" {
                Issue.record("a control character reaches \(path)")
                break
            }
        }
    }

    @Test func templatesEscapeEverything() throws {
        let folder = Web.folder.appendingPathComponent("templates")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 20)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            // The pictures of the ledger are markup already; `wordsStayWords` holds them against the same rules.
            let pictures = file.lastPathComponent == "status.mustache" ? 2 : 0
            #expect(
                text.components(separatedBy: "{{{").count - 1 <= pictures, "\(file.lastPathComponent) writes something unescaped")
            #expect(!text.contains("{{&"), "\(file.lastPathComponent) writes something unescaped")
        }
    }
}
