//! Readers of files: one format a file, bytes in, claims and findings out.
//!
//! A reader never fails: what cannot be read is a finding. Must not know git or the file system.

mod attributes;
mod author;
mod authors;
mod badge;
mod citation;
mod codemeta;
mod contributors;
mod day;
mod decode;
mod dependencies;
mod document;
mod duration;
mod format;
mod front;
mod html;
mod image;
mod language;
mod latex;
mod licence_text;
mod link;
pub(crate) mod mailbox;
mod manifest;
mod name;
mod notebook;
mod outline;
mod package;
mod page;
mod portable;
mod publication;
mod publiccode;
mod record;
mod resource;
mod rights;
mod robots;
mod sheet;
mod site;
mod sitemap;
mod skos;
mod sniff;
mod status;
mod teaching;
mod tongue;
mod tree;
mod workspace;
mod xmp;

use serde::{Deserialize, Serialize};

use crate::model::{Attachment, Field, Fields, Finding, Severity};
use sheet::Sheet;

pub use attributes::{Attributes, Marks};
pub use dependencies::{dependencies, names_dependencies};
pub use document::document;
pub use format::Format;
pub use html::{WebPage, web_page};
pub use name::title_of_name;
pub(crate) use outline::html_text;
pub use publication::publication;
pub use record::{
    Row, Video, Videos, broken, included, list, page_data, record, record_format, records, video, videos,
};
pub use resource::{is_editable, is_resource, media_type};
pub use robots::Robots;
pub use sitemap::{Sitemap, SitemapEntry, sitemap};
pub use skos::{Release, skos};
pub use workspace::Members;

/// Most plain text kept of one file, in bytes.
const TEXT_LIMIT: usize = 16 * 1024;

/// Largest YAML file read, in bytes.
const YAML_LIMIT: usize = 256 * 1024;

/// Largest JSON or TOML file read, in bytes.
const DATA_LIMIT: usize = 1024 * 1024;

/// Largest notebook read, in bytes: outputs make them large, and they are skipped as they come.
const NOTEBOOK_LIMIT: usize = 16 * 1024 * 1024;

/// What one file says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its claims, each with file, line and confidence.
    pub fields: Fields,
    /// What should be mended in it.
    pub findings: Vec<Finding>,
    /// Plain text worth searching, at most 16 KiB; only formats made of prose have any.
    ///
    /// Without its title; an empty line between blocks, `• ` before items, four spaces before code.
    pub text: Option<String>,
    /// Files it carries or leads to, at most 200, each with its own licence where it says one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// The bytes of a file as text, whatever their encoding; at most the first mebibyte.
#[must_use]
pub fn text_of(path: &str, bytes: &[u8]) -> String {
    decode::decode(path, bytes, decode::PROSE_LIMIT).0
}

/// The whole of a text that holds many records, whatever its encoding; who fetches it bounds it.
#[must_use]
pub fn whole_text_of(path: &str, bytes: &[u8]) -> String {
    decode::decode(path, bytes, bytes.len()).0
}

/// Reads one file as its format says.
///
/// The bytes may be anything: any encoding, any size, any depth. Only the first mebibyte of prose
/// is looked at; data formats above their limit are refused with a finding.
#[must_use]
pub fn read(format: Format, path: &str, bytes: &[u8]) -> Reading {
    let mut sheet = Sheet::new(path);
    if let Some(limit) = limit(format).filter(|limit| bytes.len() > *limit) {
        let told = (
            format!("{path} has {} bytes; files of this format are read up to {limit}", bytes.len()),
            "Make the file smaller, or split it.",
        );
        sheet.find(Severity::Error, "too_large", told, None, None);
        return sheet.done();
    }
    if let Some(read) = of_bytes(format) {
        read(&mut sheet, bytes);
    } else {
        let (text, finding) = decode::decode(path, bytes, limit(format).unwrap_or(decode::PROSE_LIMIT));
        sheet.add(finding);
        of_text(format)(&mut sheet, &text);
    }
    if is_titled(format) && !sheet.says(Field::Name) {
        name::named_after_file(&mut sheet);
    }
    sheet.done()
}

/// Documents that have a title of their own, and are called after their file where they show none; packages
/// weigh the one against the other themselves.
fn is_titled(format: Format) -> bool {
    matches!(
        format,
        Format::Notebook | Format::Markdown | Format::Latex | Format::Html | Format::Pdf | Format::Image
    )
}

/// The reader of a format whose files are not text.
fn of_bytes(format: Format) -> Option<fn(&mut Sheet<'_>, &[u8])> {
    Some(match format {
        Format::H5p => package::h5p::read,
        Format::Moodle => package::moodle::read,
        Format::ContentPackage => package::imscp::read,
        Format::Epub => package::epub::read,
        Format::OpenDocument => package::opendocument::read,
        Format::Ooxml => package::ooxml::read,
        Format::Geogebra => package::geogebra::read,
        Format::Scratch => package::scratch::read,
        Format::Pdf => portable::read,
        Format::Image => image::read,
        _ => return None,
    })
}

fn of_text(format: Format) -> fn(&mut Sheet<'_>, &str) {
    match format {
        Format::Publiccode => publiccode::read,
        Format::Codemeta => codemeta::read,
        Format::Citation => citation::read,
        Format::CargoToml => manifest::cargo,
        Format::PackageJson => manifest::npm,
        Format::PyprojectToml => manifest::pyproject,
        Format::ComposerJson => manifest::composer,
        Format::SetupCfg => manifest::setup_cfg,
        Format::SetupPy => manifest::setup_py,
        Format::PomXml => manifest::pom,
        Format::BuildGradle => manifest::gradle,
        Format::Gemspec => manifest::gemspec,
        Format::RDescription => manifest::description,
        Format::Csproj => manifest::csproj,
        Format::Readme => page::readme,
        Format::LicenceText => licence_text::read,
        Format::Authors => authors::read,
        Format::Contributors => contributors::read,
        Format::Notebook => notebook::read,
        Format::Markdown => page::lesson,
        Format::Latex => latex::read,
        Format::Html => html::read,
        Format::Site => site::read,
        Format::Oersi => record::oersi::read,
        Format::Lom => record::lom::read,
        Format::DublinCore => record::dublin_core::read,
        Format::Amb => record::amb::read,
        Format::List => record::list::read,
        // Read as bytes, above.
        _ => |_, _| {},
    }
}

/// The size above which a format is refused whole, since half of it says nothing.
fn limit(format: Format) -> Option<usize> {
    match format {
        Format::Publiccode | Format::Citation | Format::Oersi | Format::Site => Some(YAML_LIMIT),
        Format::Codemeta | Format::Contributors => Some(DATA_LIMIT),
        Format::Lom | Format::DublinCore | Format::Amb | Format::List => Some(DATA_LIMIT),
        Format::Notebook => Some(NOTEBOOK_LIMIT),
        format if format.is_manifest() => Some(DATA_LIMIT),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
