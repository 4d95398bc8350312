//! Licences in the short words of H5P's editors.
//!
//! `U` is "undisclosed": nothing is stated, and nothing is claimed.

use crate::licence::{ALL_RIGHTS_RESERVED, parse_expression};

/// What is stated of a licence.
#[derive(Debug, PartialEq)]
pub(super) enum Stated {
    Nothing,
    /// An SPDX expression, and how sure it is.
    Licence(String, f32),
    /// Words that name no licence of the SPDX list, as they are shown to people.
    Words(String),
}

/// What a name with its version means.
pub(super) fn stated(name: Option<&str>, version: Option<&str>) -> Stated {
    let name = name.unwrap_or_default().trim();
    let number = version.unwrap_or_default().trim().trim_start_matches(['v', 'V']);
    let number = Some(number).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()));
    let written = match name {
        "" | "U" => return Stated::Nothing,
        "C" => return Stated::Licence(ALL_RIGHTS_RESERVED.to_owned(), 1.0),
        "PD" => return Stated::Words("Public Domain".to_owned()),
        "CC PDM" => return Stated::Words("Public Domain Mark".to_owned()),
        "CC0 1.0" | "CC0" => "CC0-1.0".to_owned(),
        "ODC PDDL" => "PDDL-1.0".to_owned(),
        "GNU GPL" => number.map_or_else(|| name.to_owned(), |number| format!("GPL v{number}")),
        name if name.starts_with("CC BY") => {
            let number = number
                .map(|number| if number.contains('.') { number.to_owned() } else { format!("{number}.0") });
            let base = name.replace(' ', "-");
            number.map_or_else(|| name.to_owned(), |number| format!("{base}-{number}"))
        }
        name => number.map_or_else(|| name.to_owned(), |number| format!("{name} {number}")),
    };
    match parse_expression(&written) {
        Some(known) => Stated::Licence(known.expression, known.confidence),
        None => Stated::Words(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values are those of H5P's own list of licences, `h5p-php-library`.
    #[test]
    fn every_licence_of_the_editor_is_known() {
        for (name, version, expected) in [
            ("CC BY", "4.0", "CC-BY-4.0"),
            ("CC BY-SA", "3.0", "CC-BY-SA-3.0"),
            ("CC BY-ND", "2.5", "CC-BY-ND-2.5"),
            ("CC BY-NC", "2.0", "CC-BY-NC-2.0"),
            ("CC BY-NC-SA", "4.0", "CC-BY-NC-SA-4.0"),
            ("CC BY-NC-ND", "1.0", "CC-BY-NC-ND-1.0"),
            ("CC0 1.0", "", "CC0-1.0"),
            ("ODC PDDL", "", "PDDL-1.0"),
            ("C", "", ALL_RIGHTS_RESERVED),
        ] {
            let Stated::Licence(expression, _) = stated(Some(name), Some(version)) else { panic!("{name}") };
            assert_eq!(expression, expected);
        }
        let Stated::Licence(gpl, _) = stated(Some("GNU GPL"), Some("v3")) else { panic!() };
        assert!(gpl.starts_with("GPL-3.0"), "{gpl}");
        assert_eq!(stated(Some("U"), Some("4.0")), Stated::Nothing);
        assert_eq!(stated(None, None), Stated::Nothing);
        assert_eq!(stated(Some("PD"), None), Stated::Words("Public Domain".to_owned()));
    }
}
