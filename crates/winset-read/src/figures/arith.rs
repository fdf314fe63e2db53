//! Intervals of exact decimals: what a printed figure may stand for. Every step is checked; what overflows is none.

use rust_decimal::Decimal;

/// From a lowest to a highest value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Iv {
    pub lo: Decimal,
    pub hi: Decimal,
}

/// Per cent as a fraction of a hundred: `part(v, 6)` is 6 % of `v`.
pub(super) fn part(value: Decimal, percent: u32) -> Option<Decimal> {
    value.checked_mul(Decimal::new(i64::from(percent), 2))
}

impl Iv {
    pub fn new(a: Decimal, b: Decimal) -> Iv {
        if a <= b { Iv { lo: a, hi: b } } else { Iv { lo: b, hi: a } }
    }

    pub fn point(v: Decimal) -> Iv {
        Iv { lo: v, hi: v }
    }

    pub fn around(v: Decimal, half: Decimal) -> Option<Iv> {
        Some(Iv::new(v.checked_sub(half)?, v.checked_add(half)?))
    }

    /// The middle.
    pub fn mid(self) -> Decimal {
        self.lo.checked_add(self.hi).and_then(|s| s.checked_div(Decimal::TWO)).unwrap_or(self.lo)
    }

    pub fn add(self, o: Iv) -> Option<Iv> {
        Some(Iv { lo: self.lo.checked_add(o.lo)?, hi: self.hi.checked_add(o.hi)? })
    }

    pub fn sub(self, o: Iv) -> Option<Iv> {
        Some(Iv { lo: self.lo.checked_sub(o.hi)?, hi: self.hi.checked_sub(o.lo)? })
    }

    /// The product of two intervals that are not negative.
    pub fn mul(self, o: Iv) -> Option<Iv> {
        Some(Iv::new(self.lo.checked_mul(o.lo)?, self.hi.checked_mul(o.hi)?))
    }

    /// The quotient by an interval above zero.
    pub fn div(self, o: Iv) -> Option<Iv> {
        if o.lo <= Decimal::ZERO {
            return None;
        }
        Some(Iv::new(self.lo.checked_div(o.hi)?, self.hi.checked_div(o.lo)?))
    }

    /// Widened on both sides by per cents of its ends.
    pub fn widened(self, percent: u32) -> Iv {
        let lo = part(self.lo.abs(), percent).and_then(|d| self.lo.checked_sub(d)).unwrap_or(self.lo);
        let hi = part(self.hi.abs(), percent).and_then(|d| self.hi.checked_add(d)).unwrap_or(self.hi);
        Iv { lo, hi }
    }

    pub fn meets(self, o: Iv) -> bool {
        self.lo <= o.hi && o.lo <= self.hi
    }

    pub fn holds(self, v: Decimal) -> bool {
        self.lo <= v && v <= self.hi
    }

    /// The interval times ten to a power.
    pub fn shifted(self, power: i32) -> Option<Iv> {
        Some(Iv { lo: shift(self.lo, power)?, hi: shift(self.hi, power)? })
    }
}

/// A value times ten to a power.
pub(super) fn shift(value: Decimal, power: i32) -> Option<Decimal> {
    let step = Decimal::TEN;
    let mut out = value;
    for _ in 0..power.unsigned_abs().min(12) {
        out = if power > 0 { out.checked_mul(step)? } else { out.checked_div(step)? };
    }
    Some(out)
}

/// The quotient of two values.
pub(super) fn over(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b)
}

/// True if two values differ by at most some per cent of the second.
pub(super) fn near(a: Decimal, b: Decimal, percent: u32) -> bool {
    let Some(away) = a.checked_sub(b) else { return false };
    part(b.abs(), percent).is_some_and(|most| away.abs() <= most)
}

/// The significant digits of a value, without zeros before or behind.
pub(super) fn digits(value: Decimal) -> String {
    let all: String = value.abs().normalize().to_string().chars().filter(char::is_ascii_digit).collect();
    all.trim_matches('0').to_owned()
}

/// The first `n` digits of a value, with zeros behind where it has fewer.
pub(super) fn first_digits(value: Decimal, n: u32) -> String {
    let mut out = digits(rounded(value, n));
    while out.len() < usize::try_from(n).unwrap_or(0).min(28) {
        out.push('0');
    }
    out
}

/// How many significant digits a value has.
pub(super) fn significant(value: Decimal) -> usize {
    digits(value).len()
}

/// True if one zero inside the digits of `long` is missing in `short`, the first digits being of one size.
pub(super) fn zero_inside(short: &str, long: &str) -> bool {
    long.len() == short.len() + 1
        && long
            .char_indices()
            .any(|(i, c)| c == '0' && i > 0 && format!("{}{}", &long[..i], &long[i + 1..]) == short)
}

/// True if two numbers of as many digits differ in one digit, or in two neighbours that changed places.
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    if a.len() != b.len() || a == b {
        return false;
    }
    let differ: Vec<usize> =
        a.bytes().zip(b.bytes()).enumerate().filter(|(_, (x, y))| x != y).map(|(i, _)| i).collect();
    match differ.as_slice() {
        [_] => true,
        [i, j] => {
            *j == i + 1
                && a.as_bytes().get(*i) == b.as_bytes().get(*j)
                && a.as_bytes().get(*j) == b.as_bytes().get(*i)
        }
        _ => false,
    }
}

/// A value rounded to so many significant digits.
pub(super) fn rounded(value: Decimal, digits: u32) -> Decimal {
    value.round_sf(digits.max(1)).unwrap_or(value).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_digits_are_told_apart() {
        assert!(zero_inside("1389", "10389"));
        assert!(!zero_inside("1389", "13890"[..4].into()));
        assert!(one_slip("394", "399") && one_slip("12896", "12986") && !one_slip("394", "345"));
        assert_eq!(digits(Decimal::new(1_038_900, 3)), "10389");
    }

    #[test]
    fn nothing_overflows() {
        let most = Iv::point(Decimal::MAX);
        assert_eq!(most.mul(most), None);
        assert_eq!(most.add(most), None);
        assert_eq!(shift(Decimal::MAX, 3), None);
        assert_eq!(most.mid(), Decimal::MAX);
        assert_eq!(most.widened(6), most.widened(6));
    }
}
