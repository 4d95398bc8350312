// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { equal, parse } from "./fraction.js";
import { describe, readPoints } from "./number-line.js";

test("fractions and decimals meet", () => {
  assert.ok(equal(parse("6/8"), parse("0.75")));
  assert.ok(equal(parse("-0,5"), parse("-1/2")));
  assert.deepEqual(parse("10/4"), [5, 2]);
  assert.deepEqual(parse("0"), [0, 1]);
});

test("what is no number is refused", () => {
  for (const text of ["", "1/0", "a", "1/2/3", "1e3"]) assert.equal(parse(text), null);
});

test("the line says itself aloud", () => {
  const points = readPoints("A:1/4 B:5/4 oops");
  assert.equal(describe(0, 3, 4, points), "Number line from 0 to 3, each unit in 4 parts. A at 1/4, B at 5/4.");
});
