//! The zero of an increasing function: Newton steps that a bracket keeps honest.

/// Returns the x in `[low, high]` at which an increasing function crosses zero.
///
/// `value_and_slope` is evaluated at most 200 times. A Newton step that would leave the bracket is replaced by its middle.
pub(crate) fn root(
    mut low: f64,
    mut high: f64,
    start: f64,
    value_and_slope: impl Fn(f64) -> (f64, f64),
) -> f64 {
    let mut x = start.clamp(low, high);
    for _ in 0..200 {
        let (value, slope) = value_and_slope(x);
        if value == 0.0 {
            return x;
        }
        if value < 0.0 {
            low = x
        } else {
            high = x
        }
        let newton = x - value / slope;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        let step = (next - x).abs();
        x = next;
        if step <= 1e-15 * x.abs() {
            return x;
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_cube_root_from_a_bad_start() {
        let found = root(0.0, 1e6, 1e-9, |x| (x * x * x - 27.0, 3.0 * x * x));
        assert!((found - 3.0).abs() < 1e-14);
    }
}
