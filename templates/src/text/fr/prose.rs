//! The pages of prose in French: about, accessibility, legal notice, data.
//!
//! Typography as in the file above; the same test reads this one.

use crate::text::{Block, Prose, Told};

pub(super) const ABOUT: Prose = Prose {
    title: "À propos",
    blocks: &[
        Block::Paragraph(
            "Glaner, c’est le vieux droit de ramasser ce qui reste sur la terre commune. Ce site recueille ce que les agents de l’éducation écrivent et publient sur leurs forges, logiciels et ressources pédagogiques, pour qu’on le trouve, qu’on le reprenne et qu’on l’améliore.",
        ),
        Block::Heading("Ce que fait ce site"),
        Block::List(&[
            "Il lit la liste des projets publics des forges déclarées par son exploitant.",
            "Il examine chaque dépôt : licence, présentation, métadonnées, langages, fichiers pour enseigner.",
            "Il garde une copie de ceux dont la licence permet la reprise, et vérifie que cette copie est identique à sa source.",
            "Il publie un catalogue, l’état des copies et des indicateurs datés.",
        ]),
        Block::Heading("Ce qu’il ne fait pas"),
        Block::List(&[
            "Il ne montre rien de ce qui n’est pas public à la source.",
            "Il ne corrige pas les projets : il signale à leurs équipes ce qui peut l’être.",
            "Il ne dépose aucun cookie, ne charge rien d’un tiers et ne demande aucun compte.",
        ]),
        Block::Heading("Pourquoi faire confiance à ce qui est affiché"),
        Block::Paragraph(
            "Chaque fiche dit d’où vient chaque information : le fichier, la ligne, ou le champ de la forge. Ce qui n’a pas été trouvé n’est pas inventé.",
        ),
        Block::Heading("Le logiciel"),
        Block::Paragraph(
            "Ce site fonctionne avec Glane, un logiciel libre sous licence publique de l’Union européenne (EUPL) 1.2.",
        ),
        Block::Heading("Qui tient ce catalogue"),
        Block::Operator(Told::Publisher, "Exploitant", "qui il est, et pourquoi il tient ce catalogue."),
        Block::Operator(
            Told::Contact,
            "Pour signaler une erreur ou demander un retrait",
            "comment lui écrire pour signaler une erreur ou demander un retrait.",
        ),
    ],
};

pub(super) const ACCESSIBILITY: Prose = Prose {
    title: "Déclaration d’accessibilité",
    blocks: &[
        Block::Heading("État de conformité"),
        Block::Paragraph(
            "Ce site n’a pas encore été audité selon le référentiel général d’amélioration de l’accessibilité (RGAA) 4.1. Faute d’audit, il est déclaré non conforme.",
        ),
        Block::Heading("Ce qui est fait dès maintenant"),
        Block::List(&[
            "Toutes les pages se parcourent au clavier, avec un lien d’évitement et un focus visible.",
            "Chaque page a un titre unique, une langue déclarée, des repères et des titres en ordre.",
            "Chaque champ a une étiquette ; le nombre de résultats est annoncé aux lecteurs d’écran.",
            "Les contrastes du texte atteignent au moins 4,5 pour 1, en thème clair comme en thème sombre.",
            "Rien ne dépend de la couleur seule ; chaque graphique a son tableau.",
            "Le site fonctionne sans JavaScript, à 320 pixels de large et agrandi à 200 %.",
        ]),
        Block::Heading("Contenus qui viennent d’ailleurs"),
        Block::Paragraph(
            "Les titres, résumés et extraits viennent des dépôts eux-mêmes : leur langue et leur clarté dépendent de leurs auteurs.",
        ),
        Block::Heading("Retour d’information et voies de recours"),
        Block::Operator(
            Told::AccessibilityContact,
            "Pour signaler un défaut d’accessibilité",
            "l’adresse où signaler un défaut d’accessibilité.",
        ),
        Block::Paragraph("Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits."),
    ],
};

pub(super) const LEGAL: Prose = Prose {
    title: "Mentions légales",
    blocks: &[
        Block::Heading("Éditeur et hébergement"),
        Block::Operator(
            Told::Publisher,
            "Éditeur",
            "son nom, son adresse, la directrice ou le directeur de la publication.",
        ),
        Block::Operator(Told::Host, "Hébergeur", "l’hébergeur du site."),
        Block::Heading("Licences"),
        Block::Paragraph(
            "Chaque projet garde sa propre licence, affichée sur sa fiche. Les résumés de licence aident à comprendre ; seul le texte de la licence fait foi.",
        ),
        Block::Heading("Données personnelles"),
        Block::Paragraph(
            "Ce site ne dépose aucun cookie, ne mesure pas l’audience par un tiers et ne tient pas de comptes d’utilisateurs. Les personnes ne sont nommées que si elles se sont déclarées elles-mêmes dans un projet (fichiers AUTHORS, CITATION.cff, publiccode.yml ou codemeta.json, champ d’auteur d’une ressource), ou si le catalogue d’où vient une notice les y donne comme auteurs ; ni téléphone ni courriel n’en est repris.",
        ),
        Block::Paragraph(
            "Les journaux du logiciel ne nomment personne et ne gardent pas les recherches ; ceux du serveur placé devant lui relèvent de l’exploitant.",
        ),
        Block::Operator(
            Told::Contact,
            "Pour exercer vos droits",
            "l’adresse où exercer ses droits, ou le contact de son délégué à la protection des données.",
        ),
        Block::Heading("Retrait"),
        Block::Paragraph(
            "L’auteur ou le responsable d’un projet peut en demander le retrait du catalogue et des copies.",
        ),
        Block::Operator(Told::Contact, "Pour le demander", "l’adresse où adresser cette demande."),
    ],
};

pub(super) const DATA: Prose = Prose {
    title: "Données",
    blocks: &[
        Block::Paragraph("Ce que ce site affiche peut être repris."),
        Block::Heading("Indicateurs"),
        Block::Paragraph(
            "Les chiffres de la page des indicateurs se téléchargent en CSV (norme RFC 4180), en CSV pour tableur français (point-virgule, virgule décimale) et en JSON. Chaque ligne porte le code et la version de sa définition, la date et la couverture ; les définitions sont dans un fichier à part.",
        ),
        Block::Files(&[
            ("CSV pour tableur français", "/indicateurs/fichiers/indicateurs.fr.csv"),
            ("CSV (norme RFC 4180)", "/indicateurs/fichiers/indicateurs.csv"),
            ("JSON", "/indicateurs/fichiers/indicateurs.json"),
            ("Définitions (JSON)", "/indicateurs/fichiers/definitions.json"),
        ]),
        Block::Link("Voir les indicateurs", "/indicateurs"),
        Block::Heading("Catalogue"),
        Block::Paragraph(
            "Les projets affichés sur ce site se téléchargent en entier : les dépôts et les organisations sous les noms de colonnes de code.gouv.fr, et le catalogue en DCAT et ADMS (Turtle) pour les portails de données. La date d’un dépôt est celle de son dernier commit ; sa licence est l’expression SPDX lue dans ses fichiers. N’y figure que ce que les pages montrent ; les personnes n’y sont nommées que si elles se sont déclarées elles-mêmes.",
        ),
        Block::Files(&[
            ("Dépôts, CSV pour tableur français", "/donnees/fichiers/codegouvfr-repositories.fr.csv"),
            ("Dépôts, CSV (norme RFC 4180)", "/donnees/fichiers/codegouvfr-repositories.csv"),
            ("Dépôts, JSON", "/donnees/fichiers/codegouvfr-repositories.json"),
            ("Organisations, CSV pour tableur français", "/donnees/fichiers/codegouvfr-organizations.fr.csv"),
            ("Organisations, CSV (norme RFC 4180)", "/donnees/fichiers/codegouvfr-organizations.csv"),
            ("Organisations, JSON", "/donnees/fichiers/codegouvfr-organizations.json"),
            ("Catalogue, DCAT et ADMS (Turtle)", "/donnees/fichiers/catalogue.ttl"),
        ]),
        Block::Heading("Ressources"),
        Block::Paragraph(
            "Les ressources pédagogiques se moissonnent par OAI-PMH 2.0, à l’adresse /oai de ce site : en Dublin Core (oai_dc) et en LOM, profil ScoLOMFR (lom), en entier ou par discipline, niveau ou licence. Ce qui est retiré y est annoncé.",
        ),
        Block::Paragraph(
            "Par programme : /api/v1/resources donne les ressources en AMB (JSON), page par page, et /api/v1/search toute liste de résultats ; tout est décrit à l’adresse /api/v1/openapi.json.",
        ),
        Block::Files(&[
            ("Description de l’interface (OpenAPI)", "/api/v1/openapi.json"),
            ("Ressources en AMB, première page (JSON)", "/api/v1/resources"),
        ]),
        Block::Heading("Toute recherche"),
        Block::Paragraph(
            "Toute liste de résultats se suit par un flux Atom et s’emporte en CSV pour tableur français et en JSON, 10 000 résultats au plus : les liens sont sous les résultats. Une sélection de ressources, faite en cherchant, s’emporte en cartouche pour Moodle, en tableau, en AMB et en crédits à coller.",
        ),
        Block::Files(&[
            ("Flux des ressources (Atom)", "/feeds/ressources.atom"),
            ("Flux des projets (Atom)", "/feeds/projets.atom"),
        ]),
        Block::Link("Ma sélection", "/selection"),
        Block::Heading("Copies des projets"),
        Block::Paragraph(
            "Chaque fiche de projet donne l’adresse de sa copie publique, quand il y en a une, et celle de sa source. Les projets publiés se clonent aussi depuis ce site, en lecture seule, sous /git : la commande est sur leur fiche.",
        ),
        Block::Link("Voir l’état des miroirs", "/miroirs"),
        Block::Heading("Ce que veulent dire les cases"),
        Block::List(&[
            "Zéro est une mesure : il n’y en a aucun.",
            "Une case vide, ou « non mesurable », dit que la mesure n’a pas pu être faite.",
            "« moins de 5 » protège les personnes : le chiffre exact n’est pas publié.",
        ]),
        Block::Operator(
            Told::Contact,
            "Pour connaître la licence de ces données, écrivez à l’exploitant",
            "l’adresse où demander la licence sous laquelle il publie ces données.",
        ),
    ],
};
