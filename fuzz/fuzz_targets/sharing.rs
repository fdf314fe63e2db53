//! The sheet of a shared bill, of any bytes: see `checks`.
#![no_main]

#[path = "checks.rs"]
#[allow(dead_code)]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::sharing(bytes));
