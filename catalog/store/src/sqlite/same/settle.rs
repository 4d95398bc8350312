//! Which resource stands for which, brought up to date at the end of a transaction.
//!
//! Those for whom it changes take next numbers of the sequence, and those do that stand for others than
//! before, or for others that say something else.

use std::collections::BTreeSet;

use glane_catalog::identity::{Candidate, first};
use sqlx::AssertSqlSafe;

use super::super::{Write, changes};
use super::group::{Ties, group, led};
use super::{PRESENT, Touched};
use crate::StoreError;

/// What a row says of one that may be in a group.
struct Member {
    candidate: Candidate,
    lead: Option<i64>,
    present: bool,
}

/// Writes which of those that were touched stands for which.
pub(in crate::sqlite) async fn settle(tx: &mut Write, touched: Touched) -> Result<(), StoreError> {
    let Touched { seeds, numbered, due } = touched;
    let (mut ties, mut done, mut moved) = (Ties::new(), BTreeSet::new(), due);
    let mut waiting: Vec<i64> = seeds.into_iter().collect();
    while let Some(one) = waiting.pop() {
        if done.contains(&one) {
            continue;
        }
        let Some(member) = member(tx, one).await? else { continue };
        let group = if member.present { group(tx, &mut ties, one).await? } else { BTreeSet::from([one]) };
        let mut members = Vec::with_capacity(group.len());
        for number in &group {
            members.extend(self::member(tx, *number).await?);
        }
        let candidates: Vec<Candidate> = members.iter().map(|member| member.candidate).collect();
        let lead = first(&candidates);
        for member in members {
            let number = member.candidate.resource;
            let fresh = lead.filter(|lead| *lead != number);
            if fresh != member.lead {
                write(tx, number, fresh).await?;
                moved.extend([Some(number), member.lead, fresh].into_iter().flatten());
            } else if numbered.contains(&number) {
                moved.extend(fresh);
            }
            // Nobody stands for others who is not shown itself.
            if fresh.is_some() || !member.present {
                waiting.extend(led(tx, number).await?.into_iter().filter(|other| !group.contains(other)));
            }
        }
        done.extend(group);
    }
    for number in moved.difference(&numbered) {
        changed(tx, *number).await?;
    }
    Ok(())
}

async fn member(tx: &mut Write, number: i64) -> Result<Option<Member>, StoreError> {
    let asked = format!("SELECT project IS NOT NULL, says, lead, {PRESENT} FROM resource WHERE number = ?1");
    let found: Option<(bool, i64, Option<i64>, bool)> =
        sqlx::query_as(AssertSqlSafe(asked)).bind(number).fetch_optional(&mut **tx).await?;
    Ok(found.map(|(is_part, says, lead, present)| Member {
        candidate: Candidate { resource: number, is_part, says },
        lead,
        present,
    }))
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
