//! ISO 4217 currencies.

use std::fmt;
use std::sync::OnceLock;

/// A currency of ISO 4217, named by its three-letter code.
///
/// The list is that of the standard, with its funds, metals and superseded codes; `XXX` (no currency) and `XTS` (for
/// tests) are left out. Currencies sort by code.
///
/// ```
/// use winset_case::quantity::Currency;
/// let won = Currency::parse("KRW").unwrap();
/// assert_eq!((won.code(), won.symbol(), won.minor_units()), ("KRW", "₩", Some(0)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// What the standard does not count as money.
const NO_MONEY: [&str; 2] = ["XXX", "XTS"];

/// Signs that stand for one currency only, as printed; every other currency prints its code.
const SIGNS: [(&str, &str); 14] = [
    ("AUD", "A$"),
    ("BRL", "R$"),
    ("CAD", "C$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("HKD", "HK$"),
    ("INR", "₹"),
    ("JPY", "¥"),
    ("KRW", "₩"),
    ("NZD", "NZ$"),
    ("SGD", "S$"),
    ("TRY", "₺"),
    ("TWD", "NT$"),
    ("USD", "US$"),
];

impl Currency {
    /// The currency of an upper-case code, or `None` if the standard has no such code.
    ///
    /// ```
    /// use winset_case::quantity::Currency;
    /// assert!(Currency::parse("USD").is_some());
    /// assert!(Currency::parse("usd").is_none());
    /// assert!(Currency::parse("KRX").is_none());
    /// ```
    pub fn parse(code: &str) -> Option<Currency> {
        if NO_MONEY.contains(&code) {
            return None;
        }
        iso_currency::Currency::from_code(code)?;
        code.as_bytes().try_into().ok().map(Currency)
    }

    /// A currency known to exist, for the tables of this module.
    pub(super) const fn of(code: &[u8; 3]) -> Currency {
        Currency(*code)
    }

    /// Every code of the list, in alphabetical order.
    ///
    /// ```
    /// use winset_case::quantity::Currency;
    /// assert!(Currency::codes().any(|c| c == "KRW"));
    /// ```
    pub fn codes() -> impl Iterator<Item = &'static str> {
        static CODES: OnceLock<Vec<&'static str>> = OnceLock::new();
        let codes = CODES.get_or_init(|| {
            let all = (0..1000).filter_map(iso_currency::Currency::from_numeric);
            let mut codes: Vec<_> = all.map(|c| c.code()).filter(|c| !NO_MONEY.contains(c)).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        });
        codes.iter().copied()
    }

    fn iso(self) -> Option<iso_currency::Currency> {
        iso_currency::Currency::from_code(std::str::from_utf8(&self.0).ok()?)
    }

    /// The three-letter code: `KRW`.
    ///
    /// ```
    /// # use winset_case::quantity::Currency;
    /// assert_eq!(Currency::parse("EUR").unwrap().code(), "EUR");
    /// ```
    pub fn code(self) -> &'static str {
        self.iso().map_or("XXX", |c| c.code())
    }

    /// The sign printed before an amount, if one sign means this currency alone: `US$`, `₩`, `€`; else the code.
    ///
    /// ```
    /// # use winset_case::quantity::Currency;
    /// assert_eq!(Currency::parse("USD").unwrap().symbol(), "US$");
    /// assert_eq!(Currency::parse("SEK").unwrap().symbol(), "SEK");
    /// ```
    pub fn symbol(self) -> &'static str {
        let code = self.code();
        SIGNS.iter().find(|(c, _)| *c == code).map_or(code, |(_, sign)| sign)
    }

    /// The English name of the standard: `South Korean won`.
    ///
    /// ```
    /// # use winset_case::quantity::Currency;
    /// assert_eq!(Currency::parse("KRW").unwrap().name(), "South Korean won");
    /// ```
    pub fn name(self) -> String {
        self.iso().map_or_else(String::new, |c| c.name().to_owned())
    }

    /// Digits after the point in the smallest coin: 2 for USD, 0 for KRW, none for gold.
    ///
    /// ```
    /// # use winset_case::quantity::Currency;
    /// assert_eq!(Currency::parse("USD").unwrap().minor_units(), Some(2));
    /// assert_eq!(Currency::parse("XAU").unwrap().minor_units(), None);
    /// ```
    pub fn minor_units(self) -> Option<u32> {
        self.iso().and_then(|c| c.exponent()).map(u32::from)
    }

    /// The sign of the standard, which several currencies may share: `$`.
    pub(super) fn shared_sign(self) -> String {
        self.iso().map_or_else(String::new, |c| c.symbol().symbol)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
