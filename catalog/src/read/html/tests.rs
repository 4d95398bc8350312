//! Pages as sites of lessons have them, and pages made to do harm.

use super::super::{Format, read as read_file};
use super::*;
use crate::read::Reading;

fn page(text: &str) -> Reading {
    read_file(Format::Html, "cours/page.html", text.as_bytes())
}

#[test]
fn head_links_and_words_are_read() {
    let reading = page(
        "<!DOCTYPE html><html lang=\"fr-FR\"><head><title>Site | Les volcans</title>\
         <meta name=Description content=\"Un cours sur les volcans en 4e.\"><meta name=author content='Ada Lovelace'>\
         <meta name=keywords content='svt, lave'><style>p{}</style></head>\
         <body><script>var x = '<h1>non</h1>';</script><h1>Les <em>volcans</em> &eacute;ruptifs</h1>\
         <p>Durée&nbsp;: 1h30</p><ul><li>Niveau : 4e<li>Deux</ul>\
         <a rel=\"license noopener\" href=\"https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr\">CC</a></body></html>",
    );
    let told = &reading.fields;
    assert_eq!(told.value(Field::Name), Some("Les volcans éruptifs"));
    assert_eq!(told.values(Field::Licence), ["CC-BY-NC-SA-4.0"]);
    assert_eq!(told.values(Field::Author), ["Ada Lovelace"]);
    assert_eq!(told.values(Field::Language), ["fr"]);
    assert_eq!(told.values(Field::Keyword), ["svt", "lave"]);
    assert_eq!(told.value(Field::Duration), Some("PT1H30M"));
    assert_eq!(told.values(Field::Level), ["4e"]);
    let text = reading.text.unwrap();
    assert_eq!(text, "Les volcans éruptifs\n\nDurée : 1h30\n\n• Niveau : 4e\n• Deux\n\nCC");
}

#[test]
fn what_creative_commons_asks_to_be_written_is_understood() {
    let reading = page(
        "<p><a property=\"dct:title\" rel=\"cc:attributionURL\" href=\"https://x.fr\">Les volcans</a> by \
         <span property=\"cc:attributionName\">Ada Lovelace</span> is licensed under \
         <a href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"license\">CC BY 4.0<img src=x></a></p>",
    );
    assert_eq!(reading.fields.value(Field::Name), Some("Les volcans"));
    assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
    assert_eq!(reading.fields.values(Field::Licence), ["CC-BY-4.0"]);
}

#[test]
fn nothing_that_runs_reaches_the_words() {
    let reading = page(
        "<svg onload=alert(1)><style>a{}</style><nav>SNT</nav><p>bon</p><template>x</template><iframe>y</iframe><script>z",
    );
    assert_eq!(reading.text.as_deref(), Some("bon"));
}

#[test]
fn hostile_pages_are_read_in_little_time() {
    let begun = std::time::Instant::now();
    for text in [
        "<a ".repeat(200_000),
        "<div>".repeat(100_000),
        format!("<p {}", "a=b ".repeat(100_000)),
        "&".repeat(500_000),
        "<!--".repeat(100_000),
    ] {
        let _ = page(&text);
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
