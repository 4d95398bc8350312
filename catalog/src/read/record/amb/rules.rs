//! The rules of AMB 20231019, key by key, as its specification states them.
//!
//! A key that is not named here is free. Must not know what the keys mean to the catalogue.

use serde_json::Value;

use super::shape::{Broken, Rule, Shape};

/// What a record must have beside its `@context`.
static RECORD: Shape = Shape::Object(&[
    must("id", &Shape::Address),
    must("type", &TYPES),
    must("name", &Shape::Text),
    may("creator", &PEOPLE),
    may("contributor", &PEOPLE),
    may("description", &Shape::Text),
    may("about", &Shape::EachWith(&CONCEPT, &concept(&SUBJECT))),
    may("license", &LICENCE),
    may("image", &Shape::Address),
    may("trailer", &TRAILER),
    may("dateCreated", &Shape::Date),
    may("datePublished", &Shape::Date),
    may("dateModified", &Shape::Date),
    may("duration", &Shape::Duration),
    may("inLanguage", &Shape::Each(&Shape::Language)),
    may("publisher", &Shape::Each(&BODY)),
    may("learningResourceType", &Shape::EachWith(&CONCEPT, &concept(&RESOURCE_TYPE))),
    may("audience", &Shape::Each(&CONCEPT)),
    may("isBasedOn", &Shape::Each(&BASIS)),
    may("isPartOf", &Shape::Each(&PART)),
    may("hasPart", &Shape::Each(&PART)),
    may("mainEntityOfPage", &Shape::Each(&PAGE)),
    may("keywords", &Shape::Each(&Shape::Text)),
    may("encoding", &Shape::Each(&FILE)),
    may("caption", &Shape::Each(&CAPTION)),
    may("conditionsOfAccess", &concept(&ACCESS)),
    may("funder", &Shape::Each(&FUNDER)),
    may("assesses", &Shape::Each(&SKILL)),
    may("competencyRequired", &Shape::Each(&SKILL)),
    may("teaches", &Shape::Each(&SKILL)),
    may("educationalLevel", &Shape::Each(&concept(&LEVEL))),
    may("isAccessibleForFree", &Shape::Truth),
    may("interactivityType", &concept(&INTERACTIVITY)),
]);

const fn must(key: &'static str, shape: &'static Shape) -> Rule {
    Rule { key, must: true, shape }
}

const fn may(key: &'static str, shape: &'static Shape) -> Rule {
    Rule { key, must: false, shape }
}

static SUBJECT: [Rule; 3] = of(&Shape::Within(&[
    "https://w3id.org/kim/hochschulfaechersystematik/",
    "https://w3id.org/kim/schulfaecher/",
]));
static RESOURCE_TYPE: [Rule; 3] =
    of(&Shape::Within(&["https://w3id.org/openeduhub/vocabs/new_lrt/", "https://w3id.org/kim/hcrt/"]));
static LEVEL: [Rule; 3] = of(&Shape::Within(&["https://w3id.org/kim/educationalLevel/"]));
static ACCESS: [Rule; 3] = of(&Shape::Among(
    "http://w3id.org/kim/conditionsOfAccess/no_login http://w3id.org/kim/conditionsOfAccess/login",
));
static INTERACTIVITY: [Rule; 3] = of(&Shape::Among(
    "http://purl.org/dcx/lrmi-vocabs/interactivityType/active \
     http://purl.org/dcx/lrmi-vocabs/interactivityType/expositive \
     http://purl.org/dcx/lrmi-vocabs/interactivityType/mixed",
));
static ANY: [Rule; 3] = of(&Shape::Address);
static CONCEPT: Shape = concept(&ANY);

/// A concept whose address has a shape of its own.
const fn of(id: &'static Shape) -> [Rule; 3] {
    [must("id", id), may("type", &Shape::Among("Concept")), may("prefLabel", &Shape::Labels)]
}

const fn concept(rules: &'static [Rule; 3]) -> Shape {
    Shape::Object(rules)
}

static SKILL: Shape = Shape::Object(&[must("id", &Shape::Address), may("prefLabel", &Shape::Labels)]);

static PEOPLE: Shape = Shape::Each(&Shape::Object(&[
    must("name", &Shape::Text),
    must("type", &Shape::Among("Person Organization")),
    may("id", &Shape::Address),
    may("honorificPrefix", &Shape::Text),
    may("affiliation", &AFFILIATION),
]));

static AFFILIATION: Shape = Shape::Object(&[
    must("name", &Shape::Text),
    must("type", &Shape::Among("Organization")),
    may("id", &Shape::Address),
]);

static BODY: Shape = Shape::Object(&[
    must("name", &Shape::Text),
    must("type", &Shape::Among("Organization Person")),
    may("id", &Shape::Address),
]);

static FUNDER: Shape = Shape::Object(&[
    must("name", &Shape::Text),
    must("type", &Shape::Among("Person FundingScheme Organization")),
    may("id", &Shape::Address),
]);

/// Only these licences are open in AMB's sense.
static LICENCE: Shape = Shape::Object(&[must(
    "id",
    &Shape::Within(&[
        "https://creativecommons.org/licenses/",
        "https://creativecommons.org/licences/",
        "https://creativecommons.org/publicdomain/",
        "https://www.gnu.org/licenses/",
        "https://www.apache.org/licenses/",
        "https://opensource.org/licenses/MIT",
        "https://www.opensource.org/licenses/BSD",
    ]),
)]);

static BASIS: Shape = Shape::Object(&[
    must("name", &Shape::Text),
    may("id", &Shape::Address),
    may("type", &TYPES),
    may("creator", &PEOPLE),
    may("license", &LICENCE),
    may("provider", &PROVIDER),
]);

static PART: Shape =
    Shape::Object(&[must("id", &Shape::Address), may("type", &TYPES), may("name", &Shape::Text)]);

static PROVIDER: Shape =
    Shape::Object(&[must("id", &Shape::Address), may("type", &Shape::Text), may("name", &Shape::Text)]);

static PAGE: Shape = Shape::Object(&[
    must("id", &Shape::Address),
    may("type", &Shape::Among("WebContent")),
    may("provider", &PROVIDER),
    may("dateCreated", &Shape::Date),
    may("dateModified", &Shape::Date),
]);

static FILE: Shape = Shape::ObjectWith(
    &[
        must("type", &Shape::Among("MediaObject")),
        may("contentUrl", &Shape::Address),
        may("embedUrl", &Shape::Address),
        may("encodingFormat", &Shape::Media),
        may("contentSize", &Shape::Digits),
        may("sha256", &Shape::Digest),
        may("bitrate", &Shape::Digits),
    ],
    &["contentUrl", "embedUrl"],
);

static TRAILER: Shape = Shape::ObjectWith(
    &[
        must("type", &Shape::Among("VideoObject AudioObject")),
        may("contentUrl", &Shape::Address),
        may("embedUrl", &Shape::Address),
        may("encodingFormat", &Shape::Media),
        may("contentSize", &Shape::Digits),
        may("sha256", &Shape::Digest),
        may("bitrate", &Shape::Digits),
    ],
    &["contentUrl", "embedUrl"],
);

static CAPTION: Shape = Shape::Object(&[
    must("id", &Shape::Address),
    must("type", &Shape::Among("MediaObject")),
    may("encodingFormat", &Shape::Text),
    may("inLanguage", &Shape::Language),
]);

static TYPES: Shape = Shape::EachWith(&Shape::Among(CLASSES), &Shape::Among("LearningResource"));

/// The classes of schema.org that AMB allows.
const CLASSES: &str = "3DModel AmpStory Article Atlas Audiobook AudioObject Blog Book BookSeries Chapter Clip \
    Collection ComicStory Comment Conversation Course CreativeWorkSeason CreativeWorkSeries DataDownload Diet \
    DigitalDocument Drawing Episode ExercisePlan FAQPage Game Guide HowTo ImageGallery ImageObject \
    LearningResource LegislationObject Manuscript Map MathSolver MediaGallery MediaObject Message \
    MobileApplication Movie MovieClip MovieSeries MusicAlbum MusicComposition MusicPlaylist MusicRecording \
    MusicRelease MusicVideoObject NewsArticle Painting Periodical Photograph Play PodcastEpisode PodcastSeason \
    PodcastSeries Poster PresentationDigitalDocument PublicationIssue PublicationVolume Quotation Quiz RadioClip \
    RadioEpisode RadioSeason RadioSeries Recipe Review Report ScholarlyArticle Sculpture SheetMusic ShortStory \
    SoftwareApplication SoftwareSourceCode SpreadsheetDigitalDocument TVClip TVEpisode TVSeason TVSeries Thesis \
    TextDigitalDocument VideoGallery VideoGame VideoGameClip VideoGameSeries VideoObject VisualArtwork \
    WebApplication WebContent WebPage";

/// Every rule that a record breaks, each with the key it breaks it at.
pub(super) fn broken(record: &Value) -> Vec<Broken> {
    let mut broken = context(record.get("@context"));
    RECORD.check(record, "", &mut broken);
    broken
}

static SPOKEN: Shape = Shape::Object(&[must("@language", &Shape::Language)]);

/// The context names AMB's own and says the language of the texts.
fn context(context: Option<&Value>) -> Vec<Broken> {
    let told = |wanted| vec![Broken { key: "@context".to_owned(), wanted }];
    let Some(parts) = context.and_then(Value::as_array) else {
        return told("a list is asked for: AMB's address, and {\"@language\": \"fr\"}");
    };
    if !parts.iter().any(|part| part == "https://w3id.org/kim/amb/context.jsonld") {
        return told("the address https://w3id.org/kim/amb/context.jsonld is asked for");
    }
    let spoken = |part: &Value| part.get("@language").is_some();
    let Some(spoken) = parts.iter().find(|part| spoken(part)) else {
        return told("the language of the texts is asked for, {\"@language\": \"fr\"}");
    };
    let mut broken = Vec::new();
    SPOKEN.check(spoken, "@context", &mut broken);
    broken
}
