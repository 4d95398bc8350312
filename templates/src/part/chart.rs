//! Drawings of numbers, made of SVG attributes alone: the page's policy allows no style in markup.
//!
//! A drawing is never the only place a number stands, so it is hidden from screen readers.

use maud::{Markup, html};

/// Colours a bar of parts has.
const COLOURS: usize = 6;

/// One bar, filled from the left; `share` goes from 0 to 1.
pub(crate) fn bar(share: f64) -> Markup {
    let width = share.clamp(0.0, 1.0) * 100.0;
    html! {
        svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track width="100" height="8" {}
            rect.c1 width=(format_args!("{width:.1}")) height="8" {}
        }
    }
}

/// One bar cut into parts; `shares` go from 0 to 1, largest first, and add up to at most 1.
pub(crate) fn parts(shares: &[f64]) -> Markup {
    let widths = shares.iter().map(|share| share.clamp(0.0, 1.0) * 100.0);
    let placed = widths.scan(0.0, |end, width| {
        let start = *end;
        *end += width;
        Some((start, width))
    });
    html! {
        svg.parts viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track width="100" height="8" {}
            @for (at, (start, width)) in placed.enumerate() {
                rect class=(colour(at)) x=(format_args!("{start:.2}")) width=(format_args!("{width:.2}")) height="8" {}
            }
        }
    }
}

/// The mark of a part in the words beside the bar.
pub(crate) fn key(at: usize) -> Markup {
    html! {
        svg.key viewBox="0 0 8 8" aria-hidden="true" focusable="false" { rect class=(colour(at)) width="8" height="8" {} }
    }
}

fn colour(at: usize) -> String {
    format!("c{}", at % COLOURS + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_side_by_side() {
        let drawn = parts(&[0.75, 0.25]).into_string();
        assert!(drawn.contains(r#"<rect class="c1" x="0.00" width="75.00""#), "{drawn}");
        assert!(drawn.contains(r#"<rect class="c2" x="75.00" width="25.00""#), "{drawn}");
    }
}
