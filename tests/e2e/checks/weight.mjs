// Pages stay within the first round trips of a slow school network: 14 KB, compressed.

import assert from "node:assert/strict";
import { get } from "node:http";

const MOST = 14 * 1024;

export async function weight(site, pages, report) {
  for (const { name, path } of pages) {
    await report.check(`${name}: at most ${MOST} bytes, compressed`, async () => {
      const { encoding, bytes } = await transferred(site + path);
      assert.equal(encoding, "br");
      assert.ok(bytes <= MOST, `${bytes} bytes`);
    });
  }
}

// The bytes of the body as they travel.
function transferred(address) {
  return new Promise((resolve, reject) => {
    const request = get(address, { headers: { "accept-encoding": "br", accept: "text/html" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => (bytes += part.length));
      answer.on("end", () => resolve({ encoding: answer.headers["content-encoding"], bytes }));
      answer.on("error", reject);
    });
    request.on("error", reject);
  });
}
