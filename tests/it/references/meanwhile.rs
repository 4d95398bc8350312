//! What changes while a pass is under way: at the source, or by a person's decision. Nothing goes out
//! that was no longer to be seen, or no longer wanted, when it would have gone.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use glane::forge::{Answers, Checked, Forge, ForgeError, Listing};
use glane_catalog::model::{Decision, DecisionKind, ForgeId, ProjectKey, SourceProject};

use super::spy::{Meanwhile, Passes, Spied};
use super::{MIT, folder};
use crate::support::{Workshop, commit, files_holding, git, git_command, import, licensed, published};

/// A forge beside whose answers something happens.
struct Watched {
    inner: Box<dyn Forge>,
    meanwhile: Meanwhile,
}

#[async_trait]
impl Forge for Watched {
    fn id(&self) -> &ForgeId {
        self.inner.id()
    }
    async fn list(&self, answers: &dyn Answers) -> Result<Listing, ForgeError> {
        self.inner.list(answers).await
    }
    async fn project(&self, key: &ProjectKey) -> Result<Option<SourceProject>, ForgeError> {
        (self.meanwhile)("project");
        self.inner.project(key).await
    }
    async fn check(&self) -> Result<Checked, ForgeError> {
        self.inner.check().await
    }
}

/// One source, not yet published, with a tip that will not stay.
async fn with_a_leak() -> (Workshop, PathBuf, String, Passes) {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    import(&source, &commit("fuite", 1_700_000_100, &[MIT, (b"fuite.txt", b"retire")]));
    let leak = published(&source)["refs/heads/fuite"].clone();
    let passes = Passes::new(&workshop, Spied::default()).await;
    (workshop, source, leak, passes)
}

/// Something that happens at the first call of this beginning, once.
fn once(at: &'static str, happens: impl Fn() + Send + Sync + 'static) -> Meanwhile {
    let done = AtomicBool::new(false);
    Arc::new(move |call| {
        if call.starts_with(at) && !done.swap(true, Ordering::SeqCst) {
            happens();
        }
    })
}

fn take_back(source: &Path) -> impl Fn() + Send + Sync + 'static {
    let source = source.to_owned();
    move || {
        let files: [(&[u8], &[u8]); 1] = [MIT];
        import(&source, &commit("fuite", 1_700_000_200, &files));
    }
}

/// Writes a decision down while somebody waits for an answer.
fn decide(passes: &Passes, kind: DecisionKind) -> impl Fn() + Send + Sync + 'static {
    let (store, at) = (Arc::clone(&passes.context.store), passes.clock.now());
    let project: ProjectKey = "atelier:un.git".parse().unwrap();
    let by = "Camille".to_owned();
    let decision =
        Decision { number: 0, kind, project: Some(project), subject: None, by, reason: "x".to_owned(), at };
    move || {
        let added = async { store.add_decision(&decision).await.unwrap() };
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(added));
    }
}

fn watch(passes: &mut Passes, meanwhile: &Meanwhile) {
    let forges = std::mem::take(&mut passes.context.forges);
    let watched = |(id, inner)| {
        let watched: Box<dyn Forge> = Box::new(Watched { inner, meanwhile: Arc::clone(meanwhile) });
        (id, watched)
    };
    passes.context.forges = forges.into_iter().map(watched).collect();
}

fn has(repository: &Path, object: &str) -> bool {
    git_command(repository, &["cat-file", "-e", object]).output().unwrap().status.success()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_after_the_fetch_is_not_published() {
    let (workshop, source, leak, mut passes) = with_a_leak().await;
    watch(&mut passes, &once("project", take_back(&source)));
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes), ("failed", vec!["source_invalid"]), "{said}");
    assert!(said.contains("refs/heads/fuite"), "{said}");
    assert!(files_holding(&workshop.path("data/repositories"), "public.git").is_empty());
    passes.clock.advance(3600);
    assert_eq!(passes.only().await.0, "published", "by itself, at the next pass");
    assert_eq!(published(&source), published(&workshop.path("host/un.git")));
    assert!(!has(&folder(&workshop, "public.git"), &leak) && !has(&workshop.path("host/un.git"), &leak));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_before_a_push_is_not_pushed() {
    let (workshop, source, leak, passes) = with_a_leak().await;
    let (back, clock) = (take_back(&source), passes.clock.clone());
    let happens = move || {
        back();
        clock.advance(5);
    };
    passes.spied.lock().unwrap().meanwhile = Some(once("ensure", happens));
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes), ("failed", vec!["source_invalid"]), "{said}");
    assert!(!has(&workshop.path("host/un.git"), &leak));
    passes.clock.advance(3600);
    assert_eq!(passes.only().await.0, "published");
    assert_eq!(published(&source), published(&workshop.path("host/un.git")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_refused_while_its_copy_is_made_is_not_pushed() {
    let (workshop, _, leak, passes) = with_a_leak().await;
    passes.spied.lock().unwrap().meanwhile = Some(once("ensure", decide(&passes, DecisionKind::Refuse)));
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes), ("held", vec!["refused_by_decision"]), "{said}");
    assert!(!has(&workshop.path("host/un.git"), &leak));
    assert!(!passes.calls().iter().any(|call| call.starts_with("reveal")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_withdrawn_while_it_is_pushed_is_not_revealed() {
    let (_workshop, _, _, passes) = with_a_leak().await;
    let seen = Arc::new(AtomicBool::new(false));
    let (noted, decided) = (Arc::clone(&seen), decide(&passes, DecisionKind::Withdraw));
    // The last question before a copy is shown is whether its source still is.
    let asked: Meanwhile = Arc::new(move |_: &str| {
        if noted.load(Ordering::SeqCst) {
            decided();
        }
    });
    let mut passes = passes;
    watch(&mut passes, &asked);
    let dressed = Arc::clone(&seen);
    let host: Meanwhile = Arc::new(move |call| {
        assert!(!call.starts_with("reveal"), "it was revealed");
        dressed.fetch_or(call.starts_with("dress"), Ordering::SeqCst);
    });
    passes.spied.lock().unwrap().meanwhile = Some(host);
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes), ("skipped", vec!["withdrawn_by_decision"]), "{said}");
    assert!(seen.load(Ordering::SeqCst), "it was pushed and dressed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clean_up_declared_while_a_pass_goes_on_holds_for_the_next() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    for number in 0..8 {
        import(&source, &commit(&format!("b{number}"), 1_700_000_100 + number, &[MIT]));
    }
    let passes = Passes::new(&workshop, Spied { on_disk: true, ..Spied::default() }).await;
    passes.spied.lock().unwrap().meanwhile = Some(once("ensure", decide(&passes, DecisionKind::CleanUp)));
    assert_eq!(passes.only().await.0, "published");
    for number in 0..8 {
        git(&source, &["update-ref", "-d", &format!("refs/heads/b{number}")]);
    }
    assert_eq!(passes.only().await.0, "published", "it was declared, and no pass has followed it");
    assert_eq!(published(&source), published(&workshop.path("host/un.git")));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_standing_approval_is_written_over_a_refusal() {
    let (workshop, _, _, mut passes) = with_a_leak().await;
    let refused = decide(&passes, DecisionKind::Refuse);
    watch(&mut passes, &once("project", refused));
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes), ("held", vec!["refused_by_decision"]), "{said}");
    let log = passes.context.store.decisions(None).await.unwrap();
    assert_eq!(log.iter().map(|decision| decision.kind).collect::<Vec<_>>(), [DecisionKind::Refuse]);
    assert!(files_holding(&workshop.path("data/repositories"), "public.git").is_empty());
}
