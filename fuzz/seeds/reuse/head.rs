// SPDX-FileCopyrightText: 2026 Camille
// SPDX-License-Identifier: MIT OR EUPL-1.2
fn main() {}
