import EDTF
import Testing

@testable import TimeExpressions

private let spanish = Result { try TimeTagger(language: "es") }

@Suite struct SpanishTests {
    /// A document of Wednesday 2018-03-14.
    @Test(arguments: [
        ("La sala lo liberó el lunes.", ["el lunes → 2018-03-12"]),
        ("Murió el 24 de diciembre de 2017.", ["el 24 de diciembre de 2017 → 2017-12-24"]),
        ("Volvió la semana pasada y se irá mañana.", ["la semana pasada → 2018-W10", "mañana → 2018-03-15"]),
        ("Fue detenida hace tres años.", ["hace tres años → 2015"]),
        ("La condena dura treinta y cinco meses.", ["treinta y cinco meses → P35M"]),
        ("Gobernó desde 1990 hasta 2000.", ["1990 → 1990", "2000 → 2000"]), ("Nació en el siglo XX.", ["el siglo XX → 19"]),
        ("Se reúnen cada mes.", ["cada mes → P1M"]),
        ("Ocurrió en mil novecientos cuarenta y ocho años.", ["mil novecientos cuarenta y ocho años → P1948Y"]),
        ("A finales de mayo de 1998 huyó.", ["A finales de mayo de 1998 → 1998-05"]), ("La ley 26.479 de 2009 fue derogada.", []),
    ])
    func values(text: String, expected: [String]) throws {
        let analysis = analysis(text)
        let found = try spanish.get().tag(analysis).map {
            "\(analysis.words($0.range)) → \($0.value(on: Day(iso: "2018-03-14")))"
        }
        #expect(found == expected)
    }

    @Test func aLanguageWithoutGrammar() {
        #expect(throws: GrammarError.self) { try TimeTagger(language: "xx") }
    }

    /// Faults of a grammar file are told with their line.
    @Test(arguments: [
        ("class ones 1 one\ndef A = {nothing}\nrule x = $A\n", 3, "nothing"), ("class ones 1 one\nrule x = (a\n", 2, ")"),
        ("class ones 1 one\nrule x = $NONE\n", 2, "NONE"), ("class unit fortnight x\n", 1, "fortnight"),
        ("class ones 1 one\nholiday 13-40x = x\n", 2, "holiday"),
        ("class ones 1 one\nrule x = a ; sometimes\n", 2, "sometimes"), ("nonsense\n", 1, "statement"),
    ])
    func faults(grammar: String, line: Int, word: String) {
        let error = #expect(throws: GrammarError.self) { try TimeTagger(grammar: grammar, file: "test.grammar") }
        #expect(error?.line == line)
        #expect(error?.reason.contains(word) == true, "\(error?.reason ?? "")")
    }
}
