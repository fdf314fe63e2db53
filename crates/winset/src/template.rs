//! Commented cases to start from, one a kind of talks.

type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($name:literal: $($file:literal),+ $(,)?) => {
        ($name, &[$(($file, include_str!(concat!("../templates/", $name, "/", $file)))),+])
    };
}

const TEMPLATES: [(&str, Files); 4] = [
    files!("host-support": "case.toml", "record.csv", "sources.csv", "history.csv", "series/usd.csv", "series/prices.csv"),
    files!("share-key": "case.toml", "record.csv", "sources.csv", "series/income.csv"),
    files!("quota": "case.toml", "record.csv", "sources.csv", "history.csv"),
    files!("municipal": "case.toml", "record.csv", "sources.csv"),
];

/// The names.
pub fn names() -> Vec<&'static str> {
    TEMPLATES.iter().map(|(n, _)| *n).collect()
}

/// The files of a template, by their names in the folder.
pub fn template(name: &str) -> Option<Files> {
    TEMPLATES.iter().find(|(n, _)| *n == name).map(|(_, f)| *f)
}
