<?php
// SPDX-License-Identifier: GPL-3.0-or-later

namespace filter_fraction;

/**
 * Remplace {{3/4}} et {{2+1/3}} par du MathML.
 */
class text_filter extends \core_filters\text_filter {
    /** Un entier facultatif, un numérateur, un dénominateur : six chiffres au plus chacun. */
    private const MOTIF = '~\{\{\s*(?:(\d{1,6})\s*\+\s*)?(\d{1,6})\s*/\s*(\d{1,6})\s*\}\}~';

    #[\Override]
    public function filter($text, array $options = []) {
        // Le cas le plus fréquent d'abord : rien à faire.
        if (!is_string($text) || !str_contains($text, '{{')) {
            return $text;
        }
        return preg_replace_callback(self::MOTIF, self::mathml(...), $text) ?? $text;
    }

    /**
     * Écrit une fraction reconnue ; un dénominateur nul reste tel qu'il a été tapé.
     *
     * @param array $parts le texte reconnu, l'entier (vide s'il n'y en a pas), le numérateur, le dénominateur
     * @return string
     */
    private static function mathml(array $parts): string {
        [$source, $whole, $numerator, $denominator] = $parts;
        if ((int) $denominator === 0) {
            return $source;
        }
        $unit = $whole === '' ? '' : "<mn>{$whole}</mn><mo>&#x2064;</mo>";
        return "<math>{$unit}<mfrac><mn>{$numerator}</mn><mn>{$denominator}</mn></mfrac></math>";
    }
}
