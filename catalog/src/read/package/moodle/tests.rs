//! Backups made by hand, after the files that Moodle writes; their pupils must be nowhere.

use std::io::Write as _;

use super::super::super::{Format, Reading, read};
use crate::archive::tar::tests::tar;
use crate::archive::zip::tests::zip;
use crate::model::Field;

const BACKUP: &str = "<moodle_backup><information><name>backup-9-nu.mbz</name>\
    <original_course_fullname>Fractions en 6e &amp; calcul</original_course_fullname><contents>\
    <activities><activity><sectionid>4</sectionid><title>Partager un gâteau</title></activity></activities>\
    <sections><section><sectionid>4</sectionid><title>Découvrir</title></section></sections></contents>\
    <details><detail><type>course</type></detail></details></information></moodle_backup>";
const COURSE: &str = "<course><fullname>F</fullname><summary>&lt;p&gt;Des parts&amp;nbsp;égales.&lt;/p&gt;</summary>\
    <lang>fr</lang><timecreated>1420246261</timecreated><tags><tag><name>maths</name></tag></tags></course>";
const FILES: &str = "<files><file><component>mod_page</component><filearea>content</filearea><filepath>/</filepath>\
    <filename>a.png</filename><filesize>7</filesize><mimetype>image/png</mimetype><author>Ada Lovelace</author>\
    <license>cc-sa</license></file><file><component>assignsubmission_file</component><filearea>submission_files</filearea>\
    <filename>copie.odt</filename><author>Zoé Élève</author><license>cc</license></file></files>";
const PAGE: &str =
    "<activity><page><name>P</name><content>&lt;p&gt;Une moitié&lt;/p&gt;</content></page></activity>";
const FORUM: &str = "<activity><forum><intro>Posez vos questions</intro><discussions><discussion><posts><post>\
    <message>je suis Zoé Élève</message></post></posts></discussion></discussions></forum></activity>";
const USERS: &str = "<users><user><firstname>Zoé</firstname><lastname>Élève</lastname></user></users>";

const ALL: &[(&str, &str)] = &[
    ("moodle_backup.xml", BACKUP),
    ("course/course.xml", COURSE),
    ("files.xml", FILES),
    ("activities/page_1/page.xml", PAGE),
    ("activities/forum_2/forum.xml", FORUM),
    ("activities/page_1/comments.xml", USERS),
    ("users.xml", USERS),
];

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn check(reading: &Reading) {
    assert_eq!(reading.findings, []);
    assert_eq!(reading.fields.value(Field::Name), Some("Fractions en 6e & calcul"));
    assert_eq!(reading.fields.values(Field::Level), ["6e"]);
    assert_eq!(reading.fields.values(Field::Subject), ["mathématiques"]);
    assert_eq!(reading.fields.values(Field::Language), ["fr"]);
    assert_eq!(reading.fields.value(Field::Created), Some("2015-01-03"));
    assert_eq!(reading.fields.value(Field::Description), Some("Des parts égales."));
    assert!(
        reading.fields.claims(Field::Licence).is_empty() && reading.fields.claims(Field::Author).is_empty()
    );
    let [file] = &reading.attachments[..] else { panic!("{:?}", reading.attachments) };
    assert_eq!((file.place.as_str(), file.bytes), ("mod_page/content/a.png", Some(7)));
    assert_eq!(
        (file.licence.as_deref(), file.author.as_deref()),
        (Some("CC-BY-SA-3.0"), Some("Ada Lovelace"))
    );
    assert_eq!(
        reading.text.as_deref(),
        Some("Des parts égales.\n\nDécouvrir\n\n• Partager un gâteau\n\nUne moitié\n\nPosez vos questions")
    );
    let all = serde_json::to_string(reading).unwrap();
    assert!(!all.contains("Zoé") && !all.contains("Élève"), "{all}");
}

#[test]
fn a_backup_gives_its_course_and_nobody_of_it() {
    let inside: Vec<(String, &str)> =
        ALL.iter().map(|(name, text)| (format!("cours/{name}"), *text)).collect();
    let inside: Vec<(&str, &str)> = inside.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    for bytes in [zip(ALL), zip(&inside), tar(ALL), gz(&tar(ALL))] {
        check(&read(Format::Moodle, "backup.mbz", &bytes));
    }
}

#[test]
fn a_backup_of_one_activity_is_called_after_it() {
    let backup = BACKUP.replace("<type>course</type>", "<type>activity</type>");
    let reading = read(Format::Moodle, "x.mbz", &zip(&[("moodle_backup.xml", &backup)]));
    assert_eq!(reading.fields.value(Field::Name), Some("Partager un gâteau"));
    assert_eq!(reading.fields.value(Field::PartOf), Some("Fractions en 6e & calcul"));
    assert_eq!(reading.fields.value(Field::ResourceKind), Some("activity"));
}

#[test]
fn what_is_no_backup_is_said() {
    for (bytes, code) in [
        (b"rien".to_vec(), "package_unreadable"),
        (zip(&[("a.xml", "<a/>")]), "moodle_backup_absent"),
        (zip(&[("moodle_backup.xml", "<a><b></a>")]), "syntax"),
    ] {
        let reading = read(Format::Moodle, "x.mbz", &bytes);
        assert_eq!(reading.findings[0].code, code);
    }
    let torn = gz(&tar(ALL));
    let reading = read(Format::Moodle, "x.mbz", &torn[..torn.len() / 2]);
    assert_eq!(reading.findings[0].code, "package_damaged");
}
