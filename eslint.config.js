// House rules a machine can check; the floors are in tests/floors.test.ts.
import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

export default tseslint.config(
  { ignores: ['node_modules/', 'coverage/', 'web/dist/'] },
  ...tseslint.configs.recommended,
  prettier,
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > VariableDeclaration[kind="let"]',
          message: 'No module-level let: whatever changes is passed in.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'cds-hooks/**/*.ts'],
    ignores: ['src/main.ts', 'src/config.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Only main and config read the environment.' },
      ],
    },
  },
  {
    files: ['cds-hooks/**/rule.ts'],
    rules: {
      'max-lines': ['error', { max: 200 }],
      'no-restricted-syntax': [
        'error',
        'IfStatement',
        'ForStatement',
        'ForOfStatement',
        'ForInStatement',
        'WhileStatement',
        'AwaitExpression',
        'NewExpression[callee.name="Date"]',
      ],
    },
  },
  {
    // The pages are plain modules that no compiler reads.
    files: ['web/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        'AbortSignal FormData URL URLSearchParams crypto document fetch history location navigator performance'
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-undef': 'error', 'max-lines': ['error', { max: 400 }] },
  },
  { files: ['tests/**/*.ts'], rules: { 'max-lines': 'off' } },
);
