//! What pictures say in English.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::quantity::short;

use super::{Says, Words, Writes};
use crate::fmt::{day, fixed, period, unit_word};

pub(super) static WORDS: Words = Words {
    code: "en",
    last_agreed: "last agreed",
    no_figure: "no figure on record",
    nothing: "nothing to show",
    official: "official",
    reported: "reported, source unnamed",
    unconfirmed: "reported, unconfirmed",
    recalled: "† recalled, or from a copy of another publisher’s text",
    recalled_short: "recalled",
    more: "+{n} more, in the table",
    printed: "as written in the proposal",
    rule: "follows from its rule",
    projected: "projected",
    own_series: "Same series",
    same_type: "Same type",
    other: "Other talks",
    forecast: "Forecast",
    chance: "one dot: a chance of 1 in {n}",
    beyond: "{n} off this axis",
    observers: "observers saw",
    who: "Who",
    figure: "Figure",
    detail: "Detail",
    evidence: "Evidence",
    year: "Year",
    proposal: "Proposal",
    basis: "Basis",
    total: "Total",
    case: "Case",
    group: "Group",
    date: "Date",
    low: "Low",
    high: "High",
    event: "Event",
    bloc: "Bloc",
    side: "Side",
    seats: "Seats",
    votes: "Votes",
    expected_yes: "Expected yes",
    of_needed: "Of needed",
    government: "government",
    opposition: "opposition",
    no_side: "other",
    yes_seat: "expected yes",
    no_seat: "not expected",
    open_seat: "no estimate",
    vacant: "vacant",
    all_yes: "all expected yes together",
    needed: "{n} needed",
    expected: "{n} expected yes",
    spare: "{n} to spare",
    just_enough: "none to spare",
    short: "{n} short",
    present: "{n} present",
    quorum: "quorum {n}",
    members: "{n} members",
    vacant_count: "{n} vacant",
    seat_count: "{n} seats",
    one_seat: "1 seat",
    vote_count: "{n} votes",
    yes_count: "{n} yes",
    no_bloc: "in no bloc",
    without_estimate: "no estimate for {n} seats",
    both_gain: "both gain",
    no_deal: "without a deal",
    frontier: "Efficient frontier",
    package: "Package",
    other_packages: "other packages",
    several_here: "several of them",
    dense_packages: "other packages, larger where more",
    ratification: "Chance of ratification",
    ratified: "{n} ratified",
    at_least: "{n} or more",
    below: "less than {n}",
    no_chance: "chance unknown",
    shaded: "shaded",
    since_new: "known after {n}",
    new: "new",
    ahead: "in {n} days",
    tomorrow: "in 1 day",
    today: "today",
    ago: "{n} days ago",
    yesterday: "1 day ago",
    ours: "of these talks",
    not_ours: "not ours",
    what: "What",
    days_left: "Days left",
    whose: "Whose",
    no_dates: "no date ahead is on record",
    frontier_points: "packages on the frontier: {n}; arrow keys go from one to the next",
    says: Says {
        as_of: "As of {day}",
        bars_note: "Amount of each contract year, {unit}",
        bars_one: "{id} comes to {first}",
        bars_same: "{id} stays at {first} for {n} years",
        bars_path: "{id} goes from {first} to {last} in {n} years",
        bars_range: "First years reach from {low} ({low_id}) to {high} ({high_id})",
        no_split: "not split by category",
        lanes_note: "Yearly amounts in multiples of the last agreed ({amount}{year}), log scale",
        in_force: "In force",
        asks: "{side} asks",
        offers: "{side} offers",
        both: "Both, tentatively",
        gap: "Gap between the two",
        apart: "{amount} apart",
        gap_low: "lower end by arithmetic; {by}",
        no_demand: "No sum asked is on record",
        demand: "{name}’s demand is {times} the last deal",
        demand_reported: "{name}’s reported demand is {times} the last deal",
        demand_silent: "{name}’s demand is {times} the last deal; {payer} has named no figure",
        demand_reported_silent: "{name}’s reported demand is {times} the last deal; {payer} has named no figure",
        vote_short: "{body}: {what} is {n} short of the {needed} votes it needs",
        vote_spare: "{body}: {what} has {n} to spare above the {needed} votes it needs",
        vote_needed: "{body}: {needed} votes are needed",
        vote_note: "Yes as a model expects it; it passes with {p}",
        deals_note: "What each package is worth to both; on the frontier the filling tells the chance to pass",
        deals_sampled: "What each package is worth to both, one in {n} drawn; on the frontier the filling tells the chance to pass",
        worth_to: "worth to {name}",
        deals_pass: "A deal struck without minding the vote passes with {a}, one that minds it with {b}",
        deals_none: "No package on the frontier leaves both better off than no deal",
        deals_some: "{n} packages on the frontier leave both better off than no deal",
        class: "class",
        yours: "yours",
        band: "10 and 90 % points of the chance itself",
        when_note: "Chance of a deal by each date, given none by {day}; from {n} finished talks, a base rate and no prophecy",
        half_by: "half close by {day}",
        half_never: "half never close in the time looked at",
        when_expiry: "Of talks like these {p} close by the expiry; {half}",
        when_half: "Of talks like these {half}",
        when_caption: "Chance of a deal by each day",
        deal_by: "deal by",
        event: "event",
        amount_heading: "Given a deal: a median of {mid} on the last amount, eight in ten between {low} and {high}",
        amount_note: "Change on the last agreed amount, %; each dot of the forecast is one chance in twenty",
        amount_note_demand: "Change on the last agreed amount, %; each dot of the forecast, demand included, is one chance in twenty",
        left_out: "; {n} cases that stand further off are not drawn",
        range: "median {mid}, 8 in 10 between {low} and {high}",
        calendar_next: "In {n} days: {what}",
        calendar_tomorrow: "In one day: {what}",
        calendar_today: "Today: {what}",
        calendar_not_ours: "No date of these talks lies ahead",
        calendar_none: "No date is on record",
        calendar_note: "Days from {day}",
    },
    writes: Writes {
        scales: &[],
        gap: " ",
        day,
        month,
        period,
        amount: |value, unit| short(value, unit, 4),
        unit: unit_word,
        stated: |_, _| None,
        times,
        topic: |_| "",
    },
};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

fn month(d: Date, with_year: bool) -> String {
    let month =
        MONTHS.get(usize::from(d.month().unsigned_abs()).wrapping_sub(1)).copied().unwrap_or_default();
    if with_year { format!("{month} {}", d.year()) } else { month.to_owned() }
}

/// "over five times", "up to 5.7 times", "14 % above", "28 % below".
fn times(m: Decimal, sign: &str) -> String {
    let whole = m.floor();
    let up_to = if sign.trim() == "≤" { "up to " } else { "" };
    if m >= Decimal::TWO {
        if !up_to.is_empty() {
            return format!("{up_to}{} times", fixed(m, 1));
        }
        let n: usize = whole.try_into().unwrap_or(0);
        let word = NUMBERS.get(n.wrapping_sub(2)).map_or_else(|| whole.to_string(), |w| (*w).to_owned());
        return format!("{}{word} times", if m == whole { "" } else { "over " });
    }
    let change = (m - Decimal::ONE) * Decimal::ONE_HUNDRED;
    match change {
        c if c.is_zero() => "the same as".into(),
        c if c > Decimal::ZERO => format!("{up_to}{} % above", fixed(c, 0)),
        c => format!("{up_to}{} % below", fixed(-c, 0)),
    }
}
