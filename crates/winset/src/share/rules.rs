//! Each rule on a bill: what it needs, what it says, and how far that is from what is paid.

use rust_decimal::Decimal;
use winset_case::price::Unanswerable;
use winset_case::sharing::{Heading, Moment};
use winset_case::vocabulary::Status;
use winset_engine::method::Method;
use winset_engine::share::{
    METHODS, Provision, ShareError, ability, airport, constrained_equal_awards, constrained_equal_losses,
    proportional, provision_of, random_arrival, talmud,
};

use super::form::{by_member, column, float};
use super::words::{amount_text, unit_text};
use super::{Bill, BillFrom, Options};

/// What a rule says.
#[derive(Clone, Debug)]
pub struct Ruled {
    /// The rule.
    pub method: &'static Method,
    /// The column it reckons from.
    pub basis: Heading,
    /// An amount a party in the unit of the bill, or what it would need.
    pub amounts: Result<Vec<f64>, Unanswerable>,
    /// The part of the bill that would change hands against what is paid, 0 to 1.
    pub moves: Option<f64>,
    /// It rests on a figure from memory.
    pub recalled: bool,
    /// Of `olson_zeckhauser`: the weight of the good and how much of it all would agree on.
    pub provision: Option<Provision>,
}

/// Every rule, in the order of the list; `ability_to_pay` only where its power was named.
pub fn rules(m: &Moment, bill: &Bill, paid: &[Decimal], options: &Options) -> Vec<Ruled> {
    METHODS
        .iter()
        .filter(|method| method.name != "ability_to_pay" || options.power.is_some())
        .map(|method| {
            let mut provision = None;
            let basis = basis(m, method.name);
            let amounts = amounts(m, bill, method.name, basis, options, &mut provision);
            let moves = amounts.as_ref().ok().and_then(|a| moves(a, paid, bill));
            let recalled = amounts.is_ok() && (bill.recalled || recalled(m, basis));
            Ruled { method, basis, amounts, moves, recalled, provision }
        })
        .collect()
}

/// True if a figure of a column is from memory.
pub fn recalled(m: &Moment, h: Heading) -> bool {
    m.parties.iter().filter_map(|p| p.figures.get(&h)).any(|e| e.status == Status::Recalled)
}

fn basis(m: &Moment, name: &str) -> Heading {
    let claimed = m.parties.iter().any(|p| p.figures.contains_key(&Heading::Claim));
    match name {
        "shapley" => Heading::Alone,
        "olson_zeckhauser" | "lindahl" | "ability_to_pay" => Heading::Income,
        "proportional" if !claimed => Heading::Income,
        _ => Heading::Claim,
    }
}

fn amounts(
    m: &Moment,
    bill: &Bill,
    name: &str,
    basis: Heading,
    options: &Options,
    provision: &mut Option<Provision>,
) -> Result<Vec<f64>, Unanswerable> {
    let rows = column(m, basis, Some(bill))?;
    let total = float(bill.value);
    let done = match name {
        // A rule on claims asks nobody for more than the claim.
        "proportional" if basis == Heading::Claim && rows.iter().sum::<f64>() < total * (1.0 - 1e-9) => {
            Err(ShareError::BillAboveTotal)
        }
        "proportional" | "lindahl" => proportional(&rows, total),
        "constrained_equal_awards" => by_member(m, &rows, |c| constrained_equal_awards(c, total)),
        "constrained_equal_losses" => by_member(m, &rows, |c| constrained_equal_losses(c, total)),
        "talmud" => by_member(m, &rows, |c| talmud(c, total)),
        "random_arrival" => by_member(m, &rows, |c| random_arrival(c, total)),
        "ability_to_pay" => by_member(m, &rows, |w| ability(w, options.power.map_or(1.0, float), total)),
        "shapley" => {
            whole_cost(m, bill)?;
            airport_by_row(m, &rows)
        }
        _ => {
            same_unit(m, bill)?;
            by_member(m, &rows, |w| {
                let p = provision_of(w, total)?;
                *provision = Some(p.clone());
                Ok(p.contributions)
            })
        }
    };
    done.map_err(|e| refused(e, basis, bill))
}

/// A row's cost alone is that of each of its members, not a sum of theirs.
fn airport_by_row(m: &Moment, rows: &[f64]) -> Result<Vec<f64>, ShareError> {
    let scaled: Vec<f64> = rows.iter().zip(&m.parties).map(|(x, p)| x * f64::from(p.members)).collect();
    by_member(m, &scaled, airport)
}

/// The bill must be what the dearest would cost alone.
fn whole_cost(m: &Moment, bill: &Bill) -> Result<(), Unanswerable> {
    let entries = m.parties.iter().filter_map(|p| p.figures.get(&Heading::Alone));
    let most = entries.filter_map(|e| super::form::amount(e, bill)).max().unwrap_or_default();
    if most == bill.value {
        return Ok(());
    }
    let said = format!(
        "the largest cost alone, {}, is not the bill, {}",
        amount_text(most, bill),
        amount_text(bill.value, bill)
    );
    Err(Unanswerable::new(said, "fill the column `alone` so that the dearest costs the whole bill"))
}

fn same_unit(m: &Moment, bill: &Bill) -> Result<(), Unanswerable> {
    let unit = m.parties.iter().find_map(|p| p.figures.get(&Heading::Income)).and_then(|e| e.unit.clone());
    if unit == bill.unit {
        return Ok(());
    }
    let said = format!("income is in {}, the bill in {}", unit_text(&unit), unit_text(&bill.unit));
    let unlocks = match (bill.from, &unit) {
        (BillFrom::Whole, Some(u)) => format!("name the bill in {} with --bill", unit_text(&Some(u.clone()))),
        _ => format!("write the column `income` in {}, or the bill in its unit", unit_text(&bill.unit)),
    };
    Err(Unanswerable::new(said, unlocks))
}

fn refused(e: ShareError, basis: Heading, bill: &Bill) -> Unanswerable {
    let column = basis.word();
    let (said, unlocks) = match e {
        ShareError::BillAboveTotal => (
            format!("all of `{column}` together is less than the bill, {}", amount_text(bill.value, bill)),
            format!("raise `{column}` or lower the bill"),
        ),
        ShareError::NoWeight => (format!("`{column}` is zero for all"), format!("fill `{column}`")),
        ShareError::TooLarge => (
            "there are too many orders: at most 20 parties whose claims differ can be reckoned exactly"
                .into(),
            "put small parties together on one row with `members`".into(),
        ),
        ShareError::Empty | ShareError::OutOfRange | ShareError::NotAGame => {
            (format!("`{column}` is outside what the rule can reckon with"), format!("mend `{column}`"))
        }
    };
    Unanswerable::new(said, unlocks)
}

/// The part of the bill that would change hands; none unless what is paid is known and meets the bill to 1 %.
fn moves(amounts: &[f64], paid: &[Decimal], bill: &Bill) -> Option<f64> {
    let total = float(bill.value);
    let paid: Vec<f64> = paid.iter().map(|d| float(*d)).collect();
    let meets = paid.len() == amounts.len() && (paid.iter().sum::<f64>() - total).abs() <= 0.01 * total;
    meets.then(|| amounts.iter().zip(&paid).map(|(x, p)| (x - p).max(0.0)).sum::<f64>() / total)
}
