<?php
// SPDX-License-Identifier: GPL-3.0-or-later

defined('MOODLE_INTERNAL') || die();

$string['filtername'] = 'Fractions';
$string['pluginname'] = 'Fractions';
$string['privacy:metadata'] = 'Le filtre Fractions n’enregistre aucune donnée personnelle.';
