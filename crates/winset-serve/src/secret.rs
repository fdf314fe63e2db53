//! Secrets: random words, how they are compared, and marks that only who knows one can make.

use sha2::{Digest, Sha256};

/// A secret of 256 random bits, in letters that an address may hold.
///
/// # Errors
/// The system gives no random bits.
pub fn secret() -> std::io::Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| std::io::Error::other(format!("no random bits: {e}")))?;
    Ok(hex(&bytes))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// True if two words are the same; how long it takes does not tell where they differ.
pub fn same(a: &str, b: &str) -> bool {
    let (a, b) = (Sha256::digest(a), Sha256::digest(b));
    a.iter().zip(&b).fold(0_u8, |sum, (x, y)| sum | (x ^ y)) == 0
}

/// The mark of bytes under a key (HMAC-SHA-256, RFC 2104).
pub fn mark(key: &[u8], bytes: &[u8]) -> String {
    let mut block = [0_u8; 64];
    let short = if key.len() > block.len() { Sha256::digest(key).to_vec() } else { key.to_vec() };
    block.iter_mut().zip(&short).for_each(|(to, from)| *to = *from);
    let pass = |pad: u8, rest: &[u8]| {
        let mut sha = Sha256::new();
        sha.update(block.map(|b| b ^ pad));
        sha.update(rest);
        sha.finalize()
    };
    hex(&pass(0x5c, &pass(0x36, bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second test case of RFC 4231, section 4.3.
    #[test]
    fn the_mark_is_that_of_the_standard() {
        let printed = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(mark(b"Jefe", b"what do ya want for nothing?"), printed);
    }

    #[test]
    fn secrets_differ_and_compare() {
        let (a, b) = (secret().expect("random bits"), secret().expect("random bits"));
        assert_eq!(a.len(), 64);
        assert_ne!(a, b);
        assert!(same(&a, &a.clone()) && !same(&a, &b) && !same(&a, "") && !same(&a, &a[..63]));
    }
}
