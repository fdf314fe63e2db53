//! What a sentence says about its figures, as equations that hold or do not.

use rust_decimal::Decimal;

use super::arith::Iv;
use super::item::Item;

/// An equation between items of one sentence, by their places in it.
#[derive(Clone, Debug)]
pub(super) struct Law {
    pub form: Form,
    /// True if the grammar binds the figures; else it is evidence only.
    pub firm: bool,
    /// Name of the check.
    pub rule: &'static str,
}

/// The equations.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// `b` is `a` at the rate `rate`, give or take `slack` per cent.
    Conversion { a: usize, b: usize, rate: Decimal, slack: u32, said: String },
    /// `x` is `p` per cent more (or less) than `y`, compounded over `years`.
    Change { p: usize, x: usize, y: usize, sign: i8, years: u32, link: Link },
    /// `x` is `k` times `y`.
    Times { k: usize, x: usize, y: usize, link: Link },
    /// `part` is `p` of `whole`, `p` in per cent or a fraction.
    Part { p: usize, part: usize, whole: usize, link: Link },
    /// The parts make the total.
    Sum { total: usize, parts: Vec<usize> },
    /// `x` less `y` is `d`.
    Delta { d: usize, x: usize, y: usize },
    /// The total of `n` years is `n` times the yearly sum.
    Term { total: usize, yearly: usize, n: u32 },
}

/// How an amount of one currency is brought to another: units of the first a unit of the second.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub rate: Iv,
    pub said: Option<String>,
}

impl Link {
    pub fn same() -> Link {
        Link { rate: Iv::point(Decimal::ONE), said: None }
    }
}

/// The values the laws are tried with: as printed, or with some put right.
pub(super) struct Values<'a> {
    pub items: &'a [Item],
    pub fixed: Option<(usize, Iv)>,
    /// Figures count as printed, without what rounding may hide.
    pub nominal: bool,
}

impl<'a> Values<'a> {
    /// Every figure as printed, with what rounding may hide.
    pub fn printed(items: &'a [Item]) -> Values<'a> {
        Values { items, fixed: None, nominal: false }
    }

    /// Every figure as printed and no other.
    pub fn nominal(items: &'a [Item]) -> Values<'a> {
        Values { items, fixed: None, nominal: true }
    }

    fn tight(&self, i: usize) -> Option<Iv> {
        match &self.fixed {
            Some((k, v)) if *k == i => Some(*v),
            _ if self.nominal => self.items.get(i).map(|x| Iv::point(x.value())),
            _ => self.items.get(i).map(Item::tight),
        }
    }

    fn wide(&self, i: usize) -> Option<Iv> {
        match &self.fixed {
            Some((k, v)) if *k == i => Some(*v),
            _ if self.nominal => self.items.get(i).map(|x| Iv::point(x.value())),
            _ => self.items.get(i).map(Item::wide),
        }
    }
}

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

impl Form {
    /// Every item of the equation.
    pub fn terms(&self) -> Vec<usize> {
        match self {
            Form::Conversion { a, b, .. } => vec![*a, *b],
            Form::Change { p, x, y, .. } => vec![*p, *x, *y],
            Form::Times { k, x, y, .. } => vec![*k, *x, *y],
            Form::Part { p, part, whole, .. } => vec![*p, *part, *whole],
            Form::Sum { total, parts } => parts.iter().copied().chain([*total]).collect(),
            Form::Delta { d, x, y } => vec![*d, *x, *y],
            Form::Term { total, yearly, .. } => vec![*total, *yearly],
        }
    }

    /// True if an item is in the equation.
    pub fn has(&self, i: usize) -> bool {
        match self {
            Form::Conversion { a, b, .. } => *a == i || *b == i,
            Form::Change { p, x, y, .. } => [*p, *x, *y].contains(&i),
            Form::Times { k, x, y, .. } => [*k, *x, *y].contains(&i),
            Form::Part { p, part, whole, .. } => [*p, *part, *whole].contains(&i),
            Form::Sum { total, parts } => *total == i || parts.contains(&i),
            Form::Delta { d, x, y } => [*d, *x, *y].contains(&i),
            Form::Term { total, yearly, .. } => *total == i || *yearly == i,
        }
    }

    /// The item that is compared when the equation is tested.
    pub fn tested(&self) -> usize {
        match self {
            Form::Conversion { b, .. } => *b,
            Form::Change { p, .. } | Form::Part { p, .. } => *p,
            Form::Times { k, .. } => *k,
            Form::Sum { total, .. } | Form::Term { total, .. } => *total,
            Form::Delta { d, .. } => *d,
        }
    }

    /// True if the values fit; true also where they are beyond what can be computed.
    pub fn holds(&self, v: &Values<'_>) -> bool {
        let t = self.tested();
        let (Some(solved), Some(wide)) = (self.solve(t, v), v.wide(t)) else { return true };
        // Rounded parts: the rounding of each adds up.
        let wide = match self {
            Form::Sum { .. } => {
                wide.widened(if v.items.get(t).is_some_and(|i| i.unit.currency().is_none()) { 0 } else { 1 })
            }
            Form::Change { years, .. } if *years > 1 => wide.widened(12),
            Form::Term { .. } => wide.widened(2),
            _ => wide,
        };
        if let Form::Sum { total, parts } = self
            && let Some(fits) = adds_up(v, *total, parts)
        {
            return fits;
        }
        if solved.meets(wide) {
            return true;
        }
        // A part or a change of few digits may be rounded further than its own last digit.
        match self {
            Form::Change { x, y, sign, years: 1, link, p } => {
                let Some(px) = v.wide(*p) else { return true };
                let Some(y) = v.tight(*y).and_then(|y| y.mul(link.rate)) else { return true };
                let Some(f) = factor(px, *sign) else { return false };
                let Some(x) = v.tight(*x) else { return true };
                y.mul(f).is_none_or(|want| want.meets(x))
            }
            Form::Part { p, part, whole, link } => {
                let Some(px) = v.wide(*p).and_then(|iv| share(iv, v.items.get(*p))) else {
                    return true;
                };
                let Some(w) = v.tight(*whole).and_then(|w| w.mul(link.rate)) else { return true };
                let Some(x) = v.wide(*part) else { return true };
                w.mul(px).is_none_or(|want| want.meets(x))
            }
            _ => false,
        }
    }

    /// What one item must be for the equation to hold.
    pub fn solve(&self, target: usize, v: &Values<'_>) -> Option<Iv> {
        match self {
            Form::Conversion { a, b, rate, slack, .. } => {
                let r = Iv::point(*rate).widened(if v.nominal { 0 } else { *slack });
                if target == *b { v.tight(*a)?.mul(r) } else { v.tight(*b)?.div(r) }
            }
            Form::Change { p, x, y, sign, years, link } => {
                if target == *p {
                    let ratio = v.tight(*x)?.div(v.tight(*y)?.mul(link.rate)?)?;
                    let ratio = root(ratio, *years)?;
                    let less = Iv::point(Decimal::ONE);
                    let change = if *sign > 0 { ratio.sub(less)? } else { less.sub(ratio)? };
                    return change.mul_any(HUNDRED);
                }
                let mut f = Iv::point(Decimal::ONE);
                for _ in 0..(*years).min(60) {
                    f = f.mul(factor(v.tight(*p)?, *sign)?)?;
                }
                if target == *x {
                    v.tight(*y)?.mul(link.rate)?.mul(f)
                } else {
                    v.tight(*x)?.div(f)?.div(link.rate)
                }
            }
            Form::Times { k, x, y, link } => {
                if target == *k {
                    v.tight(*x)?.div(v.tight(*y)?.mul(link.rate)?)
                } else if target == *x {
                    v.wide(*k)?.mul(v.tight(*y)?)?.mul(link.rate)
                } else {
                    v.tight(*x)?.div(v.wide(*k)?)?.div(link.rate)
                }
            }
            Form::Part { p, part, whole, link } => {
                let item = v.items.get(*p);
                if target == *p {
                    let share = v.tight(*part)?.div(v.tight(*whole)?.mul(link.rate)?)?;
                    return if item.is_some_and(Item::is_percent) {
                        share.mul_any(HUNDRED)
                    } else {
                        Some(share)
                    };
                }
                let f = share(v.wide(*p)?, item)?;
                if target == *part {
                    v.tight(*whole)?.mul(link.rate)?.mul(f)
                } else {
                    v.tight(*part)?.div(f)?.div(link.rate)
                }
            }
            Form::Sum { total, parts } => {
                let mut sum = Iv::point(Decimal::ZERO);
                for p in parts.iter().filter(|p| **p != target) {
                    sum = sum.add(v.tight(*p)?)?;
                }
                if target == *total { Some(sum) } else { v.tight(*total)?.sub(sum) }
            }
            Form::Delta { d, x, y } => {
                if target == *d {
                    let d = v.tight(*x)?.sub(v.tight(*y)?)?;
                    Some(if d.mid() < Decimal::ZERO { Iv::new(-d.lo, -d.hi) } else { d })
                } else if target == *x {
                    v.tight(*y)?.add(v.tight(*d)?)
                } else {
                    v.tight(*x)?.sub(v.tight(*d)?)
                }
            }
            Form::Term { total, yearly, n } => {
                let n = Iv::point(Decimal::from(*n));
                if target == *total { v.tight(*yearly)?.mul(n) } else { v.tight(*total)?.div(n) }
            }
        }
    }
}

/// Whether exact parts make an exact total, the rounding of each to its last digit allowed for; none where one is vague.
fn adds_up(v: &Values<'_>, total: usize, parts: &[usize]) -> Option<bool> {
    let all = || parts.iter().chain([&total]);
    let exact =
        all().all(|i| v.items.get(*i).is_some_and(|x| x.bound == winset_case::quantity::Bound::Exact));
    if !exact || parts.len() > 12 {
        return None;
    }
    let half = |i: usize| match &v.fixed {
        Some((k, iv)) if *k == i => iv.hi.checked_sub(iv.lo).and_then(|w| w.checked_div(Decimal::TWO)),
        _ => v.items.get(i).map(|x| x.half),
    };
    let coarsest = all().filter_map(|i| half(*i)).max()?;
    let mid = |i: usize| match &v.fixed {
        Some((k, iv)) if *k == i => Some(iv.mid()),
        _ => v.items.get(i).map(Item::value),
    };
    let mut sum = Decimal::ZERO;
    for p in parts {
        sum = sum.checked_add(mid(*p)?)?;
    }
    let away = sum.checked_sub(mid(total)?)?.abs();
    let most = coarsest.checked_mul(Decimal::new(if parts.len() <= 4 { 25 } else { 30 }, 1))?;
    Some(away <= most && away <= mid(total)?.abs().checked_mul(Decimal::new(5, 2))?)
}

/// A percentage or a fraction as a factor.
fn share(p: Iv, item: Option<&Item>) -> Option<Iv> {
    if item.is_some_and(Item::is_percent) { p.div(Iv::point(HUNDRED)) } else { Some(p) }
}

/// One plus, or less, a percentage.
fn factor(p: Iv, sign: i8) -> Option<Iv> {
    let f = p.div(Iv::point(HUNDRED))?;
    let one = Iv::point(Decimal::ONE);
    let out = if sign > 0 { one.add(f)? } else { one.sub(f)? };
    (out.lo > Decimal::ZERO).then_some(out)
}

/// The yearly factor of a factor over so many years, to six digits.
fn root(ratio: Iv, years: u32) -> Option<Iv> {
    if years <= 1 {
        return Some(ratio);
    }
    Some(Iv::new(one_root(ratio.lo, years)?, one_root(ratio.hi, years)?))
}

fn one_root(value: Decimal, years: u32) -> Option<Decimal> {
    let most = Decimal::ONE_THOUSAND;
    if value <= Decimal::ZERO || value >= most {
        return None;
    }
    let power = |x: Decimal| -> Option<Decimal> {
        let mut out = Decimal::ONE;
        for _ in 0..years.min(60) {
            out = out.checked_mul(x)?.round_dp(12);
            if out > most {
                return Some(most);
            }
        }
        Some(out)
    };
    let (mut a, mut b) = (Decimal::ZERO, value.max(Decimal::ONE));
    for _ in 0..40 {
        let m = a.checked_add(b)?.checked_div(Decimal::TWO)?.round_dp(12);
        if power(m)? < value { a = m } else { b = m }
    }
    Some(b.round_dp(7))
}

impl Iv {
    /// The interval times a factor above zero, whatever its sign.
    fn mul_any(self, by: Decimal) -> Option<Iv> {
        Some(Iv::new(self.lo.checked_mul(by)?, self.hi.checked_mul(by)?))
    }
}
