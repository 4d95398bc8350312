//! Why a part is taken for something that teaches: a code with what it is about, and its sentence.
//!
//! Must not decide anything.

use std::fmt;
use std::str::FromStr;

/// A reason, written as `code:argument`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Its format is made for teaching.
    Format(String),
    /// Its `metadata.yml` says so.
    Declared(String),
    /// A topic of the project.
    Topic(String),
    /// What the project says it is.
    Described(String),
    /// The name of a folder it lies in.
    Folder(String),
    /// Its name or title.
    Title(String),
    /// It is a site of lessons, with these settings.
    Site(String),
    /// It is a book, begun by this file.
    Book(String),
}

impl Why {
    /// The code and what it is about.
    #[must_use]
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Format(word) => ("format", word),
            Self::Declared(word) => ("declared", word),
            Self::Topic(word) => ("topic", word),
            Self::Described(word) => ("described", word),
            Self::Folder(word) => ("folder", word),
            Self::Title(word) => ("title", word),
            Self::Site(word) => ("site", word),
            Self::Book(word) => ("book", word),
        }
    }

    /// The reason as a French sentence.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Self::Format(word) => format!("Le format {word} est fait pour enseigner."),
            Self::Declared(word) => format!("Le fichier {word} la déclare comme ressource."),
            Self::Topic(word) => format!("Le projet porte le mot-clé «\u{202f}{word}\u{202f}»."),
            Self::Described(word) => {
                format!("Le nom ou la description du projet dit «\u{202f}{word}\u{202f}».")
            }
            Self::Folder(word) => format!("Un dossier de son chemin s’appelle «\u{202f}{word}\u{202f}»."),
            Self::Title(word) => format!("Son nom ou son titre dit «\u{202f}{word}\u{202f}»."),
            Self::Site(word) => format!("C’est un site de cours, réglé par {word}."),
            Self::Book(word) => format!("C’est un livre, qui commence par {word}."),
        }
    }

    /// The reason as an English sentence.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::Format(word) => format!("The format {word} is made for teaching."),
            Self::Declared(word) => format!("The file {word} declares it as a resource."),
            Self::Topic(word) => format!("The project has the topic “{word}”."),
            Self::Described(word) => format!("The project’s name or description says “{word}”."),
            Self::Folder(word) => format!("A folder of its path is called “{word}”."),
            Self::Title(word) => format!("Its name or title says “{word}”."),
            Self::Site(word) => format!("It is a site of lessons, set up by {word}."),
            Self::Book(word) => format!("It is a book, which begins with {word}."),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, word) = self.parts();
        write!(formatter, "{code}:{word}")
    }
}

/// A text that is no reason.
#[derive(Debug, thiserror::Error)]
#[error("\"{0}\" is not a reason: write code:argument, as in folder:cours")]
pub struct NoReason(String);

impl FromStr for Why {
    type Err = NoReason;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (code, word) = text.split_once(':').ok_or_else(|| NoReason(text.to_owned()))?;
        let word = word.to_owned();
        Ok(match code {
            "format" => Self::Format(word),
            "declared" => Self::Declared(word),
            "topic" => Self::Topic(word),
            "described" => Self::Described(word),
            "folder" => Self::Folder(word),
            "title" => Self::Title(word),
            "site" => Self::Site(word),
            "book" => Self::Book(word),
            _ => return Err(NoReason(text.to_owned())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Why;

    #[test]
    fn what_is_written_reads_back() {
        for text in ["format:h5p", "declared:metadata.yml", "topic:a:b", "described:6e", "folder:tp"] {
            assert_eq!(text.parse::<Why>().unwrap().to_string(), text);
        }
        for text in ["title:QCM", "site:mkdocs.yml", "book:main.tex"] {
            let why: Why = text.parse().unwrap();
            assert_eq!(why.to_string(), text);
            assert!(why.french().contains(why.parts().1) && why.english().contains(why.parts().1));
        }
        assert!("because".parse::<Why>().is_err() && "mood:good".parse::<Why>().is_err());
    }
}
