//! A ZIP file of a few short texts, stored as they are.
//!
//! Written here rather than by a crate: forty lines, the same bytes for the same texts on every machine, and
//! nothing to compress. Must not know what the texts are.

/// 1 January 1980, the first day that the format knows: a real one would make each file another.
const DAY: u16 = 0x0021;

/// The bytes of a ZIP file with these files, in their order.
pub(super) fn zip(files: &[(String, String)]) -> Vec<u8> {
    let (mut body, mut table) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let start = size(body.len());
        let common = common(name, text.as_bytes());
        body.extend_from_slice(b"PK\x03\x04");
        body.extend_from_slice(&common);
        body.extend_from_slice(name.as_bytes());
        body.extend_from_slice(text.as_bytes());
        table.extend_from_slice(b"PK\x01\x02\x14\x00");
        table.extend_from_slice(&common);
        // No comment, the first disk, no attributes.
        table.extend_from_slice(&[0; 10]);
        table.extend_from_slice(&start);
        table.extend_from_slice(name.as_bytes());
    }
    let (start, length) = (size(body.len()), size(table.len()));
    let count = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    body.extend_from_slice(&table);
    body.extend_from_slice(b"PK\x05\x06\x00\x00\x00\x00");
    body.extend([count, count].concat());
    body.extend([length, start].concat());
    body.extend_from_slice(&[0, 0]);
    body
}

/// What both the file's own head and its row of the table say: version, flags, method, day, sum, sizes.
fn common(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    let mut head = vec![0x14, 0, 0, 0x08, 0, 0, 0, 0];
    head.extend(DAY.to_le_bytes());
    head.extend(sum.sum().to_le_bytes());
    head.extend([size(bytes.len()), size(bytes.len())].concat());
    head.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
    head.extend([0, 0]);
    head
}

fn size(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}
