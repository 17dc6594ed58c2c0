import CaseModel
import Foundation
import Testing

@testable import CaseFile

/// The case file alone under many papers, without reading language: LEGAJO_PAPERS=100000 swift test --filter ScaleTests
/// prints times and memory. Without the variable a small run holds the growth to account.
@Suite(.serialized) struct ScaleTests {
    static let kinds = ["convict", "release", "appeal", "arrest", "charge"]
    static let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"]

    /// A name of four syllables, the same for the same number.
    static func name(_ number: Int) -> String {
        var rest = number
        var name = ""
        for _ in 0..<4 { name += syllables[rest % 10]; rest /= 10 }
        return name.prefix(1).uppercased() + name.dropFirst() + "n"
    }

    static func paper(_ number: Int) -> String {
        var text = "Paper \(number) on the case\ndoc: 20\(10 + number % 10)-0\(1 + number % 9)-1\(number % 10)\n"
        for event in 0..<5 {
            let seed = (number * 7 + event * 131) % 40_000
            text += "\(kinds[seed % 5]) 20\(10 + seed % 10)-0\(1 + seed % 9)-0\(1 + seed % 8) \(name(seed % 9_973)) "
            text += "before a court that heard witnesses, read \(seed) pages and \"weighed every word of it\" for weeks\n"
        }
        return text
    }

    static func cpu() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
            / 1e6
    }

    static func peakMegabytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }

    @Test func manyPapers() throws {
        let wanted = ProcessInfo.processInfo.environment["LEGAJO_PAPERS"].flatMap { Int($0) }
        let count = wanted ?? 300
        let scratch = Scratch()
        for number in 0..<count { scratch.write("\(number / 1000)/\(number).txt", ScaleTests.paper(number)) }
        func measured<Value>(_ what: String, _ body: () throws -> Value) rethrows -> (value: Value, cpu: Double) {
            let clock = ContinuousClock()
            let began = clock.now
            let before = ScaleTests.cpu()
            let value = try body()
            let used = ScaleTests.cpu() - before
            if wanted != nil {
                print("scale: \(what): \(used) CPU s, \(clock.now - began), peak \(ScaleTests.peakMegabytes()) MB")
            }
            return (value, used)
        }
        let file = try scratch.open()
        let built = try measured("build \(count)") { try file.build(folder: scratch.papers) }.value
        #expect(built.documents == count && built.problems.isEmpty)
        scratch.write("one-more.txt", "One more\ndoc: 2021-01-01\nflee 2021-01-01 \(ScaleTests.name(5)) abroad")
        let more = try measured("add one") { try file.build(folder: scratch.papers) }.value
        #expect(more.read == 1 && more.documents == count + 1)
        for words in [
            "court", "\"weighed every word\" NOT pages", ScaleTests.name(77), ScaleTests.name(77).replacing("n", with: "m"),
            "wit*",
        ] {
            let result = try measured("search \(words)") { try file.search(SearchQuery(words)) }.value
            #expect(!result.hits.isEmpty, "\(words)")
        }
        var filter = EventFilter()
        filter.from = .init(year: 2014, month: 1, day: 1)
        filter.to = .init(year: 2014, month: 3, day: 31)
        let some = try measured("timeline of three months") { try file.events(filter) }.value
        #expect(!some.isEmpty)
        filter = EventFilter()
        filter.persons = [ScaleTests.name(77)]
        let ofOne = try measured("timeline of one person") { try file.events(filter) }.value
        #expect(!ofOne.isEmpty)
        #expect(try measured("verify stored") { try file.verify(.stored) }.value.isClean)
        #expect(try measured("verify derived") { try file.verify(.derived) }.value.isClean)
        if wanted != nil { print("scale: file \(try file.info().bytes >> 20) MB, \(try file.info().events) entries") }
    }
}
