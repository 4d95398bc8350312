//! What findings about files that are packages say in French.
//!
//! Must not know markup.

/// What is wrong and its remedy, by code.
pub(super) fn french(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "package_unreadable" => (
            "Ce fichier n’est pas une archive que l’on peut ouvrir.",
            "L’exporter de nouveau depuis le logiciel qui l’a produit.",
        ),
        "package_damaged" => (
            "Une partie de ce fichier ne peut pas être lue : il est abîmé, coupé ou trop grand.",
            "L’exporter de nouveau depuis le logiciel qui l’a produit ; s’il est grand, avec moins de fichiers.",
        ),
        "entry_name" => (
            "Des fichiers de l’archive ont un nom qui mène hors d’elle : ils ont été laissés de côté.",
            "Refaire l’archive du dossier, avec des noms qui restent à l’intérieur.",
        ),
        "entry_twice" => (
            "Des fichiers de l’archive y sont deux fois : le premier a été lu.",
            "Refaire l’archive, chaque fichier une fois.",
        ),
        "content_absent" => (
            "Ce fichier n’est pas un document de bureautique : son contenu n’y est pas.",
            "L’ouvrir dans son logiciel et l’enregistrer de nouveau.",
        ),
        "geogebra_absent" => (
            "Ce fichier n’est pas une construction GeoGebra.",
            "L’ouvrir dans GeoGebra et l’enregistrer de nouveau.",
        ),
        "h5p_json_absent" => (
            "Ce fichier n’est pas une activité H5P : il n’y a pas de h5p.json.",
            "L’exporter depuis l’éditeur H5P par « Réutiliser », plutôt que de compresser un dossier.",
        ),
        "h5p_library_absent" => (
            "Cette activité H5P ne dit pas de quel type elle est : aucun lecteur ne peut l’ouvrir.",
            "L’ouvrir dans un éditeur H5P (Moodle, Lumi) et l’enregistrer de nouveau.",
        ),
        "manifest_absent" => (
            "Ce fichier n’est pas un paquetage de contenus : il n’y a pas d’imsmanifest.xml.",
            "L’exporter de nouveau en SCORM ou en Common Cartridge.",
        ),
        "manifest_empty" => (
            "Le manifeste de ce paquetage est vide : rien ne dit ce qu’il contient.",
            "Exporter de nouveau le paquetage depuis le logiciel qui l’a produit.",
        ),
        "moodle_backup_absent" => (
            "Ce fichier n’est pas une sauvegarde Moodle.",
            "Refaire la sauvegarde dans l’administration du cours, et publier le fichier .mbz tel quel.",
        ),
        "opf_absent" => (
            "Ce fichier n’est pas un livre EPUB : rien n’y dit où est sa description.",
            "Exporter de nouveau le livre, et le vérifier avec EPUBCheck.",
        ),
        "project_absent" => {
            ("Ce fichier n’est pas un projet Scratch.", "L’ouvrir dans Scratch et l’enregistrer de nouveau.")
        }
        "scratch_1" => (
            "C’est un projet de Scratch 1 : seul son nom est lu.",
            "L’ouvrir dans Scratch 3 et l’enregistrer en .sb3.",
        ),
        _ => return None,
    })
}
