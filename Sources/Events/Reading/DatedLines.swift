import Language
import TimeExpressions

/// Lines of a list that is a chronology open with their day or year: "2009: The court convicts … on 7 April", "7 April 2009. Convicted.".
enum DatedLines {
    /// The time that opens each block and is set off from what it dates by a colon or a dash, stands there as a sentence of its own, or is the
    /// whole date of a line beside which another opens so; nil where there is none.
    static func openings(_ blocks: [[Int]], _ times: [TimeExpression], _ scene: Scene) -> [Int?] {
        let found = blocks.map { first(of: $0, times, scene) }
        return found.indices.map { at in
            guard let here = found[at] else { return nil }
            if here.isSetOff { return here.time }
            func isList(_ other: Int) -> Bool {
                found.indices.contains(other) && found[other].map { $0.isWhole || $0.isSetOff } ?? false
            }
            return here.isWhole && (isList(at - 1) || isList(at + 1)) ? here.time : nil
        }
    }

    /// The time that is the first word of a block, whether something sets it off, and whether it is a date with its year.
    private static func first(
        of block: [Int], _ times: [TimeExpression], _ scene: Scene
    ) -> (time: Int, isSetOff: Bool, isWhole: Bool)? {
        guard let number = block.first, let first = scene.sentences[number].tokens.first else { return nil }
        guard
            let time = times.firstIndex(where: {
                $0.sentence == number && $0.range.lowerBound == first.range.lowerBound && ($0.kind == .date || $0.kind == .time)
            })
        else { return nil }
        let clauses = scene.sentences[number]
        let isWhole = times[time].relation.anchor == .none && times[time].value.utf8.count >= 7
        guard let next = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= times[time].range.upperBound }) else {
            return block.count > 1 ? (time, isWhole, isWhole) : nil
        }
        let isAlone = isWhole && next == clauses.tokens.count - 1 && clauses.isPunctuation(next) && block.count > 1
        return (time, isAlone || [":", "-", "–", "—", "--"].contains(clauses.forms[next]), isWhole)
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
        let blocks = blocks(scene)
        for (block, opening) in zip(blocks, openings(blocks, times, scene)) {
            guard let opening, let year = year(of: times[opening]) else { continue }
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
