//! Each cause in English, for the owner of a project: what it is and what they can do about it.
//!
//! Texts only; no command of an operator is in them.

use glane_catalog::model::ReasonCode;

/// The cause, as a sentence.
pub(in crate::command) fn in_english(code: ReasonCode) -> &'static str {
    use ReasonCode as Code;
    match code {
        Code::NoLicence => {
            "No licence was found. Add a file LICENSE with the whole text of a licence, for instance EUPL-1.2 for code \
             or CC-BY-SA-4.0 for lessons."
        }
        Code::LicenceNotAllowed => {
            "The licence that was found does not let the public reuse the work. Choose one of the State's list, of the \
             OSI or of the FSF for code; a Creative Commons licence or the Licence Ouverte for lessons."
        }
        Code::Empty => "The repository holds no commit yet.",
        Code::Excluded => "This repository is none of those that we copy; write to us if that is a mistake.",
        Code::NotARepository => "What is at this address is no git repository.",
        Code::NotPublic => {
            "The project is not, or no longer, public at its source. Only public projects are copied."
        }
        Code::SourceUnreachable => {
            "The repository could not be reached. We try again; there is nothing to do."
        }
        Code::SourceInvalid => {
            "The forge gave an answer about the repository that we cannot read. We try again."
        }
        Code::SourceDamaged => {
            "Objects of the repository are missing or damaged. Check it with `git fsck --full` and push again from a \
             whole clone."
        }
        Code::SourceRefused => {
            "The forge does not let us read the repository. Make sure that it is public, its code included."
        }
        Code::OptOut => {
            "The topic `non-publie` of the project, or its file `.publication.toml`, asks that it not be copied. Take \
             that away if you want it published."
        }
        Code::MirrorOfOther => {
            "This project is itself the copy of another one, which is to be copied from where it is made."
        }
        Code::WithdrawnByDecision => {
            "This repository, or one of its files, was taken out of the public by decision of a person. If it is a \
             file, the repository comes back once that file is out of the whole history. Otherwise, write to us."
        }
        Code::RefusedByDecision => {
            "A person of our team decided not to publish this repository. Write to us to talk about it."
        }
        Code::AwaitsApproval => "A person of our team has yet to approve the first publication.",
        Code::AuthorAddresses => "Addresses of authors would travel with the history.",
        Code::Secrets => "Something in it looks like a key, a token or a password.",
        Code::PersonalData => "Something in it looks like data of pupils or staff.",
        Code::ThirdPartyWork => "Somebody else holds rights on a part of what it holds.",
        Code::LargeFiles => {
            "Large files (LFS) are missing at the source. Push them with `git lfs push --all origin` from a clone that \
             has them."
        }
        Code::Paused => "Our access to the forge or to the host is suspended. That is ours to mend.",
        Code::Internal => "Our service had a trouble. We try again; there is nothing to do.",
        code => of_the_copy(code),
    }
}

/// What became of the copy.
fn of_the_copy(code: ReasonCode) -> &'static str {
    use ReasonCode as Code;
    match code {
        Code::HostUnreachable => {
            "The host of the copy does not answer. We try again; there is nothing to do."
        }
        Code::HostRefused => "The host refused the copy. That is ours to mend; there is nothing to do.",
        Code::ReferencesRejected => {
            "The host refused branches or tags, often for a file that is too large or a secret that it saw there."
        }
        Code::HostDiverged => {
            "The copy holds commits that do not come from your repository. We leave it alone until we know where they \
             come from. If they are yours, push them to your repository and tell us."
        }
        Code::NameTaken => "Another repository has this name on the host. If it is yours, tell us.",
        Code::MassDeletion => {
            "Many branches or tags are gone at once. The copy keeps them until you tell us whether that was intended."
        }
        Code::ObjectFormat => {
            "The repository uses the object format SHA-256, which none of our hosts accepts."
        }
        Code::TooLarge => {
            "The repository is larger than what we can copy. Take the large files out of the history, or store them \
             with Git LFS."
        }
        Code::TimedOut => "Copying or reading took too long. We try again.",
        Code::ExaminationFailed => {
            "The repository could not be read to the end. We try again; write to us if it lasts."
        }
        Code::ReferenceName => "A branch or a tag has a name that cannot be published. Rename it.",
        Code::ReferencesDenied => "Some branches or tags are never copied, by choice of our service.",
        _ => UNTOLD,
    }
}

/// For a cause that has no sentence yet; a test sees to it that none is left.
const UNTOLD: &str = "Write to us to know more.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_has_its_sentence() {
        for code in ReasonCode::ALL {
            let said = in_english(*code);
            assert!(said != UNTOLD && !said.contains("glane"), "{}", code.as_str());
        }
    }
}
