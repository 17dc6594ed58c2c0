import CaseModel
import Testing

@Suite struct SVGTests {
    @Test func textIsEscaped() {
        #expect(SVG.escape("Holm & \"Sons\" <b>\n\u{1}x") == "Holm &amp; &quot;Sons&quot; &lt;b&gt; x")
        #expect(SVG.element("g", ["class": "a\"b", "id": ""], "in") == "<g class=\"a&quot;b\">in</g>")
        #expect(SVG.element("rect", ["x": "1"]) == "<rect x=\"1\"/>")
        #expect(SVG.text(1.04, -2.5, "a<b") == "<text x=\"1\" y=\"-2.5\">a&lt;b</text>")
    }

    @Test func numbersAreShort() {
        #expect([0, 3, 2.25, -0.04, -1.96, 10.06].map(SVG.number) == ["0", "3", "2.3", "0", "-2", "10.1"])
    }

    @Test func textFitsItsWidth() {
        let long = "The court of the harbour district set the verdict aside"
        let cut = SVG.fit(long, width: 120, size: 10)
        #expect(cut.hasSuffix("…") && long.hasPrefix(cut.dropLast()) && !cut.dropLast().hasSuffix(" "))
        #expect(SVG.width(of: cut, size: 10) <= 120)
        #expect(SVG.fit("short", width: 120, size: 10) == "short")
        let lines = SVG.wrap(long, width: 120, size: 10, lines: 2)
        #expect(lines.count == 2 && lines[1].hasSuffix("…"))
        #expect(lines.allSatisfy { SVG.width(of: $0, size: 10) <= 120 })
        #expect(SVG.wrap(long, width: 120, size: 10, lines: 9).joined(separator: " ") == long)
    }
}
