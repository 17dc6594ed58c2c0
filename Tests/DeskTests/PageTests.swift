import CaseModel
import EDTF
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

    static let then = "/status?person=a1&on=2018-06-01&as-of=2018-06-01"
    static let later = "/status?person=a1&on=2018-06-01&as-of=2020-01-01&than=2018-06-01"

    @Test func statusSaysWhatWasKnownThen() async throws {
        let page = try await Client().get(Self.then)
        #expect(page.body.contains("<h1>Ilse Marrow</h1>"))
        #expect(page.body.contains("On 1 June 2018, as publicly known on 1 June 2018:"))
        #expect(page.body.contains("<p class=\"verdict\">pardoned</p>"))
        #expect(page.body.contains("Not liable to imprisonment"))
        #expect(page.body.contains("<h3>In force</h3>"))
        #expect(
            page.body.contains(
                "<span class=\"day\">24 December 2017</span> <a href=\"/entries/e2\">President Dunn pardons Ilse Marrow</a>"))
        #expect(page.body.contains("<h3>Struck</h3>") == false)
        #expect(page.body.contains("id=\"hindsight\"") == false, "nothing to compare with was asked")
    }

    @Test func statusSaysWhatHindsightChanged() async throws {
        let page = try await Client().get(Self.later)
        #expect(page.body.contains("<p class=\"verdict\">no act in force</p>"))
        #expect(page.body.contains("<h3>Struck</h3>"))
        #expect(page.body.contains("from the start (ex tunc), by"))
        #expect(page.body.contains("id=\"hindsight\""))
        #expect(page.body.contains("between what was known on 1 June 2018 and on 1 January 2020"))
        #expect(page.body.contains("not in force after all: President Dunn pardons Ilse Marrow"))
    }

    @Test func statusIsProvedDownToSentences() async throws {
        let page = try await Client().get(Self.later)
        let proof = try #require(page.body.range(of: "id=\"proof\"")).upperBound
        let tree = String(page.body[proof...])
        #expect(tree.contains("class=\"proof-fails\""), "the pardon does not hold")
        #expect(tree.contains("Dunn pardoned her on Christmas Eve."), "the proof leads to its sentence")
        #expect(tree.contains("/papers/\(FakeCase.herald.hex)#at-"), "and to the place in its paper")
        #expect(!page.body.contains("[e2]") && !page.body.contains("“e2”"), "entries are called by their headlines")
    }

    @Test func statusIsDrawnWithItsPoint() async throws {
        let page = try await Client().get(Self.later)
        #expect(page.body.contains("data-edges=") && page.body.contains("class=\"cross\""))
        #expect(page.body.contains("acts-title"))
        let map = try await Client().get("/status/map.svg?person=a1&on=2018-06-01&as-of=2020-01-01")
        #expect(map.headers[.contentType] == "image/svg+xml" && map.body.contains("class=\"cross\""))
        #expect(map.body.hasPrefix("<svg") && map.body.contains("xmlns=\"http://www.w3.org/2000/svg\""))
        let acts = try await Client().get("/status/acts.svg?person=a1&on=2018-06-01&as-of=2020-01-01")
        #expect(acts.status == 200 && acts.body.contains("<svg"))
        let text = try await Client().get("/status/text?person=a1&on=2018-06-01&as-of=2020-01-01")
        #expect(text.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(text.body.contains("Ilse Marrow on 2018-06-01, as known on 2020-01-01"))
        #expect(text.body.contains("President Dunn pardons Ilse Marrow") && !text.body.contains("[e2]"))
    }

    @Test func statusSaysWhatItCannotTell() async throws {
        let client = try Client()
        #expect(try await client.get("/status?person=a1&on=soon").status == 422)
        #expect(try await client.get("/status?person=a99").status == 404)
        #expect(try await client.get("/status/map.svg?person=a2").status == 404, "no act is about Dunn")
        let nobody = try await Client(FakeCase(record: CaseRecord(), documents: [])).get("/status")
        #expect(nobody.body.contains("legal status can be told yet"))
        // No day named: the last that the papers know, never today's.
        #expect(try await client.get("/status").body.contains("On 5 October 2019, as publicly known on 5 October 2019"))
    }

    @Test func aPersonHasNamesRolesAndBirthBounds() async throws {
        let source = FakeCase.small()
        source.held.withLock { $0.record.actors[0].born = "1949-10-06/1950-10-04" }
        let page = try await Client(source).get("/people/a1")
        #expect(page.body.contains("born between 6 October 1949 and 4 October 1950"))
        #expect(page.body.contains("mayor of Lakeside, from 1985 to 1991"))
        #expect(page.body.contains("Marrow <span class=\"count\">once</span>"))
        #expect(page.body.contains("action=\"/people/a1/merge\"") && page.body.contains("action=\"/people/a1/split\""))
    }

    @Test func searchGoesByKinds() async throws {
        let page = try await Client().get("/search?q=guards")
        let entries = try #require(page.body.range(of: "In the chronology"))
        let papers = try #require(page.body.range(of: "In the papers"))
        #expect(entries.lowerBound < papers.lowerBound)
        #expect(page.body.contains("href=\"/entries/e1\"") && page.body.contains("class=\"mark-hit\""))
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
        #expect(page.body.contains("since 5 October 2019"))
        #expect(!page.body.contains("class=\"in-time\""), "one paper has no day: there is nothing to draw")
    }

    @Test func sidesAreDrawnInTime() throws {
        let days = ["2001-05-01", "2003-05-01", "2011-05-01"].map { Day(iso: $0)! }
        let drawn = try #require(SidesInTime([("9", [days[0], days[2]]), ("11", [days[1]])]))
        #expect(drawn.rows.map(\.dots) == [["1.00%", "99.00%"], ["20.59%"]])
        #expect(drawn.says == "9: 1 May 2001, 1 May 2011; 11: 1 May 2003.")
        #expect(SidesInTime([("9", [days[0]]), ("11", [days[0]])]) == nil)
        #expect(SidesInTime([("9", []), ("11", [])]) == nil)
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

    @Test func aDecisionThatWaitsIsSaidToWait() async throws {
        let source = FakeCase.small()
        let client = try Client(source)
        source.busy.withLock { $0 = true }
        #expect(try await client.post("/entries/e2/accept").location == "/entries/e2?said=waiting")
        #expect(try await client.get("/entries/e2?said=waiting").body.contains("it shows here once that is done"))
        let dated = try await client.post("/papers/\(FakeCase.herald.hex)/date", [("edtf", "2019-10-07")])
        #expect(dated.location == "/papers/\(FakeCase.herald.hex)?said=waiting", "nothing has moved that could be listed")
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
