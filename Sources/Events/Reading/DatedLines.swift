import Language
import TimeExpressions

/// Lines of a list that is a chronology open with their day or year: "2009: The court convicts … on 7 April".
enum DatedLines {
    /// The time that opens a block and is set off from what it dates by a colon or a dash; nil where there is none.
    static func opening(_ block: [Int], _ times: [TimeExpression], _ scene: Scene) -> Int? {
        guard let number = block.first, let first = scene.sentences[number].tokens.first else { return nil }
        guard
            let time = times.firstIndex(where: {
                $0.sentence == number && $0.range.lowerBound == first.range.lowerBound && ($0.kind == .date || $0.kind == .time)
            })
        else { return nil }
        let clauses = scene.sentences[number]
        guard let next = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= times[time].range.upperBound }) else {
            return nil
        }
        return [":", "-", "–", "—", "--"].contains(clauses.forms[next]) ? time : nil
    }

    /// The sentences of each block, in order.
    static func blocks(_ scene: Scene) -> [[Int]] {
        var blocks: [[Int]] = []
        for clauses in scene.sentences {
            if let last = blocks.last?.last, scene.sentences[last].blockNumber == clauses.blockNumber {
                blocks[blocks.count - 1].append(clauses.number)
            } else {
                blocks.append([clauses.number])
            }
        }
        return blocks
    }

    /// The times with days and months that name no year bound to the year of the line that they stand in.
    static func bound(_ times: [TimeExpression], scene: Scene) -> [TimeExpression] {
        var times = times
        for block in blocks(scene) {
            guard let opening = opening(block, times, scene), let year = year(of: times[opening]) else { continue }
            let sentences = block[0]...block[block.count - 1]
            for index in times.indices where index != opening && sentences.contains(times[index].sentence) {
                guard times[index].relation.anchor == .document, case .field(let field, _) = times[index].relation.meaning,
                    comesEachYear(field)
                else { continue }
                times[index].relation = TimeRelation(
                    anchor: .none, meaning: .within(field, .fixed(Granule(.year, year))), part: times[index].relation.part)
                times[index].value = times[index].value(on: nil)
            }
        }
        return times
    }

    private static func year(of time: TimeExpression) -> Int? {
        guard time.relation.anchor == .none, let year = Int(time.value.prefix(4)) else { return nil }
        return year
    }

    private static func comesEachYear(_ field: Field) -> Bool {
        switch field {
        case .month, .monthDay, .season, .quarter, .half, .holiday, .weekdayMonthDay: true
        default: false
        }
    }
}
