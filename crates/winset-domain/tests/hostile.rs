//! Any bytes end as a domain or as mistakes, never otherwise.

use proptest::prelude::*;
use winset_domain::{CaseNote, File, Format, case_text, of_case, read, write};

const PIECES: [&str; 46] = [
    "<utility_space>",
    "</utility_space>",
    "<objective>",
    "</objective>",
    "<issue index=\"1\" name=\"a\">",
    "</issue>",
    "<item value=\"x\" evaluation=\"0.5\"/>",
    "<weight index=\"1\" value=\"1\"/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&#0;",
    "<?xml version=\"1.0\"?>",
    "\u{feff}",
    "<",
    ">",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\n",
    "\n  ",
    "- ",
    "&a ",
    "*a",
    "!!binary ",
    "\"issuesValues\"",
    "\"LinearAdditiveUtilitySpace\"",
    "\"values\"",
    "1e999",
    "-0.0",
    "\\ud800",
    "issues:",
    "type: TableFun",
    "mapping",
    "weights: [1]",
    "values",
    "? ",
    "|",
    "'",
    "name: é",
    "0",
];

fn check(bytes: &[u8]) {
    for format in [Format::Genius, Format::GeniusWeb, Format::NegMas] {
        let files = [File::new("a", bytes), File::new("b", bytes)];
        for some in [&files[..1], &files[..]] {
            match read(format, some) {
                Ok(r) => {
                    let _ = write(format, &r.domain, "x.y");
                }
                Err(e) => assert!(!e.diagnostics.is_empty()),
            }
        }
    }
}

proptest! {
    #[test]
    fn bytes(list in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&list);
    }

    #[test]
    fn pieces(picks in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        check(picks.into_iter().map(|i| PIECES[i]).collect::<String>().as_bytes());
    }

    /// Any weights and values of a small domain come back from a case and from the files to the last digit.
    #[test]
    fn numbers_come_back(
        values in proptest::collection::vec((-1_000_000_000_000_i64..1_000_000_000_000, 6..13_u32), 6),
        weights in proptest::collection::vec((-1_000_000_i64..1_000_000, 0..9_u32), 2),
        discount in 1..1_000_000_i64,
    ) {
        let d = |(n, s): (i64, u32)| winset_case::Decimal::new(n, s).to_string();
        let [a, b, c, x, y, z] = <[(i64, u32); 6]>::try_from(values).expect("six").map(d);
        let w: Vec<String> = weights.into_iter().map(d).collect();
        let space = "issues:\n- {name: i, type: CategoricalIssue, values: [a, b, c]}\n- {name: n, type: ContiguousIssue, values: [-1, 1]}\n";
        let profile = format!(
            "discount: {}\nfactor: relative_time\ntype: ExpDiscountedUFun\nreserved_value: {a}\nufun:\n  bias: {b}\n  values:\n  - {{a: {a}, b: {b}, c: {c}}}\n  \
             - {{-1: {x}, 0: {y}, 1: {z}}}\n  weights: [{}, {}]\n",
            winset_case::Decimal::new(discount, 6), w[0], w[1]
        );
        let files = [
            File::new("d.yml", space.as_bytes()),
            File::new("p.yml", profile.as_bytes()),
            File::new("q.yml", profile.as_bytes()),
        ];
        let before = read(Format::NegMas, &files).expect("a domain").domain;
        let day = winset_case::Date::constant(2024, 1, 1);
        let note = CaseNote { known_on: day, basis: vec!["x".to_owned()], internal: false };
        let text = case_text(&before, &note).into_bytes();
        let folder = winset_case::parse::Folder { name: "c".to_owned(), files: vec![("case.toml".to_owned(), text)] };
        let case = winset_case::parse::parse(&folder, &[]).expect("a case").case;
        let after = of_case(&case, day).expect("a domain");
        prop_assert_eq!(&before, &after);
        let written = write(Format::NegMas, &after, "d.yml").expect("files");
        let again: Vec<File> = written.files.iter().map(|(n, t)| File::new(n, t.as_bytes())).collect();
        prop_assert_eq!(before, read(Format::NegMas, &again).expect("a domain").domain);
    }
}
