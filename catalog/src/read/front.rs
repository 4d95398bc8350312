//! What a page declares of itself before it begins: front matter in YAML, with keys in French or English.
//!
//! Quarto, R Markdown, Hugo, `MkDocs`, and what teachers invent. Must not know what the page shows.

use super::sheet::Sheet;
use super::tree::Node;
use super::{day, duration, language, rights, teaching};
use crate::model::Field;
use crate::vocabulary::fold::fold;

/// Claims what the keys state; `located` when their lines are those of the file.
pub(super) fn claims(sheet: &mut Sheet<'_>, front: &Node, located: bool) {
    for (name, node) in front.entries() {
        let key = fold(name).replace('_', "-");
        let line = node.line.filter(|_| located);
        let mut of = Entry { sheet: &mut *sheet, name, node, line, located };
        if !of.described(&key) && !of.credited(&key) {
            of.taught(&key);
        }
    }
}

/// A key with what stands under it.
struct Entry<'s, 'p, 'n> {
    sheet: &'s mut Sheet<'p>,
    name: &'n str,
    node: &'n Node,
    line: Option<u32>,
    located: bool,
}

impl Entry<'_, '_, '_> {
    fn say(&mut self, field: Field, text: &str) {
        self.sheet.say(field, text, Some(self.name), self.line, 1.0);
    }

    /// Every text of a list, or the one text, with its line.
    fn each(&mut self, mut take: impl FnMut(&mut Sheet<'_>, &str, Option<u32>)) {
        for item in self.node.items() {
            if let Some(text) = item.text() {
                take(self.sheet, text, item.line.filter(|_| self.located).or(self.line));
            }
        }
    }

    fn described(&mut self, key: &str) -> bool {
        let text = self.node.text().unwrap_or_default();
        match key {
            "title" | "titre" => {
                self.say(Field::Name, text);
                teaching::of_title(self.sheet, text, self.line);
            }
            // Notebooks of universities name themselves for the hub that serves them.
            "nbhosting" => {
                if let Some(title) = self.node.get("title").and_then(Node::text) {
                    self.say(Field::Name, title);
                }
            }
            "description" | "resume" | "abstract" | "summary" => self.say(Field::Summary, text),
            "lang" | "langue" | "language" => {
                if let Some(code) = language::language(text) {
                    self.say(Field::Language, &code);
                }
            }
            "date" | "published" | "date-published" => self.day(Field::Published, text),
            "date-modified" | "updated" | "last-modified" | "lastmod" | "maj" => {
                self.day(Field::Modified, text);
            }
            "keywords" | "tags" | "mots-cles" | "motscles" | "categories" => {
                let name = self.name;
                self.each(|sheet, text, line| {
                    for word in text.split([',', ';']) {
                        sheet.say(Field::Keyword, word, Some(name), line, 1.0);
                        sheet.school(word, Some(name), line, 0.7);
                    }
                });
            }
            _ => return false,
        }
        true
    }

    fn day(&mut self, field: Field, text: &str) {
        if let Some(day) = day::of(text) {
            self.say(field, &day);
        }
    }

    fn credited(&mut self, key: &str) -> bool {
        let name = self.name;
        match key {
            "licence" | "license" => {
                self.each(|sheet, text, line| sheet.licence(text, name, line, 1.0));
                // Quarto has a map: address, text, and the name of a licence.
                let said = ["url", "text", "type", "name"].iter().find_map(|key| self.node.get(key)?.text());
                if let Some(text) = said {
                    self.sheet.licence(text, name, self.line, 1.0);
                }
            }
            "copyright" | "rights" | "droits" => {
                self.each(|sheet, text, line| rights::stated(sheet, text, name, line, 0.9));
                if let Some(holder) = self.node.get("holder").and_then(Node::text) {
                    self.say(Field::Holder, holder);
                }
            }
            "auteur" | "auteurs" | "author" | "authors" | "autrice" | "auteure" | "auteur-e-s" => {
                for item in self.node.items().iter().take(50) {
                    let line = item.line.filter(|_| self.located).or(self.line);
                    for person in people(item) {
                        self.sheet.author(&person, Some(name), line, 1.0);
                    }
                }
            }
            _ => return false,
        }
        true
    }

    fn taught(&mut self, key: &str) {
        let name = self.name;
        match key {
            "niveau" | "niveaux" | "classe" | "classes" | "level" | "discipline" | "disciplines"
            | "matiere" | "matieres" | "subject" | "cycle" | "enseignement" | "grade" => {
                self.each(|sheet, text, line| {
                    let text = if key == "cycle" { format!("cycle {text}") } else { text.to_owned() };
                    sheet.school(&text, Some(name), line, 1.0);
                });
            }
            "type" | "type-de-ressource" | "type-ressource" | "resource-type" | "learningresourcetype" => {
                self.each(|sheet, text, line| teaching::sort(sheet, text, name, line, 0.9));
            }
            "duree" | "duration" | "temps" | "estimated-time" | "time" => {
                if let Some(duration) = self.node.text().and_then(duration::of) {
                    self.say(Field::Duration, &duration);
                }
            }
            "programme" | "programmes" => {
                if let Some(year) =
                    self.node.text().and_then(|text| teaching::programme(&format!("programme {text}")))
                {
                    self.say(Field::Programme, &year);
                }
            }
            "prerequis" | "pre-requis" | "prerequisites" => {
                self.each(|sheet, text, line| sheet.say(Field::Related, text, Some(name), line, 0.9));
            }
            "competences" | "competence" | "capacites" => {
                self.each(|sheet, text, line| sheet.say(Field::Competence, text, Some(name), line, 1.0));
            }
            "corrige" | "correction" | "solution" | "solutions" | "answer-key" => self.answered(),
            _ => {}
        }
    }

    /// Whether there are answers, or where.
    fn answered(&mut self) {
        let text = self.node.text().unwrap_or_default();
        match fold(text).as_str() {
            "" | "false" | "non" | "no" | "0" => {}
            "true" | "oui" | "yes" | "1" => self.say(Field::AnswerKey, "yes"),
            _ => self.say(Field::AnswerKey, text),
        }
    }
}

/// The persons that an entry names: a name, several with commas, or a map with its parts.
fn people(item: &Node) -> Vec<String> {
    if let Some(text) = item.text() {
        // "Lovelace, Ada" would be cut in two: only what has a space on both sides is parted.
        let parts: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
        let apart = parts.len() > 1 && parts.iter().all(|part| part.contains(' '));
        let names = if apart { parts } else { vec![text] };
        // R Markdown has a note behind a name.
        return names.iter().map(|name| name.split('^').next().unwrap_or(name).to_owned()).collect();
    }
    let name = item.get("name").unwrap_or(item);
    if let Some(text) = name.text() {
        return vec![text.to_owned()];
    }
    let part = |keys: &[&str]| keys.iter().find_map(|key| name.get(key)?.text()).unwrap_or_default();
    let whole = part(&["literal", "nom_complet"]);
    let (given, family) = (
        part(&["given", "givenName", "firstname", "prenom"]),
        part(&["family", "familyName", "lastname", "nom"]),
    );
    let joined = if whole.is_empty() { format!("{given} {family}") } else { whole.to_owned() };
    Some(joined).filter(|name| !name.trim().is_empty()).into_iter().collect()
}
