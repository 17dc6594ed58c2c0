import Testing

@testable import Documents

@Suite struct LanguageTests {
    static let texts: [(String, String)] = [
        (
            "en",
            "The council of Brellin voted on Tuesday to close the old harbour, which has not seen a ship since the storm, officials said."
        ),
        (
            "es",
            "El consejo de Brellin votó el martes a favor de cerrar el viejo puerto, que no ha visto un barco desde la tormenta, dijeron las autoridades."
        ),
        (
            "fr",
            "Le conseil de Brellin a voté mardi la fermeture du vieux port, qui n'a pas vu un seul navire depuis la tempête, selon les autorités."
        ),
        (
            "pt",
            "O conselho de Brellin votou na terça-feira pelo fecho do velho porto, que não vê um navio desde a tempestade, disseram as autoridades."
        ),
        (
            "de",
            "Der Rat von Brellin stimmte am Dienstag dafür, den alten Hafen zu schließen, der seit dem Sturm kein Schiff mehr gesehen hat, wie es hieß."
        ),
        (
            "it",
            "Il consiglio di Brellin ha votato martedì per chiudere il vecchio porto, che non vede una nave dalla tempesta, hanno detto le autorità."
        ),
    ]

    @Test(arguments: texts) func isTold(_ language: String, _ text: String) throws {
        #expect(LanguageGuess.language(of: text) == language)
        // Also in capitals, without its accents (a telegram), and against a declaration that is wrong.
        #expect(LanguageGuess.language(of: text.uppercased()) == language)
        let bare = String(text.unicodeScalars.filter { $0.isASCII }.map(Character.init))
        #expect(LanguageGuess.language(of: bare) == language)
        #expect(LanguageGuess.language(of: text, declared: language == "en" ? "de-DE" : "en-US") == language)
        #expect(LanguageGuess.language(of: "Brellin 1987", declared: language) == language)
        #expect(try readOne("Brellin\n\n" + text + "\n\n" + text, name: "a.txt").language == language)
    }

    @Test func notToldFromNothing() {
        #expect(LanguageGuess.language(of: "") == nil)
        #expect(LanguageGuess.language(of: "4711 0815 42") == nil)
    }

    @Test func otherScripts() {
        #expect(LanguageGuess.language(of: "Совет Бреллина проголосовал во вторник за закрытие порта.") == "ru")
        #expect(LanguageGuess.language(of: "صوت مجلس بريلين يوم الثلاثاء على إغلاق الميناء القديم.") == "ar")
        #expect(LanguageGuess.language(of: "ブレリン市議会は火曜日、古い港を閉鎖することを決めました。") == "ja")
    }
}
