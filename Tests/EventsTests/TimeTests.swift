import CaseModel
import Testing

@testable import Events

/// Which event of a sentence a time belongs to, and what it counts from, on our own sentences.
@Suite(.enabled(if: annotator != nil, "no language model"))
struct TimeTests {
    private func read(_ text: String) -> Annotation { annotator!.annotate(paper(text)) }
    private func first(_ kind: EventKind, _ annotation: Annotation) throws -> EventMention {
        try #require(annotation.events.first { $0.kind == kind }, "no \(kind)")
    }
    private func values(_ kind: EventKind, _ annotation: Annotation) throws -> [String] {
        try first(kind, annotation).whens.map { annotation.times[$0.time].value }
    }

    @Test func aTimeThatOpensASentenceIsOfTheStoryThatItsClausesTell() throws {
        let annotation = read(
            "In 1985 his rival was shot.\n\nNobody was tried. The file was lost.\n\nVost moved to Kelmar and resigned by letter.\n\nSix years later, she startled the port when her ship reached Dorvale, where she was arrested and deported."
        )
        let arrest = try first(.arrest, annotation)
        let anchor = try #require(arrest.whens.first?.anchor)
        #expect(annotation.events[anchor].kind == .resign)
    }

    @Test func anAimHasNoDayButWhatIsDoneForIt() throws {
        let annotation = read(
            "The bench dismissed the case on Monday. Her son fought the case before visiting his mother in her cell to share news of the ruling two days later."
        )
        let visit = try first(.visit, annotation)
        #expect(visit.whens.count == 1)
    }

    @Test func aTermUnderWayLeavesTheTimeToTheDeed() throws {
        let annotation = read(
            "Tolv, 70, was serving a life term in connection with the killings of 12 farmers by gunmen in the 1980s.")
        #expect(try values(.sentence, annotation).isEmpty)
        #expect(try values(.kill, annotation) == ["198"])
    }

    @Test func behindAButTheTimeIsAnothers() throws {
        let annotation = read("Tolv's aim was to stand for the senate again in 2011, but instead, he was charged.")
        #expect(try values(.charge, annotation).isEmpty)
    }

    @Test func aClauseThatSaysWhichCourtDoesNotTakeTheDayOfItsSentence() throws {
        let annotation = read(
            "Her sentence, of 4 May 2011, had been confirmed in 2013 by the same court that has now quashed it.")
        let quashed = try first(.annul, annotation)
        #expect(quashed.whens.isEmpty && quashed.sameDayAs == nil)
        #expect(quashed.targets.first?.kind == .sentence)
        #expect(try values(.uphold, annotation) == ["2013"])
        #expect(!quashed.arguments.contains { $0.role == .agent && $0.entity != nil })
    }

    @Test func whatSomebodyHasBecomeIsNotNews() throws {
        let annotation = read(
            "On Friday two envoys visited the former mayor, 66, sentenced to nine years for fraud."
        )
        #expect(try first(.sentence, annotation).anterior == true)
    }

    @Test func aDismissalLeavesNoDayToWhatItDismisses() throws {
        let annotation = read(
            "Orland's Court of Appeal on Monday dismissed Marek Tolv's appeal against the order that had ended his parole.")
        let days = try values(.dismiss, annotation)
        #expect(days.count == 1)
        let appeal = try first(.appeal, annotation)
        #expect(appeal.passing)
        let pending = read(
            "The farmers who appealed live below the dam. Her complaint is expected to be decided next year.")
        #expect(!pending.events.contains { $0.kind == .appeal && !$0.passing })
    }
}
