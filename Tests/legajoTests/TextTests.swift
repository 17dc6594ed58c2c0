import Testing

@testable import legajo

@Suite struct TextTests {
    @Test func suggestionsAreTheNearest() {
        #expect(suggestions(for: "pardn", among: ["pardon", "annul", "pay"]) == ["pardon"])
        #expect(suggestions(for: "xqz", among: ["pardon", "annul"]).isEmpty)
        #expect(editDistance(Array("abcd".unicodeScalars), Array("abdc".unicodeScalars)) == 1)
        #expect(editDistance([], Array("abc".unicodeScalars)) == 3)
    }

    @Test func tablesAreSafeForSpreadsheets() {
        struct Row: Encodable { var words: String }
        let facts = Facts(rows: [Row(words: "=1+1"), Row(words: "a \"b\", c")], columns: [.init(name: "words") { $0.words }])
        #expect(facts.csv == "words\r\n'=1+1\r\n\"a \"\"b\"\", c\"\r\n")
        #expect(facts.markdown.contains("| words |\n|---|"))
    }

    @Test func linesBreakAtTheWidth() {
        let terminal = Terminal(environment: ["COLUMNS": "30", "NO_COLOR": "1"])
        let text = terminal.wrap("one two three four five six seven eight", indent: 4, first: 2)
        #expect(text.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 30 })
        #expect(text.hasPrefix("  one"))
        #expect(displayWidth("e\u{301}") == 1)
    }

    @Test(arguments: [
        (["accept", "3f2a"], "accept", "3f2a", "", ""), (["date", "3f2a", "2016-06-24"], "date", "3f2a", "2016-06-24", ""),
        (["participant", "3f2a", "agent", "Maria", "Example"], "participant", "3f2a", "Maria Example", "agent"),
        (["same", "A B", "C D"], "same", "A B;C D", "", ""),
        (["add", "2016", "visit", "A visit"], "add", "2016", "A visit", "visit"),
    ])
    func decisionsAreReadFromWords(words: [String], action: String, on: String, value: String, role: String) throws {
        let read = try DecideCommand.parse(words)
        #expect(read.action == action && read.on == on && read.value == value && read.role == role)
    }

    @Test func daysMustBeDays() {
        #expect(throws: Failure.self) { try day("2019-02-30", option: "--on") }
        #expect(throws: Failure.self) { try day("2019", option: "--on") }
        #expect((try? day("2019-06-01", option: "--on")) != nil)
        #expect((try? bound("2019", option: "--to", last: true).day) == 31)
    }
}
