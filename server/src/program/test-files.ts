/**
 * Files that pytest would collect by default, and what stands in a folder of tests, also one that a package ships. A package called `test`
 * below others is part of a library, as in Django. What a folder of benchmarks holds is measured, and as long as its author likes.
 */
const TEST_FILE = /^test\/|(^|\/)(_?tests\/|benchmarks?\/|(test_[^/]*|[^/]*_tests?|conftest)\.pyw?$)/;

export function isTestFile(file: string): boolean {
  return TEST_FILE.test(file);
}
