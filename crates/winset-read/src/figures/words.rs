//! The words of comparison that the checks bind figures by.

/// Beginnings of words for a rise.
const UP: &[&str] = &[
    "more", "higher", "larger", "bigger", "greater", "above", "up", "increas", "rise", "rose", "rising",
    "risen", "rais", "grow", "grew", "climb", "gain", "jump", "hike", "surg", "extra", "dearer", "exceed",
    "lift", "expan", "swell", "boost", "longer", "stronger", "upward", "soar", "addition", "added", "adds",
    "인상", "증가", "증액", "상승", "급증",
];

/// Beginnings of words for a fall.
const DOWN: &[&str] = &[
    "less", "lower", "smaller", "fewer", "below", "down", "cut", "decreas", "fall", "fell", "drop", "declin",
    "reduc", "shrink", "shrank", "shrunk", "cheaper", "trim", "slash", "shorter", "downward", "short", "los",
    "saving", "discount", "under", "인하", "감소", "감액", "삭감", "하락",
];

/// Whether a word says that something grew or shrank.
pub(super) fn direction(word: &str) -> Option<i8> {
    const NEITHER: &[&str] = &[
        "upper",
        "upon",
        "raisin",
        "downtown",
        "lesson",
        "lest",
        "moreover",
        "growers",
        "shortly",
        "underway",
        "understood",
        "understand",
    ];
    if NEITHER.contains(&word) {
        return None;
    }
    let starts = |list: &[&str]| {
        list.iter().any(|s| {
            if s.len() <= 3
                || matches!(*s, "less" | "more" | "down" | "above" | "below" | "under" | "short" | "lower")
            {
                word == *s
                    || *s == "cut" && matches!(word, "cuts" | "cutting")
                    || *s == "los" && matches!(word, "loses" | "lost" | "loss" | "losing" | "lose")
            } else {
                word.starts_with(s)
            }
        })
    };
    if starts(UP) {
        Some(1)
    } else if starts(DOWN) {
        Some(-1)
    } else {
        None
    }
}

/// Words after which the amount that is compared with stands.
pub(super) fn is_base(word: &str) -> bool {
    matches!(
        word,
        "than"
            | "from"
            | "on"
            | "over"
            | "above"
            | "below"
            | "against"
            | "instead"
            | "place"
            | "compared"
            | "under"
            | "after"
            | "versus"
            | "exceed"
            | "exceeds"
            | "exceeded"
            | "beyond"
            | "beside"
            | "short"
            | "previous"
            | "previously"
            | "earlier"
            | "formerly"
    )
}

/// Words that cannot be the unit of a number.
pub(super) fn is_small(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "has"
            | "its"
            | "this"
            | "his"
            | "is"
            | "as"
            | "us"
            | "yes"
            | "others"
            | "years"
            | "says"
            | "across"
            | "plus"
            | "less"
            | "versus"
            | "votes"
            | "does"
            | "towards"
            | "besides"
            | "perhaps"
            | "ours"
            | "theirs"
    )
}

/// Words that say two forms of one statement stand beside each other.
pub(super) fn is_restated(words: &[&str]) -> bool {
    !words.is_empty()
        && words.len() <= 6
        && words.iter().any(|w| {
            matches!(
                *w,
                "or" | "("
                    | "="
                    | "equals"
                    | "equal"
                    | "meaning"
                    | "means"
                    | "mean"
                    | "is"
                    | "that"
                    | "which"
            )
        })
        && words.iter().all(|w| {
            matches!(
                *w,
                "or" | "("
                    | ","
                    | "="
                    | "equals"
                    | "equal"
                    | "to"
                    | "meaning"
                    | "means"
                    | "mean"
                    | "that"
                    | "is"
                    | "which"
                    | "about"
                    | "roughly"
                    | "some"
                    | "around"
                    | "approximately"
                    | "nearly"
                    | "almost"
                    | "a"
                    | "an"
                    | "i.e"
                    | "each"
                    | "so"
            )
        })
}
