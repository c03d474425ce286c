// Three projects: `node` needs Node only; `browser` needs Debian's Chromium, `database` Debian's PostgreSQL. .ci/run runs all.
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2022',
          transform: {},
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
};

export default {
  // A busy machine is no failure: what hangs is stopped, what is slow is not.
  testTimeout: 60_000,
  // The long suites are few: a core left idle for the parent costs minutes.
  maxWorkers: '100%',
  // Each file loads the whole knowledge; a worker that has grown is replaced.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    {
      ...shared,
      displayName: 'node',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/browser/', '<rootDir>/tests/database/'],
    },
    { ...shared, displayName: 'database', testMatch: ['<rootDir>/tests/database/**/*.test.ts'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.test.ts'] },
  ],
};
