//! Operate: what an operator asks for outside of the passes, each in a file: withdraw, adopt, verify,
//! back up, restore, import a vocabulary.
//!
//! Uses the steps of mirroring and the store; must not print, nor know pages.

pub mod adopt;
pub mod backup;
pub mod find;
pub mod restore;
pub mod restored;
pub mod verify;
pub mod vocabulary;
pub mod withdraw;
