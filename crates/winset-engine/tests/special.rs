//! The special functions against values computed with forty digits.

use serde_json::Value;
use winset_engine::special::{
    beta_cdf, beta_quantile, ln_beta, ln_gamma_ratio, normal_cdf, normal_quantile, t_cdf, t_pdf, t_quantile,
};

#[test]
fn special_functions_match_forty_digit_values() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("data/special.json")).unwrap();
    for row in &rows {
        let x: Vec<f64> = row[1].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
        let (got, tolerance) = match row[0].as_str().unwrap() {
            "beta_cdf" => (beta_cdf(x[0], x[1], x[2]), 2e-14),
            "beta_quantile" => (beta_quantile(x[0], x[1], x[2]), 1e-13),
            "ln_beta" => (ln_beta(x[0], x[1]), 1e-14),
            "ln_gamma_ratio" => (ln_gamma_ratio(x[0], x[1]), 1e-13),
            "normal_cdf" => (normal_cdf(x[0]), 1e-13),
            "normal_quantile" => (normal_quantile(x[0]), 1e-14),
            "t_cdf" => (t_cdf(x[0], x[1]), 1e-13),
            "t_pdf" => (t_pdf(x[0], x[1]), 1e-13),
            "t_quantile" => (t_quantile(x[0], x[1]), 1e-13),
            other => panic!("nothing here answers {other}"),
        };
        let expected = row[2].as_f64().unwrap();
        assert!(
            (got / expected - 1.0).abs() < tolerance,
            "{row}: got {got:e}, off by {:e}",
            got / expected - 1.0
        );
    }
    assert_eq!(rows.len(), 133);
}
