//! The follower against stores and indexes on disk.

use std::path::Path;

use glane_catalog::model::{ProjectRecord, ProjectState, SourceProject};

use super::*;

fn record(id: &str) -> ProjectRecord {
    let mut record = ProjectRecord::discovered(SourceProject {
        name: id.to_owned(),
        clone_url: format!("https://example.org/eole/{id}.git"),
        ..SourceProject::public(format!("mim:{id}").parse().unwrap(), &format!("eole/{id}"))
    });
    record.state = ProjectState::Published;
    record
}

async fn store(path: &Path, ids: &[&str]) -> Arc<dyn Store> {
    let store = glane_store::open(&format!("sqlite:{}", path.display())).await.unwrap();
    for id in ids {
        store.put_project(&record(id)).await.unwrap();
    }
    store
}

/// What the index holds once it has followed: records, number, name.
async fn followed(store: &Arc<dyn Store>, folder: &Path) -> (u64, u64, String) {
    let index = Index::open(folder).unwrap();
    Follower::new(Arc::clone(store), index.clone(), Clock::system()).unwrap().catch_up().await.unwrap();
    (gathered(&index), index.sequence(), index.identity())
}

/// Records that are not of the shelf of programs.
fn gathered(index: &Index) -> u64 {
    index.status().unwrap().documents.saturating_sub(software::all().len() as u64)
}

#[tokio::test]
async fn an_index_of_another_catalogue_or_ahead_of_its_own_is_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    let first = store(&folder.path().join("first.db"), &["1", "2"]).await;
    let name = first.identity().await.unwrap();
    assert_eq!(followed(&first, &place).await, (2, 2, name.clone()));

    // Begun anew, with as many changes: by its number alone the index would seem up to date.
    let second = store(&folder.path().join("second.db"), &["7", "8", "8"]).await;
    assert_eq!(second.sequence().await.unwrap(), 2);
    assert_eq!(followed(&second, &place).await, (2, 2, second.identity().await.unwrap()));
    let empty = store(&folder.path().join("empty.db"), &[]).await;
    assert_eq!(followed(&empty, &place).await, (0, 0, empty.identity().await.unwrap()));

    // The same catalogue put back to an older state: the index is ahead of it.
    assert_eq!(followed(&first, &place).await, (2, 2, name.clone()));
    Index::open(&place).unwrap().writer().unwrap().commit_of(&name, 9).unwrap();
    assert_eq!(followed(&first, &place).await, (2, 2, name));
}

#[tokio::test]
async fn an_index_is_built_anew_when_another_process_asked_and_once_only() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder.path().join("a.db"), &["1", "2", "3"]).await;
    let index = Index::open(&folder.path().join("index")).unwrap();
    let mut follower = Follower::new(Arc::clone(&store), index.clone(), Clock::system()).unwrap();
    assert_eq!(follower.catch_up().await.unwrap(), 3);
    store.remove_project(&record("2").source.key).await.unwrap();
    follower.catch_up().await.unwrap();
    assert_eq!(index.status().unwrap().deleted, 1, "still in its files");

    store.set_last_run(REBUILD, Timestamp::from_second(1).unwrap()).await.unwrap();
    follower.catch_up().await.unwrap();
    let status = index.status().unwrap();
    assert_eq!((gathered(&index), status.deleted), (2, 0));
    assert_eq!(follower.catch_up().await.unwrap(), 0, "nothing is left to do");
}

/// Flips a byte where words and their places are listed.
fn damage(index: &Index) {
    let files = std::fs::read_dir(index.status().unwrap().path).unwrap().map(|entry| entry.unwrap().path());
    for file in files.filter(|file| file.extension().is_some_and(|kind| kind == "pos")) {
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[0] = !bytes[0];
        std::fs::write(&file, bytes).unwrap();
    }
}

/// What a search that failed leads to.
#[tokio::test]
async fn an_index_that_is_damaged_while_it_serves_is_begun_anew_and_filled() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder.path().join("a.db"), &["1", "2", "3"]).await;
    let index = Index::open(&folder.path().join("index")).unwrap();
    let mut follower = Follower::new(Arc::clone(&store), index.clone(), Clock::system()).unwrap();
    follower.catch_up().await.unwrap();
    damage(&index);
    index.doubt();
    assert_eq!(follower.catch_up().await.unwrap(), 3);
    assert!(index.recovered().is_some_and(|aside| aside.is_dir()));
    assert_eq!((gathered(&index), index.sequence()), (3, 3));
    assert_eq!(index.state(), glane_index::State::default());
}

/// As on a disk that is full: not even an empty index can be begun.
#[tokio::test]
async fn a_damaged_index_that_cannot_be_begun_anew_is_not_written_and_is_begun_later() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder.path().join("a.db"), &["1", "2", "3"]).await;
    let index = Index::open(&folder.path().join("index")).unwrap();
    let mut follower = Follower::new(Arc::clone(&store), index.clone(), Clock::system()).unwrap();
    follower.catch_up().await.unwrap();
    damage(&index);
    let hindrance = folder.path().join("index/current.tmp");
    std::fs::create_dir(&hindrance).unwrap();
    index.doubt();
    for _ in 0..2 {
        assert!(follower.catch_up().await.is_err());
        assert!(index.state().trouble.is_some());
    }
    std::fs::remove_dir(&hindrance).unwrap();
    assert_eq!(follower.catch_up().await.unwrap(), 3);
    assert_eq!((gathered(&index), index.sequence()), (3, 3));
    assert_eq!(index.state(), glane_index::State::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_as_the_last_batch_is_written_is_not_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder.path().join("a.db"), &["1", "2", "3"]).await;
    let place = folder.path().join("index");
    followed(&store, &place).await;
    let index = Index::open(&place).unwrap();
    let mut follower = Follower::new(Arc::clone(&store), index.clone(), Clock::system()).unwrap();
    let (mut said, other) = (Vec::new(), Arc::clone(&store));
    let progress = |filling: Filling| {
        said.push(filling.aside);
        // The next batch was read and is empty; the index that serves has not been brought in step yet.
        if said.len() == 1 {
            let gone = record("2").source.key;
            let removed = async { other.remove_project(&gone).await.map(drop) };
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(removed)).unwrap();
        }
    };
    follower.rebuild(progress).await.unwrap();
    assert_eq!((gathered(&index), index.sequence()), (2, store.sequence().await.unwrap()));
    assert_eq!(said, [true, true]);
}

#[tokio::test]
async fn an_empty_index_gives_no_whole_answers_while_another_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder.path().join("a.db"), &["1"]).await;
    let index = Index::open(&folder.path().join("index")).unwrap();
    let mut follower = Follower::new(store, index.clone(), Clock::system()).unwrap();
    let mut said = Vec::new();
    follower.rebuild(|_| said.push(index.state().is_incomplete())).await.unwrap();
    assert_eq!((said, index.state().is_incomplete()), (vec![true], false));
}

#[tokio::test]
async fn an_index_that_cannot_be_built_anew_follows_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder.path().join("a.db"), &["1", "2", "3"]).await;
    let index = Index::open(&folder.path().join("index")).unwrap();
    let mut follower = Follower::new(Arc::clone(&store), index.clone(), Clock::system()).unwrap();
    follower.catch_up().await.unwrap();
    // Where the folder of the next one would be.
    let hindrance = folder.path().join(format!("index/{}-2", index.status().unwrap().fingerprint));
    std::fs::write(&hindrance, "").unwrap();
    let asked = Timestamp::from_second(1).unwrap();
    store.set_last_run(REBUILD, asked).await.unwrap();
    store.remove_project(&record("2").source.key).await.unwrap();
    assert_eq!(follower.catch_up().await.unwrap(), 1);
    assert_eq!((gathered(&index), index.state()), (2, glane_index::State::default()));
    assert_eq!(store.last_run(REBUILD).await.unwrap(), Some(asked), "it is still to be done");

    std::fs::remove_file(&hindrance).unwrap();
    follower.catch_up().await.unwrap();
    assert_eq!(index.status().unwrap().deleted, 1, "not so soon");
    store.set_last_run(REBUILD, Timestamp::from_second(2).unwrap()).await.unwrap();
    follower.catch_up().await.unwrap();
    assert_eq!((gathered(&index), index.status().unwrap().deleted), (2, 0), "at once when asked again");
}
