//! Random numbers by counting: the same place in a computation always draws the same words.
//!
//! No state is carried: a draw is named by (seed, path, step, draw), so the number of threads and the order of work cannot matter.
//!
//! *Source*: Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", Philox4x32-10.

/// Returns the four words of Philox4x32-10 at a counter, under a key.
///
/// ```
/// use winset_engine::random::philox4x32_10;
/// assert_eq!(philox4x32_10([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
/// ```
pub fn philox4x32_10(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let (mut c, mut k) = (counter, key);
    for _ in 0..10 {
        let (high0, low0) = wide_product(0xD251_1F53, c[0]);
        let (high1, low1) = wide_product(0xCD9E_8D57, c[2]);
        c = [high1 ^ c[1] ^ k[0], low1, high0 ^ c[3] ^ k[1], low0];
        k = [k[0].wrapping_add(0x9E37_79B9), k[1].wrapping_add(0xBB67_AE85)];
    }
    c
}

/// Returns four random words for one place of a computation.
///
/// ```
/// use winset_engine::random::words;
/// assert_eq!(words(7, 0, 1, 2), words(7, 0, 1, 2));
/// assert_ne!(words(7, 0, 1, 2), words(7, 1, 0, 2));
/// ```
pub fn words(seed: u64, path: u32, step: u32, draw: u32) -> [u32; 4] {
    philox4x32_10([path, step, draw, 0], [seed as u32, (seed >> 32) as u32])
}

/// Returns the whole number in `0..n` a random word stands for; 0 for n = 0.
///
/// *Limits*: a number's chance is off by at most 2⁻³².
///
/// ```
/// assert_eq!(winset_engine::random::below(10, u32::MAX), 9);
/// ```
pub fn below(n: u32, word: u32) -> u32 {
    wide_product(n, word).0
}

/// Returns the number strictly between 0 and 1 a random word stands for.
///
/// ```
/// assert!(winset_engine::random::unit(0) > 0.0 && winset_engine::random::unit(u32::MAX) < 1.0);
/// ```
pub fn unit(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

/// The high and the low word of a product.
fn wide_product(x: u32, y: u32) -> (u32, u32) {
    let product = u64::from(x) * u64::from(y);
    ((product >> 32) as u32, product as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reproduces_the_published_vectors() {
        let ones = philox4x32_10([u32::MAX; 4], [u32::MAX; 2]);
        assert_eq!(ones, [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        let pi =
            philox4x32_10([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]);
        assert_eq!(pi, [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]);
    }
}
