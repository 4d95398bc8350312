//! The floor: the engine alone, title and text in one bare schema, the first ten and nothing else. And its
//! indexing speed on the very documents that Glane makes.

use std::path::Path;

use anyhow::Result;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
    TokenizerManager,
};
use tantivy::{DateTime, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use crate::made::{Asked, Made, World};

/// As the one thread of Glane's writer has it.
const BUDGET: usize = 64 * 1024 * 1024;

pub struct Bare {
    reader: IndexReader,
    fields: [Field; 2],
    analyser: TextAnalyzer,
}

fn french() -> TextAnalyzer {
    let chain = words();
    let stop = StopWordFilter::new(Language::French).expect("French stop words");
    chain.filter_dynamic(stop).filter_dynamic(Stemmer::new(Language::French)).build()
}

fn words() -> tantivy::tokenizer::TextAnalyzerBuilder {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .dynamic()
}

/// The chains of Glane, those of names by the nearest that the engine has.
fn register(manager: &TokenizerManager) {
    manager.register("fr", french());
    for name in ["en", "exact", "names", "compounds"] {
        manager.register(name, words().build());
    }
}

impl Bare {
    /// The one in a folder, or a new one.
    pub fn open_or_build(folder: &Path, world: &World, records: usize) -> Result<Self> {
        if !folder.join("meta.json").exists() {
            return Self::build(folder, world, records);
        }
        let index = tantivy::Index::open_in_dir(folder)?;
        register(index.tokenizers());
        let fields = [index.schema().get_field("title")?, index.schema().get_field("body")?];
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { reader, fields, analyser: french() })
    }

    pub fn build(folder: &Path, world: &World, records: usize) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("fr")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing).set_stored();
        let fields = [schema.add_text_field("title", options.clone()), schema.add_text_field("body", options)];
        let index = tantivy::Index::create_in_dir(folder, schema.build())?;
        register(index.tokenizers());
        let mut writer: IndexWriter = index.writer_with_num_threads(2, 2 * BUDGET)?;
        for number in 0..records {
            let made = world.record(number);
            let mut document = TantivyDocument::default();
            document.add_text(fields[0], &made.title);
            document.add_text(fields[1], &made.text);
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { reader, fields, analyser: french() })
    }

    /// The first ten records that have every word, in the title or the text, with both filters or without: the
    /// engine alone has no filters, so that it is the same.
    pub fn first_ten(&self, asked: &Asked) -> Result<usize> {
        let mut analyser = self.analyser.clone();
        let mut every: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in &asked.words {
            let mut tokens = analyser.token_stream(word);
            tokens.process(&mut |token| {
                let either = self.fields.map(|field| -> (Occur, Box<dyn Query>) {
                    let term = Term::from_field_text(field, &token.text);
                    (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
                });
                every.push((Occur::Must, Box::new(BooleanQuery::new(either.into()))));
            });
        }
        let top = TopDocs::with_limit(10).order_by_score();
        Ok(self.reader.searcher().search(&BooleanQuery::new(every), &top)?.len())
    }
}

/// The documents of Glane, as its schema names their fields.
pub fn documents(schema: &Schema, made: &[Made]) -> Result<Vec<TantivyDocument>> {
    let field = |name: &str| schema.get_field(name);
    let mut documents = Vec::with_capacity(made.len());
    for made in made {
        let placed = made.placed();
        let card = glane_index::Card::of(&placed);
        let [level, subject, kind, licence, family, body, tongue, format, access, topic] = &made.values;
        let mut document = TantivyDocument::default();
        let mut add = |name: &str, text: &str| -> Result<()> {
            document.add_text(field(name)?, text);
            Ok(())
        };
        add("key", &format!("resource/{}", card.key))?;
        add("card", &serde_json::to_string(&card)?)?;
        add("text", &made.text)?;
        add("title_order", &made.title.to_lowercase())?;
        add("title_fr", &made.title)?;
        add("title_exact", &made.title)?;
        for about in [topic, level, subject, kind, body] {
            add("about_fr", about)?;
            add("about_exact", about)?;
            add("names", about)?;
        }
        for school in [level, subject, kind] {
            add("school_exact", school)?;
        }
        for name in ["body_fr", "body_exact", "compounds"] {
            add(name, &made.text)?;
        }
        add("names", &made.title)?;
        add("kind", "resource")?;
        let facets = ["level", "subject", "resource_type", "licence", "licence_family", "organisation"];
        for (name, value) in facets.into_iter().zip([level, subject, kind, licence, family, body]) {
            add(name, value)?;
        }
        for (name, value) in [("tongue", tongue), ("format", format), ("access", access), ("topic", topic)] {
            add(name, value)?;
        }
        for name in ["updated", "news"] {
            let day: jiff::civil::Date = made.day.parse()?;
            let at = day.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp().as_second();
            document.add_date(field(name)?, DateTime::from_timestamp_secs(at));
        }
        documents.push(document);
    }
    Ok(documents)
}

/// Indexes documents with one thread, as Glane's writer does, and nothing around it.
pub fn index(folder: &Path, schema: Schema, documents: Vec<TantivyDocument>) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let index = tantivy::Index::create_in_dir(folder, schema)?;
    register(index.tokenizers());
    let key = index.schema().get_field("key")?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, BUDGET)?;
    for document in documents {
        // A writer that follows changes removes what a record was before.
        let name = document.get_first(key).and_then(|value| value.as_str().map(str::to_owned));
        writer.delete_term(Term::from_field_text(key, name.as_deref().unwrap_or_default()));
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// The schema of the index in a folder.
pub fn schema_in(folder: &Path) -> Result<Schema> {
    Ok(tantivy::Index::open_in_dir(folder)?.schema())
}
