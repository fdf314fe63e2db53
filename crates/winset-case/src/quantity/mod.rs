//! Figures as people write them, and money that cannot be mixed.
//!
//! A text such as `"up to US$5bn a year"` becomes a [`Figure`] in one step, [`parse_figure`], or a [`FigureError`] that
//! says where the text is wrong and what to write instead. Values are exact decimals in full units: `"1.04 trillion KRW"`
//! is 1,040,000,000,000 and remembers, in [`Figure::half_unit`], how finely it was printed.
//!
//! Files in reading order:
//! `currency` ISO 4217 codes;
//! `unit` what a figure counts;
//! `number` numerals and their scale, exactly;
//! `words` every word a figure may hold;
//! `lex` text to tokens;
//! `figure` the figure, and the way to it;
//! `side` one end of a range, or the whole figure;
//! `grammar` tokens to a figure;
//! `unit_text` tokens to a unit;
//! `round` rounding half up;
//! `money` amounts and exchange rates;
//! `format` and `east` figures to text.

mod currency;
mod east;
mod figure;
mod format;
mod grammar;
mod lex;
mod money;
mod number;
mod round;
mod side;
mod unit;
mod unit_text;
mod words;

#[cfg(test)]
mod tests;

pub use currency::Currency;
pub use east::{short_ja, short_ko};
pub use figure::{
    AmbiguousSymbol, Bound, Figure, FigureError, Per, Sign, ambiguous_symbol, figure_in, parse_figure,
};
pub use format::{figure_text, grouped, plain, plain_named, short};
pub use money::{CurrencyMismatch, Money, MoneyError, Rate, SplitError, split_exactly};
pub use number::{MOST_CHARACTERS, MOST_DECIMALS};
pub use round::round_half_up;
pub use unit::{Unit, UnitNames};
pub use unit_text::parse_unit;
