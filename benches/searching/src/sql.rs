//! The same page as SQL asks for it: the matches once, then count, ten facets each under the filters of the
//! others, and the first twenty with their excerpts.

use crate::made::{Asked, PROPERTIES};

/// The conditions of the filters, but of one.
fn under(asked: &Asked, filtered: bool, without: &str) -> String {
    let mut conditions = vec!["1 = 1".to_owned()];
    if filtered {
        for (name, value) in [("level", &asked.level), ("subject", &asked.subject)] {
            if name != without {
                conditions.push(format!("{name} = '{}'", value.replace('\'', "''")));
            }
        }
    }
    conditions.join(" and ")
}

/// Count and facets from `m`, which holds the matches with their properties.
pub fn counts(asked: &Asked, filtered: bool) -> String {
    let mut parts = vec![format!("select '' f, '' v, count(*) n from m where {}", under(asked, filtered, ""))];
    for name in PROPERTIES {
        parts.push(format!(
            "select * from (select '{name}' f, {name} v, count(*) n from m where {} group by {name} \
             order by n desc limit 50) as {name}_counts",
            under(asked, filtered, name)
        ));
    }
    parts.join(" union all ")
}

pub fn filters(asked: &Asked, filtered: bool) -> String {
    under(asked, filtered, "")
}

pub fn columns() -> String {
    PROPERTIES.join(", ")
}
