//! Who carries more than its part: burden beside benefit, and the large beside the small.

use rust_decimal::Decimal;
use winset_case::price::Unanswerable;
use winset_case::sharing::{Heading, Moment};
use winset_engine::share::{self, SignedRank};

use super::form::{column, float};
use super::rules::recalled;

/// Burden beside benefit.
#[derive(Clone, Debug)]
pub struct Exploitation {
    /// The column that stands for the benefit: benefit itself, or income where that is not told.
    pub benefit: Heading,
    /// Share of what all pay, by party.
    pub burden_share: Vec<f64>,
    /// Share of the benefit of all, by party.
    pub benefit_share: Vec<f64>,
    /// Burden share over benefit share; none where the benefit is zero.
    pub index: Vec<Option<f64>>,
    /// It rests on a figure from memory.
    pub recalled: bool,
    /// Rows of one party, of which the ranks below are.
    pub n: usize,
    /// Spearman's rank correlation of income with paid ÷ income.
    pub spearman: Option<f64>,
    /// Kendall's.
    pub kendall: Option<f64>,
    /// Signed-rank test of burden share against benefit share.
    pub signed_rank: Option<SignedRank>,
}

/// Compares, or says what it would need.
///
/// # Errors
/// What is paid, or both benefit and income, are not known of every party, or all of them are zero.
pub fn exploitation(m: &Moment, paid: &[Decimal]) -> Result<Exploitation, Unanswerable> {
    let burden: Vec<f64> = paid.iter().map(|d| float(*d)).collect();
    if burden.is_empty() {
        column(m, Heading::Paid, None)?;
        return Err(Unanswerable::new("the bill is not known", "name it with --bill, or fill `bill`"));
    }
    let income = column(m, Heading::Income, None);
    let (benefit, shares) = match column(m, Heading::Benefit, None) {
        Ok(b) => (Heading::Benefit, b),
        Err(_) => (Heading::Income, income.clone()?),
    };
    let (all_burden, all_benefit) = (burden.iter().sum::<f64>(), shares.iter().sum::<f64>());
    if !(all_burden > 0.0 && all_benefit > 0.0) {
        let h = if all_burden > 0.0 { benefit } else { Heading::Paid };
        return Err(Unanswerable::new(
            format!("`{}` is zero for all", h.word()),
            format!("fill `{}`", h.word()),
        ));
    }
    let single: Vec<usize> = (0..burden.len()).filter(|i| m.parties[*i].members == 1).collect();
    let of_single = |list: &[f64]| single.iter().map(|i| list[*i]).collect::<Vec<f64>>();
    let burden_share: Vec<f64> = burden.iter().map(|b| b / all_burden).collect();
    let benefit_share: Vec<f64> = shares.iter().map(|b| b / all_benefit).collect();
    let effort = income.ok().map(|w| {
        let effort: Vec<f64> = burden.iter().zip(&w).map(|(b, w)| b / w).collect();
        (of_single(&w), of_single(&effort))
    });
    Ok(Exploitation {
        benefit,
        recalled: recalled(m, benefit) || recalled(m, Heading::Paid),
        index: share::exploitation(&burden, &shares),
        n: single.len(),
        spearman: effort.as_ref().and_then(|(w, e)| share::spearman(w, e)),
        kendall: effort.as_ref().and_then(|(w, e)| share::kendall(w, e)),
        signed_rank: share::signed_rank(&of_single(&burden_share), &of_single(&benefit_share)),
        burden_share,
        benefit_share,
    })
}
