// One line a check, and a sum at the end.

export class Report {
  passed = 0;
  failed = 0;

  // Runs one check; a thrown error is its failure and the next check goes on.
  async check(name, body) {
    try {
      const answer = await body();
      this.passed += 1;
      console.log(`ok      ${name}`);
      return answer;
    } catch (error) {
      this.fail(name, error);
      return undefined;
    }
  }

  fail(name, error) {
    this.failed += 1;
    console.log(`FAILED  ${name}\n        ${String(error?.message ?? error).replaceAll("\n", "\n        ")}`);
  }

  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }
}
