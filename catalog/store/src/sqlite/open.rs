//! From an address to open connections: folder, file, settings of each connection, schema.
//!
//! Must not know any table.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, SqlitePool};

use super::migrate;
use crate::StoreError;

/// How long a writer waits for the writer of another process.
const BUSY: Duration = Duration::from_secs(10);
/// Readers at once; more would only share the same two or four cores.
const READERS: u32 = 4;
/// `SQLite`'s result code when another connection holds the lock.
const SQLITE_BUSY: &str = "5";
/// `SQLite`'s result codes when the shared memory file cannot be opened, laid out or mapped.
const NO_SHARED_MEMORY: [&str; 3] = ["4618", "4874", "5386"];

/// The writer and the readers of the database at this address, its schema up to date.
pub(super) async fn pools(url: &str) -> Result<(SqlitePool, SqlitePool), StoreError> {
    let Some(path) = file_of(url)? else {
        let writer = one_connection().connect_with(SqliteConnectOptions::new().in_memory(true)).await;
        let writer = writer.map_err(|error| unusable(url, &error))?;
        migrate::run(&writer, url).await?;
        return Ok((writer.clone(), writer));
    };
    make_folder(url, &path).await?;
    make_file(&path).map_err(|error| unusable(url, &error))?;
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .synchronous(SqliteSynchronous::Full);
    let writing = options.clone().create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    let writer = match connect_writer(writing.clone()).await {
        Err(error) if lacks_room_to_share(&error) => return alone(url, writing).await,
        connected => connected.map_err(|error| unusable(url, &error))?,
    };
    migrate::run(&writer, url).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_with(options.pragma("query_only", "ON"))
        .await
        .map_err(|error| unusable(url, &error))?;
    Ok((writer, readers))
}

/// On a full disk the file by which connections share the write-ahead log cannot be made. One that
/// has the database for itself needs none: what is there can be read, and other processes wait.
async fn alone(url: &str, options: SqliteConnectOptions) -> Result<(SqlitePool, SqlitePool), StoreError> {
    let options = options.locking_mode(SqliteLockingMode::Exclusive);
    let only = connect_writer(options).await.map_err(|error| unusable(url, &error))?;
    migrate::run(&only, url).await?;
    Ok((only.clone(), only))
}

fn lacks_room_to_share(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| NO_SHARED_MEMORY.contains(&code.as_ref()))
}

/// One connection that is never closed for age: a database in memory lives as long as it.
///
/// Where a commit fails for lack of room `SQLite` takes the transaction back by itself, and its
/// connection is believed to be in it for ever: such a one is closed, not given to the next who writes.
fn one_connection() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_release(|connection, _| {
            Box::pin(async move {
                // Behind a rollback that is still under way.
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
}

/// The first switch of a new file to the write-ahead log does not wait for another process that
/// does the same: `SQLite` answers busy at once, and asks to be asked again.
async fn connect_writer(options: SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    const PAUSE: Duration = Duration::from_millis(50);
    let mut left = BUSY.as_millis() / PAUSE.as_millis();
    loop {
        match one_connection().connect_with(options.clone()).await {
            Err(sqlx::Error::Database(error)) if left > 0 && error.code().as_deref() == Some(SQLITE_BUSY) => {
                left -= 1;
                tokio::time::sleep(PAUSE).await;
            }
            done => return done,
        }
    }
}

/// The file of an address; none for a database in memory.
fn file_of(url: &str) -> Result<Option<PathBuf>, StoreError> {
    let refused = |reason: &str| StoreError::Open { url: url.to_owned(), reason: reason.to_owned() };
    let rest = url.strip_prefix("sqlite:").ok_or_else(|| refused("write it sqlite:PATH"))?;
    let path = rest.strip_prefix("//").unwrap_or(rest);
    if path == ":memory:" {
        return Ok(None);
    }
    if path.is_empty() {
        return Err(refused("the path is missing; write it sqlite:PATH"));
    }
    if path.contains('?') {
        return Err(refused("parameters are not supported; write sqlite:PATH without '?'"));
    }
    Ok(Some(PathBuf::from(path)))
}

async fn make_folder(url: &str, path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(());
    };
    tokio::fs::create_dir_all(folder).await.map_err(|error| StoreError::Open {
        url: url.to_owned(),
        reason: format!(
            "its folder {} cannot be made ({error}); make it, or give another path",
            folder.display()
        ),
    })
}

/// Makes the file, if it is not there, for this account alone: `SQLite` gives the files it puts
/// beside it the same mode.
fn make_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Writes a consistent copy of the database to a new file.
pub(super) async fn back_up(writer: &SqlitePool, file: &Path) -> Result<(), StoreError> {
    let url = format!("sqlite:{}", file.display());
    if file.exists() {
        let reason = "it is there already; name a file that is not".to_owned();
        return Err(StoreError::Open { url, reason });
    }
    let Some(path) = file.to_str() else {
        let reason = "its path is not UTF-8; name another".to_owned();
        return Err(StoreError::Open { url, reason });
    };
    // `SQLite` writes into an empty file that is there, and keeps its mode.
    make_file(file).map_err(|error| unusable(&url, &error))?;
    sqlx::query("VACUUM INTO ?1").bind(path).execute(writer).await?;
    Ok(())
}

/// The error of a file that is there, or could not be made, and does not open.
pub(super) fn unusable(url: &str, error: &dyn std::error::Error) -> StoreError {
    StoreError::Open {
        url: url.to_owned(),
        reason: format!(
            "{error}; check that it is a SQLite database of this program, and that this user may write to it and to its folder"
        ),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

    use super::*;

    /// Values as `SQLite` documents them: `synchronous` 2 is FULL.
    #[tokio::test]
    async fn the_writer_syncs_each_commit_and_readers_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("glane.db").display());
        let (writer, readers) = pools(&url).await.unwrap();
        let set = "SELECT (SELECT journal_mode FROM pragma_journal_mode), \
                   (SELECT synchronous FROM pragma_synchronous), \
                   (SELECT foreign_keys FROM pragma_foreign_keys), (SELECT timeout FROM pragma_busy_timeout)";
        let settings: (String, i64, i64, i64) = sqlx::query_as(set).fetch_one(&writer).await.unwrap();
        assert_eq!(settings, ("wal".to_owned(), 2, 1, 10_000));
        let refused = sqlx::query("UPDATE change_counter SET value = 9").execute(&readers).await.unwrap_err();
        assert!(refused.to_string().contains("readonly"), "{refused}");
    }
}
