//! The explanation of a result in French.

use crate::page::search::{WhyPlace, WhyReading, WhySignal};
use crate::text::Why;

pub(super) const WHY: Why = Why {
    ask: "Pourquoi ce résultat ?",
    close: "Masquer l’explication",
    near: "Cette fiche n’a pas tout ce que vous cherchez, mais s’en approche.",
    titled: "Son titre est exactement ce que vous avez écrit.",
    absent: "absent de cette fiche",
    stem: " (autre forme du mot)",
    beside: |one, other| format!("« {one} » et « {other} » y sont proches l’un de l’autre."),
    signals: "Ont aussi compté, un peu",
    quoted: |words| format!("« {words} »"),
    reading: |reading| match reading {
        WhyReading::Written => None,
        WhyReading::Correction(_) => Some("pris pour"),
        WhyReading::Joined(_) => Some("en un seul mot"),
        WhyReading::InFull(_) => Some("en toutes lettres"),
        WhyReading::Synonym(_) => Some("autre nom"),
        WhyReading::Term(..) => Some("compris"),
        WhyReading::Counterpart(_) => Some("souvent cité à sa place"),
    },
    place: |place| match place {
        WhyPlace::Title => "dans le titre",
        WhyPlace::Keywords => "dans les mots-clés, niveaux, disciplines ou auteurs",
        WhyPlace::School => "autre nom de son niveau, de sa discipline ou de son type",
        WhyPlace::Text => "dans le texte",
        WhyPlace::Name => "nom entier (titre, mot-clé, langage ou organisme)",
        WhyPlace::Author => "parmi ses auteurs",
        WhyPlace::Property => "la fiche le porte",
        WhyPlace::Date => "date de sa dernière modification",
    },
    signal: |signal| match signal {
        WhySignal::OpenLicence => "licence libre",
        WhySignal::Complete => "fiche complète",
        WhySignal::Maintained => "entretenu",
        WhySignal::Recent => "modifié depuis moins d’un an",
    },
};
