//! The special functions every method stands on: gamma, beta, normal and Student-t, in portable arithmetic.
//!
//! All of them go through `libm`, so the same input gives the same bits on every machine.
//!
//! | function | accuracy | method |
//! |---|---|---|
//! | [`ln_gamma`], [`ln_beta`] | about 1e-15 | fdlibm; Stirling's series for large arguments |
//! | [`normal_cdf`] | 1e-15 relative; 1e-13 at chances of 1e-200 | complementary error function |
//! | [`normal_quantile`] | 1e-15 relative | Wichura 1988 (AS 241) |
//! | [`beta_cdf`], [`t_cdf`] | 1e-14 relative; 1e-13 at chances of 1e-200 | continued fraction of Lentz |
//! | [`beta_quantile`], [`t_quantile`] | 1e-12 relative | safeguarded Newton steps |

mod beta;
mod gamma;
mod normal;
mod root;
mod student;

pub use beta::{beta_cdf, beta_quantile};
pub use gamma::{beta_function, ln_beta, ln_gamma, ln_gamma_ratio};
pub use normal::{normal_cdf, normal_pdf, normal_quantile};
pub(crate) use root::root;
pub use student::{t_cdf, t_pdf, t_quantile};
