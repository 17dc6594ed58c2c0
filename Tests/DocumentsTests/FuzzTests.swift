import Foundation
import Testing

@testable import Documents

/// Each parser of ours with `inputs` broken inputs, the same in every run.
@Suite struct FuzzTests {
    static let inputs = 2000

    @Test(arguments: ParserTarget.all.map(\.name)) func brokenInputs(_ name: String) throws {
        let target = try #require(ParserTarget.all.first { $0.name == name })
        for sample in target.samples { #expect(target.fault(sample) == nil) }
        #expect(target.fault([]) == nil)
        var numbers = Numbers(state: 2019)
        let others = ParserTarget.all.flatMap(\.samples)
        for round in 0..<(name == "Reader" || name == "PlainReader" ? Self.inputs / 4 : Self.inputs) {
            let bytes = mutated(target.samples[round % target.samples.count], from: others, &numbers)
            if let fault = target.fault(bytes) {
                Issue.record("\(name), input \(round): \(fault): \(Data(bytes).base64EncodedString())")
                return
            }
        }
    }

    // MARK: what must hold for all values

    @Test func packingAndUnpackingAgree() throws {
        var numbers = Numbers(state: 4)
        for round in 0..<200 {
            let bytes = (0..<numbers.below(3000)).map { _ in
                UInt8(truncatingIfNeeded: numbers.next() & (round % 2 == 0 ? 255 : 3))
            }
            #expect(try Inflate.gzip(Deflate.pack(bytes), limit: 1 << 20) == bytes)
            // In pieces of any size.
            var rest = Deflate.pack(bytes) + Deflate.pack(bytes)
            let stream = ByteStream {
                guard !rest.isEmpty else { return nil }
                let piece = Array(rest.prefix(1 + numbers.below(200)))
                rest.removeFirst(piece.count)
                return piece
            }
            #expect(try stream.gunzipped(limit: 1 << 20).rest(limit: 1 << 20) == bytes + bytes)
            let zip = try Zip(RandomBytes(zipped([("a", bytes), ("b", [7])], store: round % 3 == 0)))
            #expect(try zip.read("a", limit: 1 << 20) == bytes)
            #expect(try zip.read("b", limit: 1 << 20) == [7])
        }
    }

    @Test func chunksAreTakenOff() {
        var numbers = Numbers(state: 5)
        for _ in 0..<300 {
            let bytes = (0..<(1 + numbers.below(500))).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
            var message: [UInt8] = []
            var at = 0
            while at < bytes.count {
                let size = min(bytes.count - at, 1 + numbers.below(90))
                message += Array((String(size, radix: 16) + "\r\n").utf8) + bytes[at..<(at + size)] + [13, 10]
                at += size
            }
            #expect(HTTPMessage.unchunked(message + Array("0\r\n\r\n".utf8)) == bytes)
        }
    }

    @Test func whatIsWrittenAsJSONIsRead() throws {
        var numbers = Numbers(state: 6)
        let marks: [Unicode.Scalar] = ["a", "\"", "\\", "\n", "\t", "\u{1}", "é", "😀", "\u{2028}", "/", "}"]
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<numbers.below(30) { text.unicodeScalars.append(marks[numbers.below(marks.count)]) }
            var line = JSONLine()
            line.string(text)
            guard case .string(let back)? = JSONValue.parse(line.bytes) else {
                Issue.record("\(text.debugDescription) is not read")
                continue
            }
            #expect(back == text)
            #expect(JSONValue.isWhole(line.bytes[...]))
        }
    }

    /// References written for any text give the text back.
    @Test func referencesAreUndone() {
        var numbers = Numbers(state: 8)
        for _ in 0..<500 {
            var text = ""
            var html = ""
            for _ in 0..<numbers.below(30) {
                let value = UInt32(33 + numbers.below(0x2FFF))
                guard !(0x7F...0xA0).contains(value), let scalar = Unicode.Scalar(value) else { continue }
                text.unicodeScalars.append(scalar)
                html += numbers.below(2) == 0 ? "&#\(value);" : "&#x\(String(value, radix: 16));"
            }
            #expect(Entities.decoded(html.utf8) == text)
        }
    }

    /// Paragraphs of random words come back word for word, each from its own bytes, whatever the markup around them.
    @Test func paragraphsComeBackFromTheirBytes() throws {
        var numbers = Numbers(state: 9)
        let words = [
            "harbour", "council", "Brellin", "voted", "the", "old", "ships", "é", "said", "on", "Monday", "&", "<", "—", "“quay”",
        ]
        for _ in 0..<60 {
            let paragraphs = (0..<(2 + numbers.below(6))).map { _ in
                "The " + (0..<(14 + numbers.below(40))).map { _ in words[numbers.below(words.count)] }.joined(separator: " ")
                    + "."
            }
            var html = "<html><body><div class=article-body>"
            for paragraph in paragraphs {
                let escaped = paragraph.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
                let spaced = escaped.split(separator: " ").map { numbers.below(5) == 0 ? "<b>\($0)</b>" : String($0) }
                    .joined(separator: [" ", "\n  ", "&nbsp;"][numbers.below(3)])
                html += "\n<!-- x --><p class=c\(numbers.below(9))>" + spaced + "</p>"
            }
            let bytes = Array((html + "</div></body></html>").utf8)
            let session = ReadSession(options: ReaderOptions()) { _ in true }
            let document = session.page(bytes, name: "a.html")
            checkRanges(document)
            for block in document.blocks {
                let source = try #require(block.source)
                #expect(paragraphs.contains(block.text))
                let there = Entities.decoded(HTMLStripper.text(bytes[source]))
                #expect(folded(there.replacingOccurrences(of: "\u{A0}", with: " ")) == block.text)
            }
        }
    }
}
