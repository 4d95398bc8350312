<?php
// SPDX-License-Identifier: GPL-3.0-or-later

namespace filter_fraction;

/**
 * Les écritures reconnues, et celles qui ne doivent pas l'être.
 *
 * @covers \filter_fraction\text_filter
 */
final class text_filter_test extends \advanced_testcase {
    public function test_fraction(): void {
        $filter = new text_filter(\context_system::instance(), []);
        $this->assertSame(
            '<math><mfrac><mn>3</mn><mn>4</mn></mfrac></math> du gâteau',
            $filter->filter('{{3/4}} du gâteau')
        );
    }

    public function test_left_alone(): void {
        $filter = new text_filter(\context_system::instance(), []);
        foreach (['3/4', '{{1/0}}', '{{a/b}}', 'le 3/4/2026'] as $text) {
            $this->assertSame($text, $filter->filter($text));
        }
    }
}
