//! How many packages there are, exactly, however many.

/// A product of sizes, exact; it prints as a decimal number without separators.
///
/// ```
/// use winset_engine::space::Count;
/// let count = Count::product([10_usize; 40]);
/// assert_eq!(count.to_string(), format!("1{}", "0".repeat(40)));
/// assert_eq!(count.to_u128(), None);
/// assert_eq!(Count::product([12, 5, 3]).to_u128(), Some(180));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Nine decimal digits each, the lowest first; at least one.
    limbs: Vec<u32>,
}

const BASE: u128 = 1_000_000_000;

impl Count {
    /// Returns the product of `sizes`; 1 for none.
    pub fn product(sizes: impl IntoIterator<Item = usize>) -> Self {
        let mut count = Self { limbs: vec![1] };
        for size in sizes {
            count.multiply(size as u128);
        }
        count
    }

    fn multiply(&mut self, size: u128) {
        let mut carry = 0;
        for limb in &mut self.limbs {
            let sum = u128::from(*limb) * size + carry;
            *limb = (sum % BASE) as u32;
            carry = sum / BASE;
        }
        while carry > 0 {
            self.limbs.push((carry % BASE) as u32);
            carry /= BASE;
        }
        while self.limbs.len() > 1 && self.limbs.last() == Some(&0) {
            self.limbs.pop();
        }
    }

    /// Returns the number, `None` if it needs more than 128 bits.
    pub fn to_u128(&self) -> Option<u128> {
        let step = |sum: u128, limb: &u32| sum.checked_mul(BASE)?.checked_add(u128::from(*limb));
        self.limbs.iter().rev().try_fold(0, step)
    }

    /// Returns the number if it is not above `limit`.
    pub fn within(&self, limit: usize) -> Option<usize> {
        let count = usize::try_from(self.to_u128()?).ok()?;
        (count <= limit).then_some(count)
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        for (i, limb) in self.limbs.iter().rev().enumerate() {
            text += &if i == 0 { limb.to_string() } else { format!("{limb:09}") };
        }
        f.pad_integral(true, "", &text)
    }
}
