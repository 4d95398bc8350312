//! The fields of the index, and what each is for.
//!
//! Must not know where a field's content comes from.

use std::sync::Arc;

use tantivy::schema::{
    DateOptions, DateTimePrecision, FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use crate::analyse::Chain;
use crate::facet::Facet;
use crate::query::Known;

/// Name of the fast field that breaks ties and makes the order stable.
pub(crate) const KEY: &str = "key";
/// Name of the fast field of the last change.
pub(crate) const UPDATED: &str = "updated";
/// Name of the fast field of when it was found here or last changed.
pub(crate) const NEWS: &str = "news";
/// Name of the fast field that titles are sorted by.
pub(crate) const TITLE_ORDER: &str = "title_order";
/// Name of the fast field of titles as they are suggested.
pub(crate) const TITLE_SHOWN: &str = "title_shown";

/// Name of the fast field of what counts for a record besides its words.
pub(crate) const SIGNALS: &str = "signals";

/// Handles of the fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// Kind and key of the record: one document has it.
    pub(crate) key: Field,
    /// Title, French stems.
    pub(crate) title_fr: Field,
    /// Title, English stems.
    pub(crate) title_en: Field,
    /// Title, folded only.
    pub(crate) title_exact: Field,
    /// Keywords, levels, subjects, words of the path: French stems.
    pub(crate) about_fr: Field,
    /// The same, folded only.
    pub(crate) about_exact: Field,
    /// Other names of the levels and subjects, and what they are part of. Folded only: by their stems
    /// `cycle terminal`, which première is part of too, would be `terminale`.
    pub(crate) school_exact: Field,
    /// Summary and text, French stems.
    pub(crate) body_fr: Field,
    /// Summary and text, English stems.
    pub(crate) body_en: Field,
    /// Summary and text, folded only.
    pub(crate) body_exact: Field,
    /// Whole names in title, keywords, languages and path.
    pub(crate) names: Field,
    /// Compound names anywhere in the text.
    pub(crate) compounds: Field,
    /// Who made it, folded only.
    pub(crate) author: Field,
    /// Last change.
    pub(crate) updated: Field,
    /// When it was found here or last changed, whichever came later.
    pub(crate) news: Field,
    /// What counts for it besides its words, as bits.
    pub(crate) signals: Field,
    /// Folded title, to sort by.
    pub(crate) title_order: Field,
    /// Title with the sign of its kind, to be suggested.
    pub(crate) title_shown: Field,
    /// Names of bodies and people, from each of their words on.
    pub(crate) named: Field,
    /// The card of a result, JSON.
    pub(crate) card: Field,
    /// The text that excerpts are cut from.
    pub(crate) text: Field,
    facets: Vec<Field>,
    /// What was read of the values of the facets.
    pub(crate) known: Arc<Known>,
}

impl Fields {
    /// The field of a facet.
    pub(crate) fn facet(&self, facet: Facet) -> Field {
        self.facets[facet.position()]
    }
}

/// The schema and its handles.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        key: raw(&mut builder, KEY),
        title_fr: analysed(&mut builder, "title_fr", Chain::French),
        title_en: analysed(&mut builder, "title_en", Chain::English),
        title_exact: analysed(&mut builder, "title_exact", Chain::Exact),
        about_fr: analysed(&mut builder, "about_fr", Chain::French),
        about_exact: analysed(&mut builder, "about_exact", Chain::Exact),
        school_exact: analysed(&mut builder, "school_exact", Chain::Exact),
        body_fr: analysed(&mut builder, "body_fr", Chain::French),
        body_en: analysed(&mut builder, "body_en", Chain::English),
        body_exact: analysed(&mut builder, "body_exact", Chain::Exact),
        names: analysed(&mut builder, "names", Chain::Names),
        compounds: analysed(&mut builder, "compounds", Chain::Compounds),
        author: analysed(&mut builder, "author", Chain::Exact),
        updated: date(&mut builder, UPDATED),
        news: date(&mut builder, NEWS),
        signals: builder.add_u64_field(SIGNALS, FAST),
        title_order: raw(&mut builder, TITLE_ORDER),
        title_shown: builder.add_text_field(TITLE_SHOWN, TextOptions::default().set_fast("raw")),
        named: builder.add_text_field("named", TextOptions::default().set_indexing_options(whole())),
        card: builder.add_text_field("card", STORED),
        text: builder.add_text_field("text", STORED),
        facets: Facet::ALL.iter().map(|facet| raw(&mut builder, facet.field())).collect(),
        known: Arc::default(),
    };
    (builder.build(), fields)
}

fn date(builder: &mut SchemaBuilder, name: &str) -> Field {
    let options = DateOptions::default().set_fast().set_precision(DateTimePrecision::Seconds);
    builder.add_date_field(name, options)
}

fn raw(builder: &mut SchemaBuilder, name: &str) -> Field {
    builder.add_text_field(name, TextOptions::default().set_indexing_options(whole()).set_fast("raw"))
}

/// Values that are terms as they are.
fn whole() -> TextFieldIndexing {
    TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic)
}

fn analysed(builder: &mut SchemaBuilder, name: &str, chain: Chain) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(chain.name())
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}
