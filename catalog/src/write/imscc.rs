//! Common Cartridge 1.3 of links, `.imscc`: a selection that Moodle and other platforms take in as a course.
//!
//! Links only: no file is carried, so that authors and licences stay where they are. Must not know who asked.

mod archive;

use super::resource::{Catalogue, Told};
use super::xml::Xml;
use crate::model::ResourceRecord;

/// Most resources of one cartridge.
pub const MOST: usize = 500;

/// The namespaces of a manifest, with the places of their schemas.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns", "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"),
    ("xmlns:lomimscc", "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1 \
         http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imscp_v1p2_v1p0.xsd \
         http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest \
         http://www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lommanifest_v1p0.xsd",
    ),
];

/// The namespace of a link, with the place of its schema.
const LINK: &[(&str, &str)] = &[
    ("xmlns", "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3 \
         http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imswl_v1p3.xsd",
    ),
];

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The cartridge of a selection as the bytes of a ZIP file: the same selection gives the same bytes.
///
/// Resources beyond the first [`MOST`] are left out.
#[must_use]
pub fn imscc(title: &str, records: &[&ResourceRecord], catalogue: Catalogue<'_>) -> Vec<u8> {
    let told: Vec<Told<'_>> = records.iter().take(MOST).map(|record| Told::new(record, catalogue)).collect();
    let mut files = vec![("imsmanifest.xml".to_owned(), manifest(title, &told))];
    files.extend(told.iter().enumerate().map(|(at, one)| (place(at), link(one))));
    archive::zip(&files)
}

fn place(at: usize) -> String {
    format!("lien_{}.xml", at + 1)
}

fn link(told: &Told<'_>) -> String {
    let mut xml = Xml::new();
    xml.within("webLink", LINK, |xml| {
        xml.leaf("title", told.title());
        xml.mark("url", &[("href", &told.place()), ("target", "_blank")]);
    });
    format!("{DECLARATION}{}", xml.done())
}

fn manifest(title: &str, told: &[Told<'_>]) -> String {
    let mut xml = Xml::new();
    let attributes: Vec<(&str, &str)> =
        std::iter::once(("identifier", "glane_selection")).chain(NAMESPACES.iter().copied()).collect();
    xml.within("manifest", &attributes, |xml| {
        xml.within("metadata", &[], |xml| metadata(xml, title));
        xml.within("organizations", &[], |xml| {
            let rooted = [("identifier", "organisation_1"), ("structure", "rooted-hierarchy")];
            xml.within("organization", &rooted, |xml| {
                xml.within("item", &[("identifier", "racine")], |xml| items(xml, title, told));
            });
        });
        xml.within("resources", &[], |xml| {
            for at in 0..told.len() {
                let identifier = format!("ressource_{}", at + 1);
                let attributes = [("identifier", identifier.as_str()), ("type", "imswl_xmlv1p3")];
                xml.within("resource", &attributes, |xml| xml.mark("file", &[("href", &place(at))]));
            }
        });
    });
    format!("{DECLARATION}{}", xml.done())
}

fn metadata(xml: &mut Xml, title: &str) {
    xml.leaf("schema", "IMS Common Cartridge");
    xml.leaf("schemaversion", "1.3.0");
    xml.within("lomimscc:lom", &[], |xml| {
        xml.within("lomimscc:general", &[], |xml| {
            xml.within("lomimscc:title", &[], |xml| {
                xml.leaf_with("lomimscc:string", &[("language", "fr")], title);
            });
        });
    });
}

/// The links in their order, under a heading that is the title of the selection.
fn items(xml: &mut Xml, title: &str, told: &[Told<'_>]) {
    xml.within("item", &[("identifier", "module_1")], |xml| {
        xml.leaf("title", title);
        for (at, one) in told.iter().enumerate() {
            let (identifier, leads) = (format!("element_{}", at + 1), format!("ressource_{}", at + 1));
            let attributes = [("identifier", identifier.as_str()), ("identifierref", leads.as_str())];
            xml.within("item", &attributes, |xml| xml.leaf("title", one.title()));
        }
    });
}
