//! The JSON Schemas of the answers, as `winset schema NAME` prints them.

const SCHEMAS: [(&str, &str); 13] = [
    ("brief", include_str!("../schemas/brief.json")),
    ("check", include_str!("../schemas/check.json")),
    ("classes", include_str!("../schemas/classes.json")),
    ("compare", include_str!("../schemas/compare.json")),
    ("deals", include_str!("../schemas/deals.json")),
    ("figures", include_str!("../schemas/figures.json")),
    ("forecast", include_str!("../schemas/forecast.json")),
    ("price", include_str!("../schemas/price.json")),
    ("read", include_str!("../schemas/read.json")),
    ("record", include_str!("../schemas/record.json")),
    ("share", include_str!("../schemas/share.json")),
    ("verify", include_str!("../schemas/verify.json")),
    ("vote", include_str!("../schemas/vote.json")),
];

/// The names.
pub fn names() -> Vec<&'static str> {
    SCHEMAS.iter().map(|(n, _)| *n).collect()
}

/// The schema of a name.
pub fn schema(name: &str) -> Option<&'static str> {
    SCHEMAS.iter().find(|(n, _)| *n == name).map(|(_, s)| *s)
}
