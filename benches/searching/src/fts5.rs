//! The same page from SQLite and its full text search.

use std::path::Path;

use anyhow::Result;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};

use crate::made::{Asked, PROPERTIES, World};
use crate::sql;

pub struct Fts5 {
    connection: SqliteConnection,
}

impl Fts5 {
    pub async fn build(file: &Path, world: &World, records: usize) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Off)
            .pragma("mmap_size", "4294967296")
            .pragma("cache_size", "-200000")
            .pragma("temp_store", "memory")
            .disable_statement_logging();
        let mut connection = options.connect().await?;
        let columns = PROPERTIES.map(|name| format!("{name} text")).join(", ");
        for statement in [
            format!("create table record (number integer primary key, title text, body text, {columns})"),
            "create virtual table words using fts5(title, body, content = 'record', content_rowid = 'number', \
             tokenize = 'unicode61 remove_diacritics 2')"
                .to_owned(),
        ] {
            connection.execute(AssertSqlSafe(statement)).await?;
        }
        let mut transaction = connection.begin().await?;
        let places = vec!["?"; 13].join(", ");
        let insert = format!("insert into record (number, title, body, {}) values ({places})", sql::columns());
        for number in 0..records {
            let made = world.record(number);
            let mut query = sqlx::query(AssertSqlSafe(insert.clone())).bind(number as i64).bind(made.title).bind(made.text);
            for value in made.values {
                query = query.bind(value);
            }
            query.execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        connection.execute("insert into words(words) values ('rebuild')").await?;
        connection.execute("insert into words(words) values ('optimize')").await?;
        connection.execute("analyze").await?;
        Ok(Self { connection })
    }

    pub async fn page(&mut self, asked: &Asked, filtered: bool) -> Result<usize> {
        let words: Vec<String> = asked.words.iter().map(|word| format!("\"{word}\"")).collect();
        let sought = words.join(" ");
        let counts = format!(
            "with m as materialized (select {} from words join record on number = words.rowid where words match ?) {}",
            sql::columns(),
            sql::counts(asked, filtered)
        );
        let first = format!(
            "select r.number, highlight(words, 0, '<mark>', '</mark>'), snippet(words, 1, '<mark>', '</mark>', '…', 30) \
             from words join (select number, {} from record) as r on r.number = words.rowid where words match ? and {} \
             order by bm25(words, 2.0, 1.0), r.number limit 20",
            sql::columns(),
            sql::filters(asked, filtered)
        );
        let counted = sqlx::query(AssertSqlSafe(counts)).bind(&sought).fetch_all(&mut self.connection).await?;
        let first = sqlx::query(AssertSqlSafe(first)).bind(&sought).fetch_all(&mut self.connection).await?;
        Ok(counted.len() + first.len())
    }
}
