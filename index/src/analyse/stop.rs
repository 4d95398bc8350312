//! Words too common to search for, folded (lower case, no accents).
//!
//! French: the Snowball list, folded, and the elided forms that it lacks. English: Lucene's list.

/// French stop words, folded, sorted.
#[rustfmt::skip]
pub(crate) const FRENCH: &[&str] = &[
    "a", "ai", "aie", "aient", "aies", "ait", "au", "aurai", "auraient", "aurais", "aurait", "aurez",
    "auriez", "aurions", "aurons", "auront", "aux", "avaient", "avais", "avait", "avec", "avez", "aviez",
    "avons", "ayant", "ayez", "ayons", "c", "ce", "ceci", "cela", "ces", "cet", "cette", "d", "dans", "de",
    "des", "du", "elle", "en", "es", "et", "etaient", "etais", "etait", "etant", "etee", "etees", "etes",
    "etiez", "etions", "eu", "eue", "eues", "eumes", "eurent", "eus", "eusse", "eussent", "eusses",
    "eussiez", "eussions", "eut", "eutes", "eux", "fumes", "furent", "fus", "fusse", "fussent", "fusses",
    "fussiez", "fussions", "fut", "futes", "ici", "il", "ils", "j", "je", "jusqu", "l", "la", "le", "les",
    "leur", "leurs", "lorsqu", "lui", "m", "ma", "mais", "me", "meme", "mes", "moi", "mon", "n", "ne",
    "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "pour", "puisqu", "qu", "que", "quel",
    "quelle", "quelles", "quels", "qui", "quoiqu", "s", "sa", "sans", "se", "sera", "serai", "seraient",
    "serais", "serait", "seras", "serez", "seriez", "serions", "serons", "seront", "ses", "soi", "soient",
    "sois", "soit", "sont", "soyez", "soyons", "suis", "sur", "t", "ta", "te", "tes", "toi", "ton", "tu",
    "un", "une", "vos", "votre", "vous", "y",
];

/// Words by which one asks rather than names, folded. They stay in the index; in a query that has others
/// they are not required.
pub(crate) const QUESTIONS: &[&str] = &[
    "combien",
    "comment",
    "est",
    "etre",
    "faire",
    "faut",
    "lequel",
    "laquelle",
    "lesquelles",
    "lesquels",
    "peut",
    "pourquoi",
    "quand",
    "quoi",
];

/// What can stand before an apostrophe without being a word of its own, folded.
pub(crate) const ELISIONS: &[&str] =
    &["c", "d", "j", "l", "m", "n", "s", "t", "y", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
