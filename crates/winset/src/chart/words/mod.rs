//! The words a drawing brings itself: one file a language holds every word, sentence and habit of writing.
//!
//! A further language is one more file beside `en`, a variant of [`Lang`] and its line in `LANGUAGES`: the compiler asks for
//! every entry, a test for the same places in every sentence.

mod en;
mod ko;
mod large;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::quantity::{Figure, Unit};

pub(crate) use large::{large, whole};

/// The language of a chart's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

/// Every language that pictures speak, with its words.
static LANGUAGES: [(Lang, &Words); 2] = [(Lang::En, &en::WORDS), (Lang::Ko, &ko::WORDS)];

impl Lang {
    /// The language of a code such as `ko`; nothing for one that pictures do not speak.
    pub fn of(code: &str) -> Option<Lang> {
        LANGUAGES.iter().find(|(_, words)| words.code == code).map(|(lang, _)| *lang)
    }

    /// The code of the language, such as `ko`.
    pub fn code(self) -> &'static str {
        words(self).code
    }
}

/// What charts say by themselves; `{n}` stands for a number.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) code: &'static str,
    pub(crate) last_agreed: &'static str,
    pub(crate) no_figure: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) official: &'static str,
    pub(crate) reported: &'static str,
    pub(crate) unconfirmed: &'static str,
    pub(crate) recalled: &'static str,
    pub(crate) recalled_short: &'static str,
    pub(crate) more: &'static str,
    pub(crate) printed: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) projected: &'static str,
    pub(crate) own_series: &'static str,
    pub(crate) same_type: &'static str,
    pub(crate) other: &'static str,
    pub(crate) forecast: &'static str,
    pub(crate) chance: &'static str,
    pub(crate) beyond: &'static str,
    pub(crate) observers: &'static str,
    pub(crate) who: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) evidence: &'static str,
    pub(crate) year: &'static str,
    pub(crate) proposal: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) total: &'static str,
    pub(crate) case: &'static str,
    pub(crate) group: &'static str,
    pub(crate) date: &'static str,
    pub(crate) low: &'static str,
    pub(crate) high: &'static str,
    pub(crate) event: &'static str,
    pub(crate) bloc: &'static str,
    pub(crate) side: &'static str,
    pub(crate) seats: &'static str,
    pub(crate) votes: &'static str,
    pub(crate) expected_yes: &'static str,
    pub(crate) of_needed: &'static str,
    pub(crate) government: &'static str,
    pub(crate) opposition: &'static str,
    pub(crate) no_side: &'static str,
    pub(crate) yes_seat: &'static str,
    pub(crate) no_seat: &'static str,
    pub(crate) open_seat: &'static str,
    pub(crate) vacant: &'static str,
    pub(crate) all_yes: &'static str,
    pub(crate) needed: &'static str,
    pub(crate) expected: &'static str,
    pub(crate) spare: &'static str,
    pub(crate) just_enough: &'static str,
    pub(crate) short: &'static str,
    pub(crate) present: &'static str,
    pub(crate) quorum: &'static str,
    pub(crate) members: &'static str,
    pub(crate) vacant_count: &'static str,
    pub(crate) seat_count: &'static str,
    pub(crate) one_seat: &'static str,
    pub(crate) vote_count: &'static str,
    pub(crate) yes_count: &'static str,
    pub(crate) no_bloc: &'static str,
    pub(crate) without_estimate: &'static str,
    pub(crate) both_gain: &'static str,
    pub(crate) no_deal: &'static str,
    pub(crate) frontier: &'static str,
    pub(crate) package: &'static str,
    pub(crate) other_packages: &'static str,
    pub(crate) several_here: &'static str,
    pub(crate) dense_packages: &'static str,
    pub(crate) ratification: &'static str,
    pub(crate) ratified: &'static str,
    pub(crate) at_least: &'static str,
    pub(crate) below: &'static str,
    pub(crate) no_chance: &'static str,
    pub(crate) shaded: &'static str,
    pub(crate) since_new: &'static str,
    pub(crate) new: &'static str,
    pub(crate) ahead: &'static str,
    pub(crate) tomorrow: &'static str,
    pub(crate) today: &'static str,
    pub(crate) ago: &'static str,
    pub(crate) yesterday: &'static str,
    pub(crate) ours: &'static str,
    pub(crate) not_ours: &'static str,
    pub(crate) what: &'static str,
    pub(crate) days_left: &'static str,
    pub(crate) whose: &'static str,
    pub(crate) no_dates: &'static str,
    pub(crate) frontier_points: &'static str,
    pub(crate) says: Says,
    pub(crate) writes: Writes,
}

/// The sentences of findings and notes; names in braces stand for what is put in.
#[derive(Debug)]
pub(crate) struct Says {
    pub(crate) as_of: &'static str,
    pub(crate) bars_note: &'static str,
    pub(crate) bars_one: &'static str,
    pub(crate) bars_same: &'static str,
    pub(crate) bars_path: &'static str,
    pub(crate) bars_range: &'static str,
    pub(crate) no_split: &'static str,
    pub(crate) lanes_note: &'static str,
    pub(crate) in_force: &'static str,
    pub(crate) asks: &'static str,
    pub(crate) offers: &'static str,
    pub(crate) both: &'static str,
    pub(crate) gap: &'static str,
    pub(crate) apart: &'static str,
    pub(crate) gap_low: &'static str,
    pub(crate) no_demand: &'static str,
    pub(crate) demand: &'static str,
    pub(crate) demand_reported: &'static str,
    pub(crate) demand_silent: &'static str,
    pub(crate) demand_reported_silent: &'static str,
    pub(crate) vote_short: &'static str,
    pub(crate) vote_spare: &'static str,
    pub(crate) vote_needed: &'static str,
    pub(crate) vote_note: &'static str,
    pub(crate) deals_note: &'static str,
    pub(crate) deals_sampled: &'static str,
    pub(crate) worth_to: &'static str,
    pub(crate) deals_pass: &'static str,
    pub(crate) deals_none: &'static str,
    pub(crate) deals_some: &'static str,
    pub(crate) class: &'static str,
    pub(crate) yours: &'static str,
    pub(crate) band: &'static str,
    pub(crate) when_note: &'static str,
    pub(crate) half_by: &'static str,
    pub(crate) half_never: &'static str,
    pub(crate) when_expiry: &'static str,
    pub(crate) when_half: &'static str,
    pub(crate) when_caption: &'static str,
    pub(crate) deal_by: &'static str,
    pub(crate) event: &'static str,
    pub(crate) amount_heading: &'static str,
    pub(crate) amount_note: &'static str,
    pub(crate) amount_note_demand: &'static str,
    pub(crate) left_out: &'static str,
    pub(crate) range: &'static str,
    pub(crate) calendar_next: &'static str,
    pub(crate) calendar_tomorrow: &'static str,
    pub(crate) calendar_today: &'static str,
    pub(crate) calendar_not_ours: &'static str,
    pub(crate) calendar_none: &'static str,
    pub(crate) calendar_note: &'static str,
}

/// How a language writes days, amounts and what its grammar asks for.
#[derive(Debug)]
pub(crate) struct Writes {
    /// Powers of ten with a word of their own in which large amounts are counted, the greatest first; none where a decimal scale is used.
    pub(crate) scales: &'static [(u32, &'static str)],
    /// Between the parts of such an amount, and before its unit.
    pub(crate) gap: &'static str,
    /// A day.
    pub(crate) day: fn(Date) -> String,
    /// A month on an axis, with its year or without.
    pub(crate) month: fn(Date, bool) -> String,
    /// A span of days, such as the month of a rate.
    pub(crate) period: fn(Date, Date) -> String,
    /// An amount with its unit.
    pub(crate) amount: fn(Decimal, &Unit) -> String,
    /// The word of a unit.
    pub(crate) unit: fn(&Unit) -> String,
    /// A figure as it was stated, where the language does not take it over as it stands; true for an increase.
    pub(crate) stated: fn(&Figure, bool) -> Option<String>,
    /// A multiple with the sign of its bound.
    pub(crate) times: fn(Decimal, &str) -> String,
    /// What marks a name as the topic of its sentence.
    pub(crate) topic: fn(&str) -> &'static str,
}

/// The words of a language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    LANGUAGES.iter().find(|(of, _)| *of == lang).map_or(&en::WORDS, |(_, words)| words)
}

/// Words with a number in its place.
pub(crate) fn with(words: &str, n: usize) -> String {
    put(words, &n.to_string())
}

/// Words with a figure in its place.
pub(crate) fn put(words: &str, figure: &str) -> String {
    fill(words, &[("n", figure)])
}

/// A sentence with what belongs in its places; what is put in is never read as a place.
pub(crate) fn fill(sentence: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(places.iter().find(|(place, _)| *place == name).map_or("", |(_, words)| words));
        rest = behind;
    }
    out + rest
}
