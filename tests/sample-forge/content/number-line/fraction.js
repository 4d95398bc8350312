// SPDX-License-Identifier: MIT
/** Greatest common divisor of two non-negative integers. */
export function gcd(a, b) {
  return b === 0 ? a : gcd(b, a % b);
}

/** Reads "3", "-0.75" or "3/4" into [numerator, denominator], reduced; null when it is none of these. */
export function parse(text) {
  const match = /^(-?)(\d+)(?:\/(\d+)|[.,](\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole, below, decimals] = match;
  const denominator = below ? Number(below) : 10 ** (decimals ?? "").length;
  if (denominator === 0) return null;
  const numerator = Number(whole + (decimals ?? ""));
  const divisor = gcd(numerator, denominator) || 1;
  return [((sign ? -1 : 1) * numerator) / divisor || 0, denominator / divisor];
}

/** Exact equality of two parsed fractions. */
export function equal(a, b) {
  return a[0] * b[1] === b[0] * a[1];
}

/** The fraction as a number, for drawing only. */
export function value([numerator, denominator]) {
  return numerator / denominator;
}
