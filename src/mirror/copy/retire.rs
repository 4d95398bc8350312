//! The copies of a project that left its source: they stay, read-only.
//!
//! Must not push, and never deletes.

use glane_catalog::model::{ProjectRecord, Reason};

use super::dress;
use crate::forge::{Dress, Target};
use crate::mirror::pass::Context;
use crate::mirror::references::References;

/// Makes every copy of a project read-only. Returns what hosts refused; the record is the caller's
/// to store.
pub async fn retire(context: &Context, project: &mut ProjectRecord) -> Vec<Reason> {
    let mut wiki = project.wiki();
    let mut refused = retire_part(context, project).await;
    refused.extend(retire_part(context, &mut wiki).await);
    project.wiki_mirrors = wiki.mirrors;
    refused
}

async fn retire_part(context: &Context, project: &mut ProjectRecord) -> Vec<Reason> {
    let dress = Dress { archived: true, ..dress::of(project, &References::default()) };
    let mut refused = Vec::new();
    for host in &context.hosts {
        let Some(mirror) = project.mirrors.iter_mut().find(|mirror| mirror.host == *host.id()) else {
            continue;
        };
        if mirror.archived {
            continue;
        }
        let target = Target {
            name: mirror.name.clone(),
            push: String::new(),
            public_url: mirror.url.clone(),
            token: None,
            created: false,
            is_public: mirror.url.is_some(),
        };
        match host.dress(&target, &dress).await {
            Ok(()) => {
                mirror.archived = true;
                // Should the project come back, the copy is dressed anew.
                mirror.dress_digest = None;
            }
            Err(error) => {
                let text = format!("host {}: {}", host.id(), error.reason.message);
                refused.push(Reason::new(error.reason.code, text));
            }
        }
    }
    refused
}
