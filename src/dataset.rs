//! The catalogue as files for other catalogues: what is in each, and how it is written page by page.
//!
//! Only what visitors are shown leaves, and never the whole catalogue is held; must not know where a
//! file goes.

mod about;
mod assets;
mod file;
mod folder;
mod owners;
mod repositories;
mod shown;
mod table;

pub use about::About;
pub use file::{DatasetFile, Sheet};
pub use folder::export;
pub use shown::{Shown, leaves};
pub use table::Form;
