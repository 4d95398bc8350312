//! A document that ends the process that reads it is named, and costs the documents beside it nothing.

use std::io::Write;

use super::{LICENCE, README, taught};
use crate::support::{Workshop, bare, commit, import};

/// Enough to examine the project, and less than the document below takes.
const MEMORY: &str = "examine_memory = \"88MiB\"";

/// A package of some kilobytes whose manifest holds as much as is read of one: a tree of 100 MB.
fn bomb() -> Vec<u8> {
    let manifest = format!("<manifest>{}</manifest>", "<a b=\"\"/>".repeat(190_000));
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(manifest.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let mut sum = flate2::Crc::new();
    sum.update(manifest.as_bytes());
    let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let sizes = [sum.sum().to_le_bytes(), number(packed.len()), number(manifest.len())].concat();
    let name = b"imsmanifest.xml";
    let common = [&[8, 0, 0, 0, 0, 0][..], &sizes, &number(name.len())[..2], &[0; 2]].concat();
    let body = [&b"PK\x03\x04\x14\0\0\0"[..], &common, name, &packed].concat();
    let table = [&b"PK\x01\x02\x14\0\x14\0\0\0"[..], &common, &[0; 14], name].concat();
    let end = [&[0; 4][..], &[1, 0, 1, 0], &number(table.len()), &number(body.len()), &[0; 2]].concat();
    [&body[..], &table, b"PK\x05\x06", &end].concat()
}

#[test]
fn a_document_that_ends_its_reader_is_named_and_those_around_it_are_there() {
    let workshop = Workshop::plain();
    let configuration = std::fs::read_to_string(workshop.path("glane.toml")).unwrap();
    std::fs::write(workshop.path("glane.toml"), format!("{configuration}\n[policy]\n{MEMORY}\n")).unwrap();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let bomb = bomb();
    let files: [(&[u8], &[u8]); 6] = [
        LICENCE,
        README,
        (b"cours/a-fractions.md", b"# Les fractions en 6e\n\nPartager une pizza.\n"),
        (b"cours/b-piege.imscc", &bomb),
        (b"cours/c-aires.md", b"# Les aires en 6e\n\nPaver un rectangle.\n"),
        (b"cours/d-piege.imscc", &bomb),
    ];
    import(&source, &commit("main", 1_700_000_000, &files));
    let pass = workshop.sync();
    assert_eq!(pass.state("un"), "published", "{}", pass.stdout);
    assert_eq!(taught(&workshop), ["Les aires en 6e", "Les fractions en 6e", "b-piege", "d-piege"]);
    let stopped = findings(&workshop);
    assert_eq!(stopped.len(), 2, "{stopped:?}");
    for (said, file) in stopped.iter().zip(["cours/b-piege.imscc", "cours/d-piege.imscc"]) {
        assert!(said.starts_with(file) && said.contains("limit of 88 MB of memory"), "{said}");
    }
    // What was read is not read again: it would end as it did.
    let again = workshop.sync();
    assert_eq!(again.projects["un"]["steps"]["teach"], 0);
}

/// What the catalogue keeps of the parts that ended their reader.
fn findings(workshop: &Workshop) -> Vec<String> {
    let place = format!("sqlite:{}", workshop.path("data/glane.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut found = runtime.block_on(async {
        let store = glane_store::open(&place).await.unwrap();
        let project = store.projects(0, 1).await.unwrap().remove(0);
        let parts = store.resources_of(&project.source.key, 0, 100).await.unwrap();
        let said = parts.into_iter().flat_map(|part| part.findings);
        let stopped = said.filter(|finding| finding.code == "reading_stopped");
        stopped
            .map(|finding| format!("{}: {}", finding.path.unwrap_or_default(), finding.message))
            .collect::<Vec<_>>()
    });
    found.sort();
    found
}
