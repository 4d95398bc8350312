//! Which resource stands for which, brought up to date at the end of a transaction.
//!
//! Those for whom it changes take next numbers of the sequence, and those do that stand for others than
//! before, or for others that say something else.

use std::collections::{BTreeMap, BTreeSet};

use glane_catalog::identity::{Bond, Candidate, first};
use sqlx::AssertSqlSafe;

use super::super::{Write, changes};
use super::group::{Group, Ties, led};
use super::{PRESENT, Touched};
use crate::StoreError;

/// What a row says of one that may be in a group.
struct Member {
    is_part: bool,
    says: i64,
    lead: Option<i64>,
    present: bool,
}

/// What comes of one transaction.
struct Settling {
    waiting: Vec<i64>,
    /// Those that are to have the next numbers of the sequence.
    moved: BTreeSet<i64>,
    numbered: BTreeSet<i64>,
}

/// Writes which of those that were touched stands for which.
pub(in crate::sqlite) async fn settle(tx: &mut Write, touched: Touched) -> Result<(), StoreError> {
    let Touched { seeds, numbered, due } = touched;
    let (mut ties, mut done) = (Ties::default(), BTreeSet::new());
    let mut settling = Settling { waiting: seeds.into_iter().collect(), moved: due, numbered };
    while let Some(one) = settling.waiting.pop() {
        if done.contains(&one) {
            continue;
        }
        let Some(member) = member(tx, one).await? else { continue };
        let group = if member.present { ties.group(tx, one).await? } else { alone(one) };
        match group {
            Group::Works(works) => {
                for bonds in works {
                    settling.together(tx, &bonds).await?;
                    done.extend(bonds.into_keys());
                }
            }
            Group::Crowd(crowd) => {
                for one in &crowd {
                    settling.apart(tx, *one).await?;
                }
                done.extend(crowd);
            }
        }
    }
    for number in settling.moved.difference(&settling.numbered) {
        changed(tx, *number).await?;
    }
    Ok(())
}

fn alone(one: i64) -> Group {
    Group::Works(vec![BTreeMap::from([(one, Bond::Claimed)])])
}

impl Settling {
    /// Writes who stands for those that are one work.
    async fn together(&mut self, tx: &mut Write, bonds: &BTreeMap<i64, Bond>) -> Result<(), StoreError> {
        let (mut members, mut candidates) = (Vec::new(), Vec::new());
        for (number, bond) in bonds {
            let Some(member) = member(tx, *number).await? else { continue };
            let (is_part, says) = (member.is_part, member.says);
            candidates.push(Candidate { resource: *number, is_part, bond: *bond, says });
            members.push((*number, member));
        }
        let lead = first(&candidates);
        for (number, member) in members {
            let fresh = lead.filter(|lead| *lead != number);
            self.led_by(tx, (number, &member), fresh).await?;
            // Nobody stands for others who is not shown itself.
            if fresh.is_some() || !member.present {
                let others = led(tx, number).await?;
                self.waiting.extend(others.into_iter().filter(|other| !bonds.contains_key(other)));
            }
        }
        Ok(())
    }

    /// Takes one of too many out of the group that it was in, and goes on with those who were in it.
    async fn apart(&mut self, tx: &mut Write, number: i64) -> Result<(), StoreError> {
        let Some(member) = member(tx, number).await? else { return Ok(()) };
        self.led_by(tx, (number, &member), None).await?;
        self.waiting.extend(member.lead);
        self.waiting.extend(led(tx, number).await?);
        Ok(())
    }

    async fn led_by(
        &mut self,
        tx: &mut Write,
        (number, member): (i64, &Member),
        fresh: Option<i64>,
    ) -> Result<(), StoreError> {
        if fresh != member.lead {
            write(tx, number, fresh).await?;
            self.moved.extend([Some(number), member.lead, fresh].into_iter().flatten());
        } else if self.numbered.contains(&number) {
            self.moved.extend(fresh);
        }
        Ok(())
    }
}

async fn member(tx: &mut Write, number: i64) -> Result<Option<Member>, StoreError> {
    let asked = format!("SELECT project IS NOT NULL, says, lead, {PRESENT} FROM resource WHERE number = ?1");
    let found: Option<(bool, i64, Option<i64>, bool)> =
        sqlx::query_as(AssertSqlSafe(asked)).bind(number).fetch_optional(&mut **tx).await?;
    Ok(found.map(|(is_part, says, lead, present)| Member { is_part, says, lead, present }))
}

async fn write(tx: &mut Write, number: i64, lead: Option<i64>) -> Result<(), StoreError> {
    sqlx::query("UPDATE resource SET lead = ?2 WHERE number = ?1")
        .bind(number)
        .bind(lead)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Gives a resource its next number, where it is still there.
async fn changed(tx: &mut Write, number: i64) -> Result<(), StoreError> {
    if member(tx, number).await?.is_none() {
        return Ok(());
    }
    let sequence = changes::next(tx).await?;
    sqlx::query("UPDATE resource SET sequence = ?2 WHERE number = ?1")
        .bind(number)
        .bind(sequence)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
