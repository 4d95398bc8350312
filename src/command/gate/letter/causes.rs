//! Each cause in French, for the owner of a project: what it is and what they can do about it.
//!
//! Texts only; no command of an operator is in them.

mod english;

use glane_catalog::model::ReasonCode;

pub(in crate::command) use self::english::in_english;

/// The cause, as a sentence.
pub(in crate::command) fn in_french(code: ReasonCode) -> &'static str {
    use ReasonCode as Code;
    match code {
        Code::NoLicence => {
            "Aucune licence n’a été trouvée. Ajoutez un fichier LICENSE avec le texte entier d’une licence, par exemple \
             EUPL-1.2 pour du code ou CC-BY-SA-4.0 pour des cours."
        }
        Code::LicenceNotAllowed => {
            "La licence trouvée ne laisse pas le public réutiliser l’œuvre. Choisissez-en une de la liste de l’État, de \
             l’OSI ou de la FSF pour le code ; une licence Creative Commons ou la Licence Ouverte pour des cours."
        }
        Code::Empty => "Le dépôt ne contient encore aucun commit.",
        Code::Excluded => {
            "Ce dépôt ne fait pas partie de ceux que nous copions ; écrivez-nous si c’est une erreur."
        }
        Code::NotARepository => "Ce qui se trouve à cette adresse n’est pas un dépôt git.",
        Code::NotPublic => {
            "Le projet n’est pas public à sa source, ou ne l’est plus. Seuls les projets publics sont copiés."
        }
        Code::SourceUnreachable => "Le dépôt n’a pas pu être joint. Nous réessayons ; il n’y a rien à faire.",
        Code::SourceInvalid => {
            "La forge a donné du dépôt une réponse que nous ne pouvons pas lire. Nous réessayons."
        }
        Code::SourceDamaged => {
            "Des objets du dépôt manquent ou sont abîmés. Vérifiez-le avec `git fsck --full` et poussez à nouveau un \
             clone intact."
        }
        Code::SourceRefused => {
            "La forge ne nous laisse pas lire le dépôt. Vérifiez qu’il est public, code compris."
        }
        Code::OptOut => {
            "Le sujet `non-publie` du projet ou son fichier `.publication.toml` demande qu’il ne soit pas copié. \
             Retirez-le si vous souhaitez la publication."
        }
        Code::MirrorOfOther => {
            "Ce projet est lui-même la copie d’un autre, qui est à copier depuis son origine."
        }
        Code::WithdrawnByDecision => {
            "Ce dépôt, ou un de ses fichiers, a été retiré du public par décision d’une personne. S’il s’agit d’un \
             fichier, il revient une fois ce fichier retiré de tout l’historique. Sinon, écrivez-nous."
        }
        Code::RefusedByDecision => {
            "Une personne de notre équipe a décidé de ne pas publier ce dépôt. Écrivez-nous pour en parler."
        }
        Code::AwaitsApproval => "Une personne de notre équipe doit encore approuver la première publication.",
        Code::AuthorAddresses => "Des adresses d’auteurs voyageraient avec l’historique.",
        Code::Secrets => "Quelque chose y ressemble à une clé, un jeton ou un mot de passe.",
        Code::PersonalData => "Quelque chose y ressemble à des données d’élèves ou de personnels.",
        Code::ThirdPartyWork => "Quelqu’un d’autre détient des droits sur une partie de son contenu.",
        Code::LargeFiles => {
            "De gros fichiers (LFS) manquent à la source. Poussez-les avec `git lfs push --all origin` depuis un clone \
             qui les a."
        }
        Code::Paused => "Nos accès à la forge ou à l’hébergeur sont suspendus. Cela nous regarde.",
        Code::Internal => "Notre service a eu un ennui. Nous réessayons ; il n’y a rien à faire.",
        code => of_the_copy(code),
    }
}

/// What became of the copy.
fn of_the_copy(code: ReasonCode) -> &'static str {
    use ReasonCode as Code;
    match code {
        Code::HostUnreachable => {
            "L’hébergeur de la copie ne répond pas. Nous réessayons ; il n’y a rien à faire."
        }
        Code::HostRefused => "L’hébergeur a refusé la copie. Cela nous regarde ; il n’y a rien à faire.",
        Code::ReferencesRejected => {
            "L’hébergeur a refusé des branches ou des étiquettes, souvent à cause d’un fichier trop gros ou d’un secret \
             qu’il y a reconnu."
        }
        Code::HostDiverged => {
            "La copie contient des commits qui ne viennent pas de votre dépôt. Nous n’y touchons plus tant que nous ne \
             savons pas d’où ils viennent. S’ils sont de vous, poussez-les dans votre dépôt et dites-le-nous."
        }
        Code::NameTaken => {
            "Un autre dépôt porte déjà ce nom chez l’hébergeur. S’il est à vous, dites-le-nous."
        }
        Code::MassDeletion => {
            "Beaucoup de branches ou d’étiquettes ont disparu d’un coup. La copie les garde en attendant que vous nous \
             disiez si c’est voulu."
        }
        Code::ObjectFormat => {
            "Le dépôt emploie le format d’objets SHA-256, qu’aucun de nos hébergeurs n’accepte."
        }
        Code::TooLarge => {
            "Le dépôt est plus gros que ce que nous pouvons copier. Retirez les gros fichiers de l’historique, ou \
             confiez-les à Git LFS."
        }
        Code::TimedOut => "La copie ou la lecture a pris trop de temps. Nous réessayons.",
        Code::ExaminationFailed => {
            "La lecture du dépôt n’a pas abouti. Nous réessayons ; écrivez-nous si cela dure."
        }
        Code::ReferenceName => {
            "Une branche ou une étiquette porte un nom qui ne peut pas être publié. Renommez-la."
        }
        Code::ReferencesDenied => {
            "Certaines branches ou étiquettes ne sont jamais copiées, par choix de notre service."
        }
        _ => UNTOLD,
    }
}

/// For a cause that has no sentence yet; a test sees to it that none is left.
const UNTOLD: &str = "Écrivez-nous pour en savoir plus.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_has_its_sentence() {
        for code in ReasonCode::ALL {
            assert_ne!(in_french(*code), UNTOLD, "{}", code.as_str());
        }
    }
}
