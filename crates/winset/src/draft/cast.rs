//! The parties and bodies of a drafted case with their ids, and which of them a claim speaks of.

use std::collections::BTreeSet;

use winset_case::vocabulary::{Attribution, Kind};
use winset_read::{Document, FoundClaim};

use super::facts::{Body, Facts, Name};
use super::name::{id_of, one_line, same_name, short_of};
use super::propose::{body_in, is_place, named_sides};

/// A party of the case.
#[derive(Clone, Debug)]
pub struct Party {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Name in tables.
    pub short: Option<String>,
    /// `requester` or `payer`, where that was answered.
    pub role: Option<&'static str>,
    /// False for a party that nobody named.
    pub named: bool,
}

/// A body of the case with its id.
#[derive(Clone, Debug)]
pub struct Approver {
    /// Id.
    pub id: String,
    /// The body.
    pub body: Body,
    /// Id of its party, or `all`.
    pub party: Option<String>,
}

/// Parties and bodies.
#[derive(Clone, Debug)]
pub struct Cast {
    /// Parties, two or more.
    pub parties: Vec<Party>,
    /// Bodies.
    pub bodies: Vec<Approver>,
}

const MOST_PARTIES: usize = 200;

impl Cast {
    /// Those who were answered; where that is not known, those whom the text names, without a role.
    pub fn of(f: &Facts, proposed: &Facts, claims: &[FoundClaim]) -> Cast {
        let mut taken = BTreeSet::new();
        let mut parties: Vec<Party> = Vec::new();
        let mut add = |n: &Name, role: Option<&'static str>| {
            let there = parties.iter().any(|p: &Party| same_name(&p.name, &n.name));
            if !there && parties.len() < MOST_PARTIES {
                let id = id_of(&n.name, "party", &mut taken);
                let short = n.short.clone().or_else(|| short_of(&n.name));
                parties.push(Party { id, name: n.name.clone(), short, role, named: true });
            }
        };
        for (answer, found, role) in
            [(&f.asks, &proposed.asks, "requester"), (&f.pays, &proposed.pays, "payer")]
        {
            match answer.known() {
                Some(list) => list.iter().for_each(|n| add(n, Some(role))),
                None => found.known().into_iter().flatten().for_each(|n| add(n, None)),
            }
        }
        let missing = 2_usize.saturating_sub(parties.len());
        let more =
            named_sides(claims).into_iter().map(|n| Name { name: one_line(&n, 80), short: None, at: None });
        let more: Vec<Name> =
            more.filter(|n| !parties.iter().any(|p| same_name(&p.name, &n.name))).take(missing).collect();
        for n in &more {
            let id = id_of(&n.name, "party", &mut taken);
            parties.push(Party {
                id,
                name: n.name.clone(),
                short: short_of(&n.name),
                role: None,
                named: true,
            });
        }
        while parties.len() < 2 {
            let id = id_of("unnamed", "party", &mut taken);
            let name = "not named in the text".to_owned();
            parties.push(Party { id, name, short: Some("?".into()), role: None, named: false });
        }
        let mut cast = Cast { parties, bodies: Vec::new() };
        let list = f.bodies.known().or(proposed.bodies.known().filter(|_| f.bodies.is_open()));
        let mut taken = BTreeSet::new();
        for b in list.into_iter().flatten() {
            let id = id_of(&b.name, "body", &mut taken);
            let party =
                b.party.as_deref().and_then(|p| if p == "all" { Some(p.to_owned()) } else { cast.id(p) });
            cast.bodies.push(Approver { id, body: b.clone(), party });
        }
        cast
    }

    /// The id of a party by a name of it.
    pub fn id(&self, name: &str) -> Option<String> {
        let short = |p: &Party| p.short.as_ref().is_some_and(|s| same_name(s, name));
        self.parties
            .iter()
            .filter(|p| p.named)
            .find(|p| p.id == name || same_name(&p.name, name) || short(p))
            .map(|p| p.id.clone())
    }

    /// A side of a claim as the record writes it, and the name that is lost by that.
    pub fn side(&self, side: &str) -> (String, Option<String>) {
        if !is_place(side) {
            let word = side.trim().to_lowercase();
            return (if matches!(word.as_str(), "both" | "press") { word } else { "other".into() }, None);
        }
        match self.id(side) {
            Some(id) => (id, None),
            None => ("other".into(), Some(one_line(side, 80))),
        }
    }

    /// The name of a party in a sentence.
    pub fn called(&self, id: &str) -> Option<&str> {
        let p = self.parties.iter().find(|p| p.id == id)?;
        Some(p.short.as_deref().unwrap_or(&p.name))
    }

    /// Bodies that can stand in the case: their rule and their party are known.
    pub fn whole(&self) -> impl Iterator<Item = &Approver> {
        self.bodies.iter().filter(|b| b.is_whole())
    }

    /// The body that a constraint or a threat speaks of.
    pub fn body_of(&self, doc: &Document, c: &FoundClaim) -> Option<&Approver> {
        if !matches!(c.kind, Kind::Constraint | Kind::Condition | Kind::Threat) {
            return None;
        }
        let named = body_in(doc.slice(&c.at));
        let exact = named.as_ref().and_then(|n| self.whole().find(|b| b.body.name.eq_ignore_ascii_case(n)));
        let mut all = self.whole();
        let only = all.next().filter(|_| all.next().is_none());
        let side = c.side.as_deref().and_then(|s| self.id(s));
        let own = |b: &&Approver| side.is_none() || side == b.party;
        let lawmakers = c.attribution == Attribution::Lawmaker && c.kind == Kind::Threat;
        exact.or_else(|| only.filter(|_| named.is_some() || lawmakers).filter(own))
    }
}

impl Approver {
    /// True if its rule and its party are known.
    pub fn is_whole(&self) -> bool {
        self.party.is_some() && self.body.rule.is_some()
    }
}
