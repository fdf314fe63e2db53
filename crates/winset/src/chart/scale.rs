//! Scales: from a value to a place, and the round values between.

/// How an axis counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// Equal steps.
    #[default]
    Linear,
    /// Equal ratios; zero and below cannot be drawn.
    Log,
}

/// A map from values to pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    count: Count,
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

/// Values beyond this are not drawn.
const HUGE: f64 = 1e120;

impl Scale {
    /// A scale over the drawable ones of `values`, with `air` of its length free at both ends.
    pub(crate) fn over(
        count: Count,
        values: impl Iterator<Item = f64>,
        air: f64,
        from: f64,
        to: f64,
    ) -> Scale {
        let drawable = values.filter(|v| drawable(count, *v)).map(|v| bend(count, v));
        let (low, high) = drawable.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let least = match count {
            Count::Log => 0.3,
            Count::Linear => (high.abs().max(low.abs()) * 1e-6).max(1e-120),
        };
        let missing = (least - (high - low)).max(0.0);
        let (low, high) = match count {
            Count::Linear if missing > 0.0 && low == high => {
                let around = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
                (low - around, high + around)
            }
            _ => (low - missing / 2.0, high + missing / 2.0),
        };
        let air = (high - low) * air;
        Scale { count, low: low - air, high: high + air, from, to }
    }

    /// A linear scale between two values.
    pub(crate) fn linear(low: f64, high: f64, from: f64, to: f64) -> Scale {
        let high = if high > low { high } else { low + 1.0 };
        Scale { count: Count::Linear, low, high, from, to }
    }

    /// The place of a value, held within the ends; nothing when the axis cannot show it.
    pub(crate) fn at(&self, value: f64) -> Option<f64> {
        if !drawable(self.count, value) {
            return None;
        }
        let share = (bend(self.count, value) - self.low) / (self.high - self.low);
        Some(self.from + share.clamp(0.0, 1.0) * (self.to - self.from))
    }

    /// Round values inside the ends, the ones to label first in front.
    pub(crate) fn ticks(&self, most: usize) -> Vec<f64> {
        match self.count {
            Count::Linear => linear_ticks(self.low, self.high, most),
            Count::Log if self.high - self.low < 0.45 => {
                linear_ticks(libm::pow(10.0, self.low), libm::pow(10.0, self.high), most)
            }
            Count::Log => self.log_ticks(most),
        }
    }

    fn log_ticks(&self, most: usize) -> Vec<f64> {
        let decades = self.high - self.low;
        let stride = if decades <= 4.0 { 1 } else { (decades / most.max(2) as f64).ceil() as i32 };
        let steps: &[i32] = match decades {
            d if d <= 1.7 => &[1, 2, 5, 3, 7],
            d if d <= 3.0 => &[1, 2, 5],
            d if d <= 4.0 => &[1, 3],
            _ => &[1],
        };
        let (first, last) = (self.low.floor() as i32, self.high.ceil() as i32);
        let mut ticks = Vec::new();
        for step in steps {
            for power in (first..=last).filter(|p| p.rem_euclid(stride) == 0) {
                let tick = if power < 0 {
                    f64::from(*step) / libm::pow(10.0, f64::from(-power))
                } else {
                    f64::from(*step) * libm::pow(10.0, f64::from(power))
                };
                if (self.low..=self.high).contains(&libm::log10(tick)) {
                    ticks.push(tick);
                }
            }
        }
        ticks
    }
}

/// Whether an axis can show a value.
pub(crate) fn drawable(count: Count, value: f64) -> bool {
    value.is_finite()
        && value.abs() <= HUGE
        && match count {
            Count::Linear => true,
            Count::Log => value >= 1.0 / HUGE,
        }
}

/// A round value in words: grouped digits, a true minus, powers of ten when it is far from one.
pub(crate) fn number(value: f64) -> String {
    let size = value.abs();
    let sign = if value < 0.0 { "−" } else { "" };
    if size == 0.0 {
        return "0".to_owned();
    }
    if !(1e-4..1e9).contains(&size) {
        return sign.to_owned() + &scientific(size);
    }
    let digits = (3.0 - libm::log10(size).floor()).clamp(0.0, 7.0) as usize;
    let text = format!("{size:.digits$}");
    let text = if digits > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let (whole, rest) = text.split_once('.').map_or((text, String::new()), |(w, r)| (w, format!(".{r}")));
    format!("{sign}{}{rest}", grouped(whole))
}

fn scientific(size: f64) -> String {
    let mut power = libm::log10(size).floor() as i32;
    let mut lead = (size / libm::pow(10.0, f64::from(power)) * 10.0).round() / 10.0;
    if lead >= 10.0 {
        (lead, power) = (1.0, power + 1);
    }
    let raised: String = power.to_string().chars().map(superscript).collect();
    if lead == 1.0 { format!("10{raised}") } else { format!("{lead}×10{raised}") }
}

fn superscript(c: char) -> char {
    match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32(0x2070 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit),
    }
}

fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn bend(count: Count, value: f64) -> f64 {
    match count {
        Count::Linear => value,
        Count::Log => libm::log10(value),
    }
}

fn linear_ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let raw = (high - low) / most.max(1) as f64;
    if !raw.is_finite() || raw <= 0.0 {
        return Vec::new();
    }
    let power = libm::pow(10.0, libm::log10(raw).floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|m| m * power >= raw * 0.999).unwrap_or(10.0) * power;
    let (first, last) = ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor());
    if !(first.abs() < 1e12 && last.abs() < 1e12) {
        return Vec::new();
    }
    (0..=(last - first).clamp(0.0, 60.0) as i64).map(|k| (first + k as f64) * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let scale = Scale::over(Count::Log, [1.0, 5.7].into_iter(), 0.2, 0.0, 100.0);
        assert_eq!(scale.ticks(8), [1.0, 2.0, 5.0, 3.0, 7.0]);
        let scale = Scale::linear(-3.0, 17.0, 0.0, 100.0);
        assert_eq!(scale.ticks(5).into_iter().map(number).collect::<Vec<_>>(), ["0", "5", "10", "15"]);
    }

    #[test]
    fn numbers_are_grouped() {
        let seen = [0.7, -1_234.0, 1_000_000.0, 1e12, 2.5e-7, 0.30000000000000004].map(number);
        assert_eq!(seen, ["0.7", "−1,234", "1,000,000", "10¹²", "2.5×10⁻⁷", "0.3"]);
    }

    #[test]
    fn a_log_scale_shows_nothing_at_zero_and_below() {
        let scale = Scale::over(Count::Log, [0.0, -4.0, f64::NAN, 3.0].into_iter(), 0.1, 0.0, 100.0);
        assert_eq!([scale.at(0.0), scale.at(-4.0), scale.at(f64::NAN)], [None; 3]);
        assert!((scale.at(3.0).unwrap() - 50.0).abs() < 1e-9);
    }

    #[test]
    fn extremes_do_not_break_a_scale() {
        for count in [Count::Linear, Count::Log] {
            for values in [[1e-300, 1e300], [1e119, -1e119], [5.0, 5.0], [0.0, 0.0], [1e-119, 1e119]] {
                let scale = Scale::over(count, values.into_iter(), 0.1, 0.0, 100.0);
                assert!(scale.ticks(6).len() < 70);
                assert!(values.iter().filter_map(|v| scale.at(*v)).all(f64::is_finite));
            }
        }
    }
}
