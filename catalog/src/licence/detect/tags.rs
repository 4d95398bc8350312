//! `SPDX-License-Identifier` tags, as REUSE 3.3 reads them.
//!
//! Must not know texts or names.

use super::{Detected, Method};
use crate::licence::expression::spdx_tag;

/// Most distinct expressions that one file is taken to say.
const MOST: usize = 50;

/// Every distinct expression that is tagged, in order.
///
/// What stands between the marks that REUSE ignores is no tag, nor is the tag of a snippet one of
/// the file.
pub(in crate::licence) fn tags(text: &str) -> Vec<Detected> {
    let mut found: Vec<Detected> = Vec::new();
    let (mut ignored, mut snippet) = (false, false);
    for (line, content) in (1..).zip(text.lines()) {
        if found.len() == MOST {
            break;
        }
        if !content.contains('-') {
            continue;
        }
        if content.contains("REUSE-IgnoreStart") || content.contains("REUSE-IgnoreEnd") {
            ignored = content.contains("REUSE-IgnoreStart");
        }
        if content.contains("SPDX-SnippetBegin") || content.contains("SPDX-SnippetEnd") {
            snippet = content.contains("SPDX-SnippetBegin");
        }
        let tag = if ignored || snippet { None } else { spdx_tag(content) };
        if let Some(expression) = tag
            && found.iter().all(|known| known.expression != expression)
        {
            found.push(Detected {
                expression,
                confidence: 1.0,
                start_line: line,
                end_line: line,
                method: Method::Tag,
                score: 1.0,
            });
        }
    }
    found
}
