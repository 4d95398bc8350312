//! Addresses by which one entry of a package leads to another; none leads out of it.
//!
//! Must not know formats.

/// What an address in an entry leads to: the name of another entry, from the folder of the first.
pub(super) fn beside(from: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    if address.is_empty() || address.contains("://") {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let address = unescaped(address);
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An address without its `%20`.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_in_the_package() {
        for (from, address, expected) in [
            ("OEBPS/content.opf", "text/ch%201.xhtml#a", Some("OEBPS/text/ch 1.xhtml")),
            ("OEBPS/content.opf", "../a.xhtml", Some("a.xhtml")),
            ("content.opf", "../../etc/passwd", None),
            ("a.xml", "https://example.org/x", None),
            ("a.xml", "100%.html", Some("100%.html")),
        ] {
            assert_eq!(beside(from, address).as_deref(), expected, "{address}");
        }
    }
}
