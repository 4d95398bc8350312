//! Jupyter notebooks: the text of their Markdown cells.
//!
//! Code and outputs are not read: they may hold anything, images and names of pupils included.

use serde::Deserialize;

use super::outline;
use super::page;
use super::sheet::{Sheet, cut};
use super::teaching;
use crate::model::{Field, Severity};
use crate::notebook::{self, Loose, Notebook, Text};

/// What the notebook as a whole says of itself; whatever has another shape says nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    title: Text,
    #[serde(alias = "licence")]
    license: Text,
    description: Text,
    authors: Loose<Author>,
    kernelspec: Loose<Kernel>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Author {
    name: Text,
}

/// What runs the code.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Kernel {
    language: Text,
}

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let notebook: Notebook<Metadata> = match notebook::parse(text.as_bytes()) {
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
    teaching::form(sheet, "activity", 0.5, true);
    declared(sheet, &notebook.metadata);
    let mut prose = String::new();
    for (place, cell) in notebook.cells().enumerate() {
        let text = match cell.kind() {
            "markdown" => cell.source(),
            // Quarto keeps its front matter in a raw cell.
            "raw" if place == 0 => cell.source(),
            _ => continue,
        };
        if cell.kind() == "markdown" || text.starts_with("---") {
            prose.push_str(text);
            prose.push_str("\n\n");
        }
        if prose.len() > outline::LIMIT {
            break;
        }
    }
    // Lines of the joined cells are not lines of the file.
    page::taught(sheet, cut(&prose, outline::LIMIT), false);
}

fn declared(sheet: &mut Sheet<'_>, metadata: &Metadata) {
    sheet.say(Field::Name, metadata.title.as_str(), Some("metadata.title"), None, 1.0);
    sheet.say(Field::Summary, metadata.description.as_str(), Some("metadata.description"), None, 0.9);
    sheet.licence(metadata.license.as_str(), "metadata.license", None, 1.0);
    if let Loose::List(authors) = &metadata.authors {
        for author in authors {
            let name = match author {
                Loose::Object(author) => author.name.as_str(),
                Loose::Text(name) => name,
                Loose::List(_) | Loose::Number(_) | Loose::Nothing => continue,
            };
            sheet.author(name, Some("metadata.authors"), None, 1.0);
        }
    }
    if let Loose::Object(kernel) = &metadata.kernelspec {
        let language = kernel.language.as_str();
        sheet.say(Field::Keyword, language, Some("metadata.kernelspec.language"), None, 0.5);
    }
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
    fn what_the_notebook_declares_is_read_whatever_its_shape() {
        let notebook = r##"{"cells":[{"cell_type":"raw","source":"---\ntitle: Les graphes\nlicence: CC BY-SA 4.0\n---"},
            {"cell_type":"markdown","source":"# TP 2\n\n**Durée** : 55 min\n\nNiveau : terminale NSI"}],
            "metadata":{"title":3,"authors":["Ada Lovelace",{"x":1}],"license":["x"],"kernelspec":{"language":"python"}}}"##;
        let told = read(Format::Notebook, "tp.ipynb", notebook.as_bytes()).fields;
        assert_eq!(told.value(Field::Name), Some("Les graphes"));
        assert_eq!(told.values(Field::Licence), ["CC-BY-SA-4.0"]);
        assert_eq!(told.values(Field::Author), ["Ada Lovelace"]);
        assert_eq!(told.values(Field::Keyword), ["python"]);
        assert_eq!(told.value(Field::Duration), Some("PT55M"));
        assert_eq!(told.values(Field::ResourceType), ["travaux pratiques"]);
        assert_eq!(told.claims(Field::Licence)[0].source.line, None);
    }

    #[test]
    fn what_is_no_notebook_is_a_finding() {
        for bytes in [&b"[]"[..], b"{", b"", b"{\"cells\": 3}"] {
            let reading = read(Format::Notebook, "x.ipynb", bytes);
            assert_eq!(reading.findings.len(), 1, "{bytes:?}");
        }
    }
}
