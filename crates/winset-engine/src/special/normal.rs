//! The normal distribution: density, distribution function and quantile.

use libm::{erfc, exp, log, sqrt};
use std::f64::consts::FRAC_1_SQRT_2;

/// Returns the standard normal density at z.
///
/// ```
/// assert!((winset_engine::special::normal_pdf(0.0) - 0.398_942_280_401_432_7).abs() < 1e-16);
/// ```
pub fn normal_pdf(z: f64) -> f64 {
    const FACTOR: f64 = 0.398_942_280_401_432_7;
    FACTOR * exp(-0.5 * z * z)
}

/// Returns the probability that a standard normal value is at most z.
///
/// The lower tail keeps its relative accuracy; for the upper tail ask for −z.
///
/// ```
/// assert!((winset_engine::special::normal_cdf(1.96) - 0.975_002_104_851_780_4).abs() < 1e-15);
/// ```
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * erfc(-z * FRAC_1_SQRT_2)
}

/// Returns the z below which a standard normal value falls with probability p.
///
/// p = 0 and p = 1 give the infinities; p outside [0, 1] gives NaN.
///
/// *Source*: Wichura (1988), "The percentage points of the normal distribution", Applied Statistics 37, algorithm AS 241.
///
/// ```
/// assert!((winset_engine::special::normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
/// ```
pub fn normal_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    let from_centre = p - 0.5;
    if from_centre.abs() <= 0.425 {
        let r = 0.180_625 - from_centre * from_centre;
        return from_centre * ratio(r, &CENTRE);
    }
    let tail = if from_centre < 0.0 { p } else { 1.0 - p };
    let r = sqrt(-log(tail));
    let size = match r {
        r if r.is_infinite() => f64::INFINITY,
        r if r <= 5.0 => ratio(r - 1.6, &MIDDLE),
        r => ratio(r - 5.0, &TAIL),
    };
    if from_centre < 0.0 { -size } else { size }
}

type Rational = [[f64; 8]; 2];

fn ratio(r: f64, [over, under]: &Rational) -> f64 {
    polynomial(r, over) / polynomial(r, under)
}

fn polynomial(r: f64, coefficients: &[f64; 8]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * r + c)
}

#[rustfmt::skip]
#[allow(clippy::excessive_precision, reason = "printed as published")]
const CENTRE: Rational = [
    [3.387_132_872_796_366_608_0e0, 1.331_416_678_917_843_774_5e2, 1.971_590_950_306_551_442_7e3, 1.373_169_376_550_946_112_5e4,
     4.592_195_393_154_987_145_7e4, 6.726_577_092_700_870_085_3e4, 3.343_057_558_358_812_810_5e4, 2.509_080_928_730_122_672_7e3],
    [1.0, 4.231_333_070_160_091_125_2e1, 6.871_870_074_920_579_083_0e2, 5.394_196_021_424_751_107_7e3,
     2.121_379_430_158_659_586_7e4, 3.930_789_580_009_271_061_0e4, 2.872_908_573_572_194_267_4e4, 5.226_495_278_852_854_561_0e3],
];

#[rustfmt::skip]
#[allow(clippy::excessive_precision, reason = "printed as published")]
const MIDDLE: Rational = [
    [1.423_437_110_749_683_577_34e0, 4.630_337_846_156_545_295_90e0, 5.769_497_221_460_691_405_50e0, 3.647_848_324_763_204_605_04e0,
     1.270_458_252_452_368_382_58e0, 2.417_807_251_774_506_117_70e-1, 2.272_384_498_926_918_458_33e-2, 7.745_450_142_783_414_076_40e-4],
    [1.0, 2.053_191_626_637_758_821_87e0, 1.676_384_830_183_803_849_40e0, 6.897_673_349_851_000_045_50e-1,
     1.481_039_764_274_800_745_90e-1, 1.519_866_656_361_645_719_66e-2, 5.475_938_084_995_344_946_00e-4, 1.050_750_071_644_416_843_24e-9],
];

#[rustfmt::skip]
#[allow(clippy::excessive_precision, reason = "printed as published")]
const TAIL: Rational = [
    [6.657_904_643_501_103_777_20e0, 5.463_784_911_164_114_369_90e0, 1.784_826_539_917_291_335_80e0, 2.965_605_718_285_048_912_30e-1,
     2.653_218_952_657_612_309_30e-2, 1.242_660_947_388_078_438_60e-3, 2.711_555_568_743_487_578_15e-5, 2.010_334_399_292_288_132_65e-7],
    [1.0, 5.998_322_065_558_879_376_90e-1, 1.369_298_809_227_358_053_10e-1, 1.487_536_129_085_061_485_25e-2,
     7.868_691_311_456_132_591_00e-4, 1.846_318_317_510_054_681_80e-5, 1.421_511_758_316_445_888_70e-7, 2.044_263_103_389_939_785_64e-15],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_undoes_the_distribution_function_in_all_three_pieces() {
        for p in [1e-300, 1e-40, 1e-12, 1e-3, 0.07, 0.08, 0.3, 0.5, 0.7, 0.92, 0.93, 0.999] {
            let back = normal_cdf(normal_quantile(p));
            assert!((back / p - 1.0).abs() < 1e-12 * (1.0 - log(p)), "p = {p}: {back}");
        }
    }

    #[test]
    fn quantile_at_and_beyond_the_ends() {
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_quantile(1.1).is_nan());
    }
}
