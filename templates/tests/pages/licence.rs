//! What the page of a project says of its licence.

use glane_templates::page::project::{LicenceView, ProjectView};
use glane_templates::{Frame, Lang, page};

use super::{data, project};

#[test]
fn the_licence_is_said_in_the_language_of_the_page() {
    let record = data::project();
    let french = project(&Frame::new(&data::site(), Lang::Fr), &record, true);
    assert!(french.contains("Vous pouvez l’utiliser et le modifier\u{202f}; si vous diffusez"));
    let english = project(&Frame::new(&data::site(), Lang::En), &record, true);
    assert!(english.contains("You may use and change it; if you share your version, give its source code"));
    assert!(
        french.contains("sous EUPL-1.2\u{202f}; à certaines conditions sous MIT. C’est une aide"),
        "{french}"
    );
    assert!(
        english.contains(
            "in a project under EUPL-1.2; on conditions under MIT. This is help, not legal advice."
        )
    );
    let unsaid = Some(LicenceView { sentence_en: None, ..data::licence() });
    let english = page::project::render(
        &Frame::new(&data::site(), Lang::En),
        &ProjectView {
            record: &record,
            licence: unsaid,
            file_base: None,
            clone_here: None,
            kin: Vec::new(),
            similar: Vec::new(),
            at: data::now(),
        },
    );
    assert!(english.contains("You may use, change and share it, even for money; credit its authors"));
}
