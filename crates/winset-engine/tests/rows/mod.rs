//! A reference row: inputs by name, the number expected, an independent check.

#![allow(dead_code, reason = "each test file uses its own part")]

use serde_json::Value;
use winset_engine::hazard::{HazardOptions, Multiplier, Outcome, Posterior, posterior};
use winset_engine::predictive::StudentT;

pub struct Row(Value);

impl Row {
    pub fn all(text: &str) -> Vec<Row> {
        let rows: Vec<Value> = serde_json::from_str(text).expect("the file is a list of rows");
        rows.into_iter().map(Row).collect()
    }

    pub fn id(&self) -> &str {
        self.0["id"].as_str().expect("a row has an id")
    }

    pub fn function(&self) -> &str {
        self.0["fn"].as_str().expect("a row names its function")
    }

    pub fn value(&self) -> Vec<f64> {
        flat(&self.0["value"])
    }

    pub fn check(&self) -> Vec<f64> {
        flat(&self.0["check"])
    }

    pub fn tolerance(&self) -> f64 {
        number(&self.0["tol"])
    }

    pub fn input(&self, name: &str) -> &Value {
        let value = &self.0["inputs"][name];
        assert!(!value.is_null(), "{}: no input {name}", self.id());
        value
    }

    pub fn has(&self, name: &str) -> bool {
        !self.0["inputs"][name].is_null()
    }

    pub fn number(&self, name: &str) -> f64 {
        number(self.input(name))
    }

    pub fn day(&self, name: &str) -> i32 {
        day(self.input(name))
    }

    pub fn list(&self, name: &str) -> Vec<f64> {
        flat(self.input(name))
    }

    pub fn days(&self, name: &str) -> Vec<i32> {
        self.input(name).as_array().expect("a list").iter().map(day).collect()
    }

    pub fn lists(&self, name: &str) -> Vec<Vec<f64>> {
        self.input(name).as_array().expect("a list of lists").iter().map(flat).collect()
    }

    pub fn outcomes(&self) -> Vec<Outcome> {
        level(self.input("outcomes"))
    }

    pub fn levels(&self) -> Vec<Vec<Outcome>> {
        self.input("levels").as_array().expect("a list of levels").iter().map(level).collect()
    }

    pub fn multipliers(&self) -> Vec<Multiplier> {
        if !self.has("mult") {
            return Vec::new();
        }
        let read = |m: &Value| Multiplier { from: day(&m[0]), to: day(&m[1]), times: number(&m[2]) };
        self.input("mult").as_array().expect("a list of multipliers").iter().map(read).collect()
    }

    pub fn posterior(&self) -> Posterior {
        if self.has("levels") {
            return posterior(&self.levels(), &self.days("edges"), &HazardOptions::default())
                .expect("a basis");
        }
        Posterior::from_parts(self.days("edges"), self.list("a"), self.list("b")).expect("lists that fit")
    }

    pub fn forecast(&self) -> StudentT {
        StudentT { location: self.number("loc"), scale: self.number("scale"), df: self.number("df") }
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is a number"))
}

fn day(value: &Value) -> i32 {
    let n = number(value);
    assert_eq!(n.fract(), 0.0, "{value} is a whole day");
    n as i32
}

fn flat(value: &Value) -> Vec<f64> {
    value.as_array().map_or_else(|| vec![number(value)], |list| list.iter().map(number).collect())
}

fn level(value: &Value) -> Vec<Outcome> {
    value.as_array().expect("a list of outcomes").iter().map(outcome).collect()
}

fn outcome(value: &Value) -> Outcome {
    match value[0].as_str() {
        Some("deal") => Outcome::Deal { lo: day(&value[1]), hi: day(&value[2]) },
        Some("open") => Outcome::Open { day: day(&value[1]) },
        Some("none") => Outcome::None,
        _ => panic!("{value} is an outcome"),
    }
}
