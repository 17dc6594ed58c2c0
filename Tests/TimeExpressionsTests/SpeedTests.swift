import EDTF
import Foundation
import Language
import Testing

@testable import TimeExpressions

/// One analysis of one sentence, so that nothing but the tagger works.
private func bare(_ bytes: [UInt8]) -> Analysis {
    Analysis(text: bytes, sentences: [Sentence(range: 0..<bytes.count, tokens: [], names: [], block: 0)])
}

private func seconds(_ bytes: [UInt8]) -> Double {
    let analysis = bare(bytes)
    let start = threadSeconds()
    _ = english.tag(analysis)
    return threadSeconds() - start
}

@Suite struct SpeedTests {
    /// Numbers and months without end: what the automaton likes least.
    private static func numbers(_ count: Int) -> [UInt8] {
        var state = Steps(state: 4)
        let words = [
            "March", "12", "1998", "may", "3", "the", "second", "of", "two", "hundred", "-", "2001", ",", "days", "31", "to",
            "Monday",
        ]
        var out: [UInt8] = []
        out.reserveCapacity(count + 16)
        while out.count < count {
            out += words[state.next(words.count)].utf8
            out.append(0x20)
        }
        return out
    }

    @Test func timeGrowsWithLengthAlone() {
        let small = Self.numbers(400_000)
        _ = seconds(Self.numbers(50_000))
        let large = Self.numbers(1_600_000)
        // The best of three: what else the machine does only adds.
        let one = (0..<3).map { _ in seconds(small) }.min()!
        let four = (0..<3).map { _ in seconds(large) }.min()!
        #expect(four < 4 * one * 1.8, "\(one) s for 0.4 MB, \(four) s for 1.6 MB")
    }

    @Test func hostileTextEnds() {
        for text in [
            "1-1-1-1-", "the the the ", "two hundred and ", "1,1", "a.m.p.m.", "early late mid ", "' ' ' ",
            "first of the end of the ", "\u{2013}\u{2019}",
        ] {
            let bytes = Array(String(repeating: text, count: 3000).utf8)
            #expect(seconds(bytes) < 1, "\(text)")
        }
    }

    /// Running prose: at least 5 MB in a CPU second on the machine that this was written on; the bound leaves room for a slower one.
    @Test func proseIsFast() {
        let sentence =
            "The court said on Tuesday that the former mayor, who was arrested in March 1998, must pay two thousand euros; his lawyers, "
            + "who had asked for more time, will appeal against the ruling before the end of the year. "
        let bytes = Array(String(repeating: sentence, count: 8000).utf8)
        _ = seconds(bytes)
        let speed = Double(bytes.count) / seconds(bytes) / 1e6
        #expect(speed > 1.5, "\(speed) MB a second")
        if ProcessInfo.processInfo.environment["TIMEX_SPEED"] != nil { print("prose: \(speed) MB/s") }
    }
}

/// A deterministic stream of numbers (Knuth's MMIX constants).
private struct Steps {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
