//! What is larger than hosts take, and what is larger than the memory of a look.

use super::{gate, holding};
use crate::support::{Workshop, bare, commit, import};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

#[test]
fn an_object_that_no_host_takes_holds_without_being_read() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let large = vec![b'x'; (100 << 20) + 1];
    import(&source, &commit("main", 1_700_000_000, &[MIT, (b"film.bin", &large)]));
    drop(large);
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["too_large"]), "{}", pass.stdout);
    let found = holding(&workshop, "un");
    assert_eq!((&found[0]["rule"], &found[0]["path"]), (&"object-too-large".into(), &"film.bin".into()));
    let id = found[0]["id"].as_str().unwrap();
    gate(&workshop, &["release", "un", "--finding", id, "--reason", "sur disque seulement"]);
    assert_eq!(workshop.sync().state("un"), "published");
}
