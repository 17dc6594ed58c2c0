import EDTF
import Foundation
import Language
@testable import TimeExpressions

/// An analysis of a text whose sentences end at a full stop before a capital, or at an empty line: enough for the tagger, which needs no tokens.
func analysis(_ text: String) -> Analysis {
    let bytes = Array(text.utf8)
    var sentences: [Sentence] = []
    var start = 0
    var i = 0
    func close(_ end: Int) {
        if end > start { sentences.append(Sentence(range: start..<end, tokens: [], names: [], block: 0)) }
        start = end
    }
    while i < bytes.count {
        let blank = bytes[i] == 0x0A && i + 1 < bytes.count && bytes[i + 1] == 0x0A
        var stop = false
        if bytes[i] == 0x2E || bytes[i] == 0x3F || bytes[i] == 0x21, i + 2 < bytes.count,
            bytes[i + 1] == 0x20 || bytes[i + 1] == 0x0A
        {
            // A short word before the stop is an abbreviation ("Sept.", "Jr.").
            var j = i
            while j > 0, (bytes[j - 1] | 0x20) &- 0x61 < 26 { j -= 1 }
            stop =
                (bytes[i + 2] &- 0x41 < 26 || bytes[i + 2] == 0x22)
                && (i - j > 4 || (i > j && bytes[j] &- 0x61 < 26 && i - j > 2))
        }
        if blank || stop { close(i + 1) }
        i += 1
    }
    close(bytes.count)
    return Analysis(text: bytes, sentences: sentences)
}

let english: TimeTagger = {
    do { return try TimeTagger(language: "en") } catch { fatalError("\(error)") }
}()

/// "words → value" of each expression in a document of 2018-03-14, a Wednesday.
func tagged(_ text: String, on day: String? = "2018-03-14") -> [String] {
    let analysis = analysis(text)
    return english.tag(analysis).map { "\(analysis.words($0.range)) → \($0.value(on: day.flatMap(Day.init(iso:))))" }
}

/// CPU time of this thread: other tests run beside.
func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
