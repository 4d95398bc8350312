//! The pages as HTML, in French; every word of a project is escaped.
//!
//! Must not decide who sees what.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use super::BLOB;
use super::file::Listed;
use crate::project::Project;

/// What is encoded in a path: all but the unreserved characters of RFC 3986 and the slash.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path for an address.
pub(super) fn encoded(path: &[u8]) -> String {
    percent_encode(path, PATH).to_string()
}

/// The list of projects.
pub(super) fn home(projects: &[Project]) -> String {
    let mut body = String::from("<h1>Forge d’exemple</h1>\n<h2>Projets publics</h2>\n<ul>\n");
    for project in projects {
        // Writing to a String cannot fail.
        let _ = writeln!(
            body,
            "<li><a href=\"/{}\">{}</a> ({})</li>",
            encoded(project.path.as_bytes()),
            escaped(&project.name),
            escaped(&project.path)
        );
    }
    frame("Forge d’exemple", &format!("{body}</ul>\n"))
}

/// One project.
pub(super) fn project(base: &str, project: &Project, files: &[Listed]) -> String {
    let mut body = format!(
        "<p><a href=\"/\">Forge d’exemple</a></p>\n<h1>{}</h1>\n<p>{}</p>\n",
        escaped(&project.name),
        escaped(project.description.as_deref().unwrap_or_default())
    );
    if project.archived {
        body.push_str("<p>Projet archivé\u{202f}: il ne change plus.</p>\n");
    }
    let clone = escaped(&format!("{base}/{}.git", encoded(project.path.as_bytes())));
    let _ = writeln!(body, "<p>Adresse à cloner\u{202f}: <code>{clone}</code></p>");
    if files.is_empty() {
        body.push_str("<p>Aucun fichier à montrer.</p>\n");
    } else {
        write_files(&mut body, project, files);
    }
    frame(&format!("{} – {}", project.name, project.path), &body)
}

fn write_files(body: &mut String, project: &Project, files: &[Listed]) {
    let branch = &project.default_branch;
    let folder = format!("/{}{BLOB}{}/", encoded(project.path.as_bytes()), encoded(branch.as_bytes()));
    let _ = writeln!(body, "<h2>Fichiers de la branche {}</h2>\n<ul>", escaped(branch));
    for file in files {
        let name = escaped(&String::from_utf8_lossy(&file.path));
        let _ = if file.readable {
            writeln!(body, "<li><a href=\"{folder}{}\">{name}</a></li>", encoded(&file.path))
        } else {
            writeln!(body, "<li>{name} (sous-module)</li>")
        };
    }
    body.push_str("</ul>\n");
}

/// What is not there, or not to be seen.
pub(super) fn absent() -> String {
    frame(
        "Page introuvable",
        "<h1>Page introuvable</h1>\n<p>Cette page n’existe pas ou n’est pas publique.</p>\n\
         <p><a href=\"/\">Voir les projets publics</a></p>\n",
    )
}

fn frame(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(title)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
