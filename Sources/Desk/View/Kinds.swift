import CaseModel

/// Kinds of events in the few groups that a picture can tell apart.
enum KindGroup: String, CaseIterable, Sendable {
    case rulings, clemency, custody, proceedings, power, violence, words, other

    var label: String {
        switch self {
        case .rulings: "Rulings"
        case .clemency: "Clemency"
        case .custody: "Custody and whereabouts"
        case .proceedings: "Proceedings"
        case .power: "Office and politics"
        case .violence: "Violence and protest"
        case .words: "Words"
        case .other: "Other"
        }
    }
}

extension EventKind {
    var group: KindGroup {
        switch self {
        case .convict, .sentence, .acquit, .annul, .restore, .uphold, .overrule, .suspend, .orderRelease, .orderDetention, .order,
            .dismiss, .rule:
            .rulings
        case .pardon, .commute, .amnesty: .clemency
        case .arrest, .detain, .release, .transfer, .extradite, .flee, .hospitalise, .die, .born, .visit: .custody
        case .request, .review, .appeal, .charge, .indict, .comply, .defy: .proceedings
        case .impeach, .vote, .resign, .appoint, .elect, .found, .dissolve, .enact, .negotiate, .govern, .pay, .bribe: .power
        case .kill, .kidnap, .torture, .attack, .protest, .clash: .violence
        case .apologise, .state, .publish, .broadcast: .words
        case .other: .other
        }
    }

    /// As a person says it: "order of release", "annulment".
    var words: String {
        switch self {
        case .convict: "conviction"
        case .annul: "annulment"
        case .commute: "commutation"
        case .restore: "restoration"
        case .uphold: "confirmation"
        case .overrule: "overruling"
        case .suspend: "suspension"
        case .orderRelease: "order of release"
        case .orderDetention: "order of detention"
        case .indict: "indictment"
        case .acquit: "acquittal"
        case .dismiss: "dismissal"
        case .detain: "detention"
        case .extradite: "extradition"
        case .flee: "flight"
        case .impeach: "impeachment"
        case .resign: "resignation"
        case .appoint: "appointment"
        case .elect: "election"
        case .found: "founding"
        case .dissolve: "dissolution"
        case .enact: "enactment"
        case .negotiate: "negotiation"
        case .pay: "payment"
        case .kill: "killing"
        case .kidnap: "kidnapping"
        case .hospitalise: "hospital"
        case .die: "death"
        case .born: "birth"
        case .apologise: "apology"
        case .state: "statement"
        case .comply: "compliance"
        case .defy: "defiance"
        case .publish: "publication"
        case .rule: "ruling"
        case .govern: "government"
        default: rawValue
        }
    }
}

extension Modality {
    /// What it means for a reader; nil for what simply happened.
    var words: String? {
        switch self {
        case .asserted: nil
        case .reported: "reported by somebody, not told as a fact"
        case .requested: "asked for"
        case .planned: "planned"
        case .denied: "denied"
        case .hypothetical: "hypothetical"
        }
    }
}

extension ReviewState {
    var words: String {
        switch self {
        case .proposed: "not reviewed"
        case .accepted: "accepted"
        case .rejected: "rejected"
        case .corrected: "corrected"
        }
    }
}

extension SolvedDate {
    /// What the day rests on.
    var basisWords: String {
        switch basis {
        case .stated: "stated in the papers"
        case .metadata: "from the page's own data"
        case .inferred: "worked out"
        case .given: "given by a person"
        case .unknown: edtf == nil ? "nothing tells it" : "only its limits are known"
        }
    }

    /// EDTF where it says more than the words beside it: a span, one of several days, a doubt.
    var notation: String? { edtf.flatMap { $0.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) } ? nil : $0 } }
}

extension ParticipantRole {
    var words: String {
        switch self {
        case .agent: "who"
        case .patient: "whom"
        case .authority: "authority"
        case .target: "about"
        case .place: "where"
        case .beneficiary: "for"
        case .source: "according to"
        }
    }
}

extension CaseActor.Kind {
    var words: String {
        switch self {
        case .person: "person"
        case .organisation: "organisation"
        case .place: "place"
        case .authority: "authority"
        }
    }
}
