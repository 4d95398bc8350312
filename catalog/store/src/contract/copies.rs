//! Copies on hosts: acknowledged references and reserved names.

use std::collections::BTreeMap;

use super::sample::{HOSTILE, host, key, project};
use crate::{Store, StoreError};

fn refs(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|&(name, target)| (name.to_owned(), target.to_owned())).collect()
}

fn delta(pairs: &[(&str, Option<&str>)]) -> BTreeMap<String, Option<String>> {
    pairs.iter().map(|&(name, target)| (name.to_owned(), target.map(str::to_owned))).collect()
}

pub(super) async fn acknowledged_references_are_kept(store: &dyn Store) {
    let project = store.put_project(&project("1", "a")).await.unwrap().number;
    let (here, there) = (host("here"), host("there"));
    assert_eq!(store.pushed_refs(project, &here).await.unwrap(), BTreeMap::new());

    let added = delta(&[
        ("refs/heads/main", Some("aa")),
        ("refs/heads/x'y", Some("bb")),
        ("refs/tags/v1", Some("cc")),
    ]);
    store.record_pushed(project, &here, &added).await.unwrap();
    store.record_pushed(project, &there, &delta(&[("refs/heads/main", Some("dd"))])).await.unwrap();
    let changed =
        delta(&[("refs/heads/main", Some("ee")), ("refs/heads/x'y", None), ("refs/heads/never", None)]);
    store.record_pushed(project, &here, &changed).await.unwrap();
    store.record_pushed(project, &here, &BTreeMap::new()).await.unwrap();

    let expected = refs(&[("refs/heads/main", "ee"), ("refs/tags/v1", "cc")]);
    assert_eq!(store.pushed_refs(project, &here).await.unwrap(), expected);
    assert_eq!(store.pushed_refs(project, &there).await.unwrap(), refs(&[("refs/heads/main", "dd")]));
    assert_eq!(store.pushed_refs(project + 1, &here).await.unwrap(), BTreeMap::new());
}

pub(super) async fn names_are_unique_without_case(store: &dyn Store) {
    let one = store.put_project(&project("1", "a")).await.unwrap().number;
    let two = store.put_project(&project("2", "b")).await.unwrap().number;
    let (here, there) = (host("here"), host("there"));
    assert_eq!(store.host_name(&here, one).await.unwrap(), None);
    store.reserve_host_name(&here, one, "Site-École").await.unwrap();
    assert_eq!(store.host_name(&here, one).await.unwrap().as_deref(), Some("Site-École"));

    let taken = store.reserve_host_name(&here, two, "site-ÉCOLE").await.unwrap_err();
    assert!(
        matches!(&taken, StoreError::NameTaken { host, name } if host == "here" && name == "site-école"),
        "{taken}"
    );
    assert_eq!(store.host_name(&here, two).await.unwrap(), None);
    store.reserve_host_name(&there, two, "site-école").await.unwrap();

    store.reserve_host_name(&here, one, "site-école").await.unwrap();
    assert_eq!(store.host_name(&here, one).await.unwrap().as_deref(), Some("site-école"), "its own");
    let hostile = HOSTILE.replace('\0', "");
    store.reserve_host_name(&here, one, &hostile).await.unwrap();
    assert_eq!(store.host_name(&here, one).await.unwrap(), Some(hostile));
    store.reserve_host_name(&here, one, "autre").await.unwrap();
    store.reserve_host_name(&here, two, "Site-École").await.unwrap();
    assert_eq!(store.host_name(&here, two).await.unwrap().as_deref(), Some("Site-École"), "given up");
}

/// A name given to another project while the copy is there would push that project into it.
pub(super) async fn a_copy_outlives_its_project_until_forgotten(store: &dyn Store) {
    let one = store.put_project(&project("1", "a")).await.unwrap().number;
    let two = store.put_project(&project("2", "b")).await.unwrap().number;
    let (here, there) = (host("here"), host("there"));
    for host in [&here, &there] {
        store.reserve_host_name(host, one, "site").await.unwrap();
        store.record_pushed(one, host, &delta(&[("refs/heads/main", Some("aa"))])).await.unwrap();
    }
    store.remove_project(&key("1")).await.unwrap();
    assert!(store.reserve_host_name(&here, two, "site").await.is_err());
    assert_eq!(store.pushed_refs(one, &here).await.unwrap().len(), 1);

    store.forget_copy(one, &here).await.unwrap();
    assert_eq!(store.pushed_refs(one, &here).await.unwrap(), BTreeMap::new());
    store.reserve_host_name(&here, two, "site").await.unwrap();
    assert_eq!(store.host_name(&there, one).await.unwrap().as_deref(), Some("site"), "only on that host");
    assert_eq!(store.pushed_refs(one, &there).await.unwrap().len(), 1);
}
