//! What NegMAS 0.16.0 computes on small random spaces.

use crate::columns;
use crate::rows::Row;
use winset_engine::space::{Concept, SolveOptions, frontier_n, solve};

#[test]
fn the_same_packages_as_a_peer() {
    let rows = Row::all(include_str!("../data/peer_rows.json"));
    assert!(rows.len() >= 5);
    let mut not_kalai_smorodinsky = 0;
    for row in rows {
        let (u, reserved) = (row.lists("u"), row.list("reserved"));
        let places = |name: &str| row.list(name).iter().map(|k| *k as usize).collect::<Vec<_>>();
        let rational = |k: &usize| u.iter().zip(&reserved).all(|(c, r)| c[*k] >= *r);
        let front: Vec<usize> = frontier_n(&columns(&u)).into_iter().filter(rational).collect();
        assert_eq!(front, places("front"), "{}", row.id());
        let found = |c| solve(c, &columns(&u), &reserved, None, &SolveOptions::default()).unwrap();
        for concept in
            [Concept::Nash, Concept::LeastRelativeSpread, Concept::MaxWelfare, Concept::MaxRelativeWelfare]
        {
            let name = concept.method().name;
            assert_eq!(found(concept).tied, places(name), "{} {name}", row.id());
        }
        // Ours breaks ties of the least gain by the next one; the peer lists them all.
        assert!(places("egalitarian").contains(&found(Concept::Egalitarian).index), "{}", row.id());
        let shares = found(Concept::KalaiSmorodinsky).index;
        not_kalai_smorodinsky += usize::from(!places("least_relative_spread").contains(&shares));
    }
    assert!(not_kalai_smorodinsky > 0, "the peer's point is another than that of Kalai and Smorodinsky");
}
