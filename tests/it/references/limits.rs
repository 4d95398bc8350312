//! What a host does not take: objects and pushes that are too large, too many references.

use glane::forge::HostLimits;

use super::MIT;
use super::spy::{Passes, Spied};
use crate::support::{Workshop, commit, git, import, licensed, published};

/// Bytes that no compression makes smaller.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_over_the_hosts_limit_is_named_before_anything_is_pushed() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    let passes = Passes::new(&workshop, Spied { on_disk: true, ..Spied::default() }).await;
    assert_eq!(passes.only().await.0, "published");
    // Said after the gate was made, which holds what no host takes: one that takes less is left to this.
    passes.spied.lock().unwrap().limits = HostLimits { object: Some(50_000), ..HostLimits::default() };
    let before = published(&workshop.path("host/un.git"));
    import(&source, &super::on_top("main", 1_700_000_100, &[MIT, (b"video/cours.mp4", &noise(1, 50_001))]));
    import(&source, &super::on_top("main", 1_700_000_200, &[MIT, (b"petit", &noise(2, 50_000))]));
    let hidden = git(&source, &["rev-parse", "main~1"]);
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes.as_slice()), ("held", &["too_large"][..]), "{said}");
    assert!(said.contains("video/cours.mp4") && said.contains(&hidden[..12]), "{said}");
    assert!(!said.contains("petit"), "what is just at the limit passes: {said}");
    assert_eq!(published(&workshop.path("host/un.git")), before, "nothing was pushed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_over_the_hosts_limit_goes_in_parts_along_the_first_parents() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    for number in 0..10 {
        let file = noise(number, 30_000);
        import(&source, &super::on_top("main", 1_700_000_100 + number as i64, &[MIT, (b"n", &file)]));
    }
    git(&source, &["tag", "v1", "main"]);
    let limits = HostLimits { push: Some(100_000), references: Some(1), ..HostLimits::default() };
    let passes = Passes::new(&workshop, Spied { limits, on_disk: true, ..Spied::default() }).await;
    let copy = workshop.path("host/un.git");
    // The host itself refuses a larger push, as its own limit does.
    std::fs::create_dir_all(workshop.path("host")).unwrap();
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes.as_slice()), ("published", &["too_large"][..]), "{said}");
    assert!(said.contains("2 references"), "{said}");
    assert_eq!(published(&source), published(&copy));
    let packs: Vec<u64> = std::fs::read_dir(copy.join("objects/pack"))
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "pack"))
        .map(|entry| entry.metadata().unwrap().len())
        .collect();
    assert!(packs.iter().all(|size| *size <= 110_000), "{packs:?}");
    // Ten times thirty thousand bytes, at most three commits a push.
    let loose = git(&copy, &["count-objects"]);
    assert!(packs.len() >= 4 || !loose.starts_with("0 "), "{packs:?} {loose}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_of_a_push_are_within_the_limit_and_end_at_the_tip() {
    use glane::mirror::push::RefChange;
    use glane::mirror::split::Splitting;
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    crate::support::bare(&source, "sha1");
    for number in 0..10_u64 {
        let stream = commit("main", 1_700_000_100 + number as i64, &[(b"n", &noise(number, 30_000))]);
        let stream = if number == 0 {
            stream
        } else {
            super::on_top("main", 1_700_000_100 + number as i64, &[(b"n", &noise(number, 30_000))])
        };
        import(&source, &stream);
    }
    let passes = Passes::new(&workshop, Spied::default()).await;
    let splitting = Splitting { git: &passes.context.git, public: &source, limit: 100_000 };
    let tip = git(&source, &["rev-parse", "main"]).trim().to_owned();
    let change = RefChange { name: "refs/heads/main".to_owned(), old: None, new: Some(tip.clone()) };
    let parts = splitting.split(std::slice::from_ref(&change), &[]).await.unwrap();
    // Three commits of thirty thousand bytes fit into a hundred thousand; ten need four pushes.
    let expected: Vec<String> = ["main~7", "main~4", "main~1", "main"]
        .iter()
        .map(|revision| git(&source, &["rev-parse", revision]).trim().to_owned())
        .collect();
    let found: Vec<String> = parts.iter().map(|part| part[0].new.clone().unwrap()).collect();
    assert_eq!(found, expected);
    assert_eq!(parts[1][0].old, parts[0][0].new, "each carries the value it replaces");
    let whole = splitting.split(&[change], &[&tip]).await.unwrap();
    assert_eq!(whole.len(), 1, "the host has it already");
}
