import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The counts must be able to say that nothing ran.
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/extension/**", "test/e2e/**", "test/editors/**", "test/fixtures/**", "**/node_modules/**"],
          testTimeout: 30_000,
          // Processes that tests start keep what they work out here, and not where the user's own runs do.
          env: { XDG_CACHE_HOME: fileURLToPath(new URL("node_modules/.cache/", import.meta.url)) },
        },
      },
      {
        test: {
          name: "editors",
          include: ["test/editors/**/*.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/installed.ts"],
          // One browser VS Code serves the tests of a file in turn; a second one beside it would only make both slow.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
