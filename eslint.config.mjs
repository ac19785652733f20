// A check only: nothing is bundled or rewritten; what stands in static/ is what browsers get.
import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['static/vendor/', 'var/', '.venv/'] },
  js.configs.recommended,
  {
    files: ['static/**/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-shadow': 'error',
      'no-unused-vars': ['error', { args: 'all', argsIgnorePattern: '^_' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', 300],
      'max-len': ['error', 160],
    },
  },
];
