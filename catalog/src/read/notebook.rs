//! Jupyter notebooks: the text of their Markdown cells.
//!
//! Code and outputs are not read: they may hold anything, images and names of pupils included.

use serde::Deserialize;

use super::outline;
use super::page;
use super::sheet::Sheet;
use crate::model::{Field, Severity};

#[derive(Deserialize)]
struct Notebook {
    /// Format 4.
    #[serde(default)]
    cells: Vec<Cell>,
    /// Format 3 kept its cells in worksheets.
    #[serde(default)]
    worksheets: Vec<Worksheet>,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Worksheet {
    #[serde(default)]
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    #[serde(default)]
    cell_type: String,
    #[serde(default)]
    source: Source,
}

/// A text, or its lines.
#[derive(Deserialize)]
#[serde(untagged)]
enum Source {
    Text(String),
    Lines(Vec<String>),
    Other(serde::de::IgnoredAny),
}

impl Default for Source {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    title: Option<String>,
    authors: Vec<Author>,
}

#[derive(Deserialize)]
struct Author {
    #[serde(default)]
    name: String,
}

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    // A list would be taken for the fields in their order.
    let object = if text.trim_start().starts_with('{') { text } else { "" };
    let notebook: Notebook = match serde_json::from_str(object) {
        Ok(notebook) => notebook,
        Err(error) => {
            let told = (
                format!("{} is not a notebook: {error}", sheet.path()),
                "Save it again from Jupyter, Capytale or Basthon.",
            );
            let line = u32::try_from(error.line()).ok().filter(|line| *line > 0);
            sheet.find(Severity::Error, "syntax", told, None, line);
            return;
        }
    };
    if let Some(title) = &notebook.metadata.title {
        sheet.say(Field::Name, title, Some("metadata.title"), None, 1.0);
    }
    for author in &notebook.metadata.authors {
        sheet.author(&author.name, Some("metadata.authors"), None, 1.0);
    }
    let cells = notebook.cells.iter().chain(notebook.worksheets.iter().flat_map(|sheet| &sheet.cells));
    let mut prose = String::new();
    for cell in cells.filter(|cell| cell.cell_type == "markdown") {
        match &cell.source {
            Source::Text(text) => prose.push_str(text),
            Source::Lines(lines) => lines.iter().for_each(|line| prose.push_str(line)),
            Source::Other(_) => {}
        }
        prose.push_str("\n\n");
        if prose.len() > outline::LIMIT {
            break;
        }
    }
    // Lines of the joined cells are not lines of the file.
    page::shown(sheet, &outline::markdown(&prose), true, false);
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use crate::model::Field;

    #[test]
    fn markdown_cells_give_title_and_text() {
        let notebook = r##"{"cells":[{"cell_type":"code","source":"secret = 1","outputs":[]},
            {"cell_type":"markdown","source":["# Arbres binaires en NSI\n","\n","Un cours pour la classe de terminale."]}],
            "metadata":{"authors":[{"name":"Ada Lovelace"}]},"nbformat":4}"##;
        let reading = read(Format::Notebook, "tp.ipynb", notebook.as_bytes());
        assert_eq!(reading.fields.value(Field::Name), Some("Arbres binaires en NSI"));
        assert_eq!(reading.fields.values(Field::Subject), ["numérique et sciences informatiques"]);
        assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
        assert!(!reading.text.unwrap().contains("secret"));
    }

    #[test]
    fn what_is_no_notebook_is_a_finding() {
        for bytes in [&b"[]"[..], b"{", b"", b"{\"cells\": 3}"] {
            let reading = read(Format::Notebook, "x.ipynb", bytes);
            assert_eq!(reading.findings.len(), 1, "{bytes:?}");
        }
    }
}
