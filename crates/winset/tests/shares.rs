//! What is asked of a case without money: a quota between three parties.

mod support;

use support::{MACKEREL, question};
use winset::class::shipped;

#[test]
fn a_share_has_a_level_at_any_rate_and_voters_who_want_more_of_it_a_least_share() {
    use winset_case::Decimal;
    let asked = |sets: &[&str]| question(MACKEREL, "2014-03-20", sets).case;
    let agreed = |case: &winset_case::Case| {
        let found = winset::price::asked(case, &["agreed-2014".to_owned()]).expect("a proposal of the case");
        winset::price::price_one(case, &found[0]).expect("a price").worth
    };
    let level = Some(Decimal::new(126, 1));
    for sets in [&[][..], &["price.discount_rate=\"3 %\""]] {
        let worth = agreed(&asked(sets));
        assert_eq!(worth.levelised.map(|v| v.round_dp(12).normalize()), level, "{sets:?}");
        assert_eq!((worth.present_value, worth.missing), (None, Vec::new()), "{sets:?}");
    }
    let q = question(MACKEREL, "2014-03-20", &[]);
    let votes = winset::vote::votes(&q, &shipped(), &[]).expect("the proposals of the case");
    let counted = |id: &str| votes.bodies.iter().find(|b| b.state.id == id).expect("a body of the case");
    for (id, rising) in [("council", false), ("logting", true)] {
        let list = &counted(id).passing;
        assert!(
            list.len() == 3
                && list.iter().all(|p| (p.bound == winset::vote::Reach::From) == rising && p.x.is_some()),
            "{id}"
        );
        // The surer it is to be, the less the Council can grant and the more the Løgting must get.
        assert!(list.windows(2).all(|w| (w[1].x > w[0].x) == rising), "{id}");
        // The chance at the amount is the one asked for, by the exact count.
        for p in list {
            let x = p.x.expect("looked at");
            let body = winset::vote::bodies(&q.case, q.as_of).into_iter().find(|b| b.approval.id == id);
            let body = body.expect("a body of the case");
            let chamber = body.chamber.as_ref().expect("judged");
            let chance =
                winset_engine::vote::pass_probability(std::slice::from_ref(chamber), body.mood, x, &[0.0]);
            assert!((chance - p.p).abs() < 1e-6, "{id}: {chance} at {x}, {} asked", p.p);
        }
    }
}
