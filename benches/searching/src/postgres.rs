//! The same page from PostgreSQL and its full text search in French. Its own client times each statement.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::made::{Asked, PROPERTIES, World};
use crate::sql;

pub struct Postgres {
    socket: String,
}

impl Postgres {
    pub fn build(socket: &Path, world: &World, records: usize) -> Result<Self> {
        let this = Self { socket: socket.display().to_string() };
        let columns = PROPERTIES.map(|name| format!("{name} text")).join(", ");
        this.run(&format!(
            "create unlogged table record (number integer primary key, title text, body text, {columns}, words tsvector);"
        ))?;
        let mut child = this.client().stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        let mut input = std::io::BufWriter::new(child.stdin.take().context("no input")?);
        writeln!(input, "copy record (number, title, body, {}) from stdin;", sql::columns())?;
        for number in 0..records {
            let made = world.record(number);
            writeln!(input, "{number}\t{}\t{}\t{}", made.title, made.text, made.values.join("\t"))?;
        }
        writeln!(input, "\\.")?;
        drop(input);
        ensure!(child.wait()?.success(), "the records could not be copied");
        this.run(
            "update record set words = setweight(to_tsvector('french', title), 'A') || to_tsvector('french', body);
             create index on record using gin (words); vacuum full analyze record;",
        )?;
        Ok(this)
    }

    fn client(&self) -> Command {
        let mut command = Command::new("psql");
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "glane", "-h", &self.socket, "postgres"]);
        command
    }

    fn run(&self, script: &str) -> Result<String> {
        let mut child = self.client().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut input = child.stdin.take().context("no input")?;
        // It answers while it is still told what to do: who writes all before reading would wait for ever.
        let output = std::thread::scope(|scope| {
            let told = scope.spawn(move || input.write_all(script.as_bytes()));
            let output = child.wait_with_output();
            told.join().map_or_else(|_| Err(std::io::Error::other("the writer failed")), |told| told.and(output))
        })?;
        ensure!(output.status.success(), "PostgreSQL refused a statement");
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Milliseconds of each query's page.
    pub fn pages(&self, all: &[Asked], filtered: bool) -> Result<Vec<f64>> {
        let mut script = String::from("set max_parallel_workers_per_gather = 0;\n\\timing on\n");
        for asked in all {
            let sought = format!("plainto_tsquery('french', '{}')", asked.words.join(" "));
            writeln!(
                script,
                "with m as materialized (select {} from record where words @@ {sought}) {};",
                sql::columns(),
                sql::counts(asked, filtered)
            )?;
            writeln!(
                script,
                "select number, ts_headline('french', title, {sought}), ts_headline('french', body, {sought}) from \
                 (select number, title, body from record where words @@ {sought} and {} order by ts_rank(words, {sought}) \
                 desc, number limit 20) as first;",
                sql::filters(asked, filtered)
            )?;
        }
        let said = self.run(&script)?;
        let times: Vec<f64> = said
            .lines()
            .filter_map(|line| line.strip_prefix("Time: ")?.split(' ').next()?.parse().ok())
            .collect();
        ensure!(times.len() == 2 * all.len(), "PostgreSQL told {} times", times.len());
        Ok(times.chunks(2).map(|pair| pair.iter().sum()).collect())
    }
}
