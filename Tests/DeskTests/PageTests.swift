import CaseModel
import Foundation
import Testing

@testable import Desk

@Suite struct PageTests {
    static let pages = [
        "/", "/entries/e1", "/entries/e2", "/entries/e3", "/entries/e4", "/papers", "/papers/\(FakeCase.courier.hex)",
        "/papers/\(FakeCase.herald.hex)", "/papers/\(FakeCase.courier.hex)/original",
        "/papers/\(FakeCase.courier.hex)?beside=yes", "/people", "/people/a1", "/people/a3",
        "/quotes",
        "/quotes?speaker=unknown", "/disagreements", "/search", "/search?q=guards", "/search?q=Maro", "/review", "/review?at=e3",
        "/reading",
        "/help", "/status", "/status?person=a1&on=2018-06-01&as-of=2018-06-01",
        "/status?person=a1&on=2018-06-01&as-of=2020-01-01&than=2018-06-01",
        "/?group=clemency", "/?from=2017&to=2018", "/?review=accepted", "/?disputed=yes", "/?person=a1",
    ]

    @Test(arguments: pages) func everyPageIsWellFormedAndHasATwin(path: String) async throws {
        let client = try Client()
        let page = try await client.get(path)
        #expect(page.status == 200)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        try Markup.check(page.body, path)
        let cut = path.firstIndex(of: "?") ?? path.endIndex
        let twin = try await client.get(
            (path == "/" || path.hasPrefix("/?") ? "/index" : String(path[..<cut])) + ".json" + path[cut...])
        #expect(twin.status == 200)
        #expect(twin.headers[.contentType] == "application/json; charset=utf-8")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(twin.body.utf8)) as? [String: Any])
        #expect((object["title"] as? String)?.isEmpty == false)
        #expect(page.body.contains(".json"), "the page links to its twin")
    }

    @Test func anEmptyCaseTeaches() async throws {
        let client = try Client(FakeCase(record: CaseRecord(), documents: []))
        for path in ["/", "/papers", "/people", "/quotes", "/disagreements", "/review", "/reading", "/search?q=x", "/status"] {
            let page = try await client.get(path)
            #expect(page.status == 200)
            try Markup.check(page.body, path)
            #expect(page.body.contains("class=\"lead\""), "\(path) says what to do")
        }
    }

    @Test func filtersNarrowTheListAndAreLinks() async throws {
        let client = try Client()
        func headlines(_ query: String) async throws -> Set<String> {
            let twin = try await client.get("/index.json\(query)")
            let object = try #require(try JSONSerialization.jsonObject(with: Data(twin.body.utf8)) as? [String: Any])
            let years = try #require(object["years"] as? [[String: Any]])
            return Set(years.flatMap { ($0["entries"] as? [[String: Any]]) ?? [] }.compactMap { $0["id"] as? String })
        }
        #expect(try await headlines("") == ["e1", "e2", "e3", "e4"])
        #expect(try await headlines("?group=clemency") == ["e2"])
        #expect(try await headlines("?from=2017") == ["e2", "e3"])
        #expect(try await headlines("?to=2017-12-24") == ["e1", "e2"])
        #expect(try await headlines("?from=2019-10-04&to=2019-10-04") == ["e3"])
        #expect(try await headlines("?disputed=yes") == ["e1"])
        #expect(try await headlines("?person=a2") == ["e2"])
        #expect(try await headlines("?paper=\(FakeCase.herald.hex)") == ["e1", "e2", "e4"])
        #expect(try await headlines("?review=accepted") == ["e3"])
        let page = try await client.get("/?group=clemency")
        #expect(page.body.contains("href=\"/?group=clemency&amp;person=a1\""))
        #expect(try await client.get("/?from=soon").status == 422)
        #expect(try await client.get("/?kind=nonsense").status == 422)
    }

    @Test func anEntryShowsItsProof() async throws {
        let page = try await Client().get("/entries/e2")
        #expect(page.body.contains("24 December 2017"))
        #expect(page.body.contains("a Sunday"))
        #expect(page.body.contains("“on Christmas Eve” is 24 December"))
        #expect(page.body.contains("Dunn pardoned her on Christmas Eve."))
        #expect(page.body.contains("Eleven guards"), "the sentence stands in its context")
        #expect(page.body.contains("Supreme Court of Ostrava Land annuls the pardon"), "what struck it")
        let missing = try await Client().get("/entries/e99")
        #expect(missing.status == 404)
    }

    @Test func aPaperShowsEverythingMarked() async throws {
        let page = try await Client().get("/papers/\(FakeCase.courier.hex)")
        #expect(page.body.contains("mark-event") && page.body.contains("mark-name") && page.body.contains("mark-quote"))
        #expect(page.body.contains("href=\"/people/a1\""))
        #expect(page.body.contains("the page&#39;s head"))
        #expect(page.body.contains("mark-date"))
        let beside = try await Client().get("/papers/\(FakeCase.courier.hex)?beside=yes")
        #expect(beside.body.contains("&lt;html&gt;Court annuls"))
        try Markup.check(beside.body, "beside")
    }

    @Test func undatedPapersComeFirst() async throws {
        let page = try await Client().get("/papers")
        let herald = try #require(page.body.range(of: "herald.txt"))
        let courier = try #require(page.body.range(of: "courier.html"))
        #expect(herald.lowerBound < courier.lowerBound)
    }

    @Test func disagreementsKeepEverySide() async throws {
        let page = try await Client().get("/disagreements")
        #expect(page.body.contains("<h3>9</h3>") && page.body.contains("<h3>11</h3>"))
    }

    @Test func exportsKeepTheFilters() async throws {
        let client = try Client()
        #expect(try await client.get("/?group=clemency").body.contains("/export/csv?group=clemency"))
        let file = try await client.get("/export/csv?group=clemency")
        #expect(file.body == "e2")
        #expect(file.headers[.contentDisposition] == "attachment; filename*=UTF-8''marrow.csv")
        #expect(try await client.get("/export/csv").body == "e1\ne2\ne3\ne4")
        #expect(try await client.get("/export/nonsense").status == 404)
    }

    @Test func whatTheCaseRefusesIsSaidInWords() async throws {
        let page = try await Client().get("/search?q=(")
        #expect(page.status == 422)
        #expect(page.body.contains("brackets must close"))
        try Markup.check(page.body, "/search?q=(")
    }

    @Test func notFoundIsAPageToo() async throws {
        let page = try await Client().get("/nowhere")
        #expect(page.status == 404)
        try Markup.check(page.body, "/nowhere")
    }
}

@Suite struct ActionTests {
    @Test func acceptRejectUndo() async throws {
        let source = FakeCase.small()
        let client = try Client(source)
        let accepted = try await client.post("/entries/e2/accept", [("to", "/review?at=e4")])
        #expect(accepted.status == 303)
        #expect(accepted.location == "/review?at=e4&said=accepted")
        #expect(try source.record().events[1].review == .accepted)
        let undone = try await client.post("/review/undo")
        #expect(undone.location == "/review?at=e2&said=undone")
        #expect(try source.record().events[1].review == .proposed)
        #expect(try await client.post("/entries/e2/reject").location == "/entries/e2?said=rejected")
        #expect(try await client.get("/").body.contains("pardons Ilse Marrow") == false)
        #expect(try await client.get("/?review=rejected").body.contains("pardons Ilse Marrow"))
        let history = try await client.get("/entries/e2")
        #expect(history.body.contains("taken-back"))
        #expect(history.body.contains("Tester"))
    }

    @Test func corrections() async throws {
        let source = FakeCase.small()
        let client = try Client(source)
        #expect(try await client.post("/entries/e4/date", [("edtf", "2019-10-06")]).status == 303)
        #expect(try source.record().events[3].date.edtf == "2019-10-06")
        #expect(try await client.post("/entries/e4/date", [("edtf", "last week")]).status == 422)
        #expect(try await client.post("/entries/e4/kind", [("kind", "detain")]).status == 303)
        #expect(try source.record().events[3].kind == .detain)
        #expect(try await client.post("/entries/e4/kind", [("kind", "nonsense")]).status == 422)
        #expect(try await client.post("/entries/e4/headline", [("headline", "Back")]).status == 303)
        #expect(try await client.post("/entries/e4/participant", [("role", "place"), ("name", "Lakeside")]).status == 303)
        #expect(try await client.post("/entries/e1/merge", [("other", "e2")]).status == 303)
        #expect(try await client.post("/entries/e1/merge", [("other", "e1")]).status == 422)
        #expect(try await client.post("/entries/e1/split", [("sentence", "1")]).status == 303)
        #expect(try await client.post("/entries/e2/split", [("sentence", "0")]).status == 422)
        #expect(try await client.post("/people/a1/merge", [("other", "a2")]).status == 303)
        #expect(try await client.post("/people/a1/split", [("mention", "1")]).status == 303)
        #expect(try await client.post("/papers/\(FakeCase.herald.hex)/ignore").status == 303)
        #expect(try await client.post("/entries/e3/mode", [("mode", "ex-nunc")]).status == 303)
        #expect(try await client.post("/entries/e3/mode", [("mode", "sideways")]).status == 422)
        #expect(try await client.post("/entries/e3/targets", [("target", "e1"), ("target", "e2")]).status == 303)
        #expect(try await client.post("/entries/e3/targets", [("target", "none")]).status == 303)
        #expect(try await client.post("/entries/e3/targets", [("target", "e3")]).status == 422)
        #expect(try await client.post("/entries/e3/targets", [("target", "e77")]).status == 422)
        #expect(source.decisionCount == 12)
        let first = try #require(try source.decisions().first?.hash)
        #expect(
            try await client.post("/review/undo", [("decision", first), ("to", "/entries/e4")]).location
                == "/entries/e4?said=undone")
        #expect(try await client.post("/review/undo", [("decision", first)]).location == "/review?said=nothing")
        #expect(try source.decisions().last?.action == .undo(first))
    }

    @Test func datingAPaperShowsWhatMoved() async throws {
        let client = try Client()
        let dated = try await client.post(
            "/papers/\(FakeCase.herald.hex)/date", [("edtf", "2019-10-07"), ("why", "the reader's note")])
        let place = try #require(dated.location)
        #expect(place == "/papers/\(FakeCase.herald.hex)?moved=yes&said=dated#moved")
        let page = try await client.get(String(place.prefix { $0 != "#" }))
        #expect(page.body.contains("Ilse Marrow returns to prison"))
        #expect(page.body.contains("<del>day unknown</del> → <ins>7 October 2019</ins>"))
    }

    @Test func reviewGoesFromOneToTheNext() async throws {
        let client = try Client()
        let first = try await client.get("/review")
        #expect(first.body.contains("1 of 4 reviewed"))
        #expect(first.body.contains("Guards die in a fire"))
        #expect(first.body.contains("name=\"to\" value=\"/review?at=e2\""))
        for key in ["a", "r", "j"] { #expect(first.body.contains("data-key=\"\(key)\"")) }
    }

    @Test func uploadsAreReadAndFoldersNamed() async throws {
        let source = FakeCase.small()
        let client = try Client(source)
        let sent = try await client.upload([("../../etc/new;paper.html", "<p>One</p>"), ("b.txt", "Two")])
        #expect(sent.status == 303)
        try await client.untilRead()
        #expect(try Set(source.papers().map(\.name)).isSuperset(of: ["new;paper.html", "b.txt"]))
        #expect(client.desk.reading.state.finished)
        for folder in ["/etc", "../other", "~/x", "nowhere-at-all", ""] {
            #expect(try await client.post("/reading/folder", [("folder", folder)]).status == 422, "\(folder)")
        }
    }

    @Test func oneReadingAtATimeAndPagesGoOn() async throws {
        let source = FakeCase.small()
        let hold = DispatchSemaphore(value: 0)
        source.hold.withLock { $0 = hold }
        let client = try Client(source)
        #expect(try await client.upload([("a.txt", "One")]).status == 303)
        #expect(try await client.upload([("b.txt", "Two")]).status == 409)
        #expect(try await client.get("/").status == 200)
        let page = try await client.get("/reading")
        #expect(page.body.contains("http-equiv=\"refresh\""), "progress without scripts")
        hold.signal()
        try await client.untilRead()
        #expect(client.desk.reading.state.finished)
    }

    @Test func programsGetJSONAnswers() async throws {
        var client = try Client(inside: false)
        client.session = nil
        let bearer = ("Authorization", "Bearer \(client.desk.gate.token)")
        let page = try await client.get("/papers", headers: [bearer, ("Accept", "application/json")])
        #expect(page.headers[.contentType] == "application/json; charset=utf-8")
        let done = try await client.post("/entries/e2/accept", token: false, headers: [bearer, ("Accept", "application/json")])
        #expect(done.status == 200)
        #expect(done.body == #"{"done":true,"location":"/entries/e2","said":"Accepted."}"#)
    }
}
