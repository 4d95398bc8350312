//! Line numbers of places, counted once from the first place to the last.
//!
//! Must not know what stands in the lines.

use super::content::Content;

/// Counts forward only: places are asked for in their order.
pub(super) struct Lines<'a> {
    text: Option<&'a [u8]>,
    counted: usize,
    number: u32,
}

impl<'a> Lines<'a> {
    /// What has no lines gives no numbers.
    /// So many line breaks are before it.
    pub(super) fn of(content: &'a Content<'_>, breaks: usize) -> Self {
        let number = u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1);
        Self { text: content.is_text().then(|| content.bytes()), counted: 0, number }
    }

    /// The line of a place that is not before the last one asked for.
    pub(super) fn number(&mut self, at: usize) -> Option<u32> {
        let text = self.text?;
        let passed = text.get(self.counted..at)?;
        let breaks = memchr::memchr_iter(b'\n', passed).count();
        self.number = self.number.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.counted = at;
        Some(self.number)
    }
}
