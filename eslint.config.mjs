// A check only: nothing is bundled or rewritten; what stands in static/ is what browsers get, less comments and indents
// (config/lean_files.py). So it must run as it stands in the oldest browser of package.json's browserslist
// (docs/decisions/0027-browser-floor.md).
import js from '@eslint/js';
import bcd from '@mdn/browser-compat-data' with { type: 'json' };
import compat from 'eslint-plugin-compat';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import facts from './package.json' with { type: 'json' };

const FLOOR = Object.fromEntries(facts.browserslist.map(line => line.split(' >= ')));

// Whether all browsers of the floor have it; an entry may be several statements, the newest first.
function reached({ support }) {
  return Object.entries(FLOOR).every(([browser, floor]) => [support[browser] ?? []].flat().some(one =>
    !one.flags && !one.prefix && !one.alternative_name && one.version_added && one.version_added !== 'preview'
    && parseFloat(one.version_added.replace('≤', '')) <= parseFloat(floor)));
}

// Name → whether any owner has had a member of this name since the floor. What we call our own things by the same name:
const OURS = ['last', 'token'];
const known = owners => {
  const found = new Map();
  for (const owner of Object.values(owners)) {
    for (const [key, member] of Object.entries(owner)) {
      const name = key.replace(/_static$/, '');
      if (member.__compat && !OURS.includes(name)) found.set(name, found.get(name) || reached(member.__compat));
    }
  }
  return found;
};
const web = known(bcd.api), language = known(bcd.javascript.builtins);
// A member of the language is a method: only what is called can be one.
const tooNew = (name, called) => !web.get(name) && !language.get(name) && (web.has(name) || (called && language.has(name)));

// eslint-plugin-compat knows globals and what stands on them; this is for what stands on values: text.replaceAll,
// element.replaceChildren. Behind `'name' in value`, anywhere in the file, it may be used.
const floor = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const used = [], tested = new Set();
    return {
      MemberExpression(node) {
        const { object, property, parent } = node;
        const own = object.type === 'ThisExpression' || (object.property && object.property.name === 'dataset');
        if (!own && !node.computed && tooNew(property.name, parent.type === 'CallExpression' && parent.callee === node)) used.push(property);
      },
      Property(node) { if (node.parent.type === 'ObjectPattern' && tooNew(node.key.name, false)) used.push(node.key); },
      'BinaryExpression[operator="in"] > Literal.left'(node) { tested.add(node.value); },
      'Program:exit'() {
        for (const node of used) {
          if (!tested.has(node.name)) context.report({ node, message: `“${node.name}” is newer than the browser floor.` });
        }
      },
    };
  },
};

const newerThanFloor = [
  { selector: 'ChainExpression', message: '?. is newer than the browser floor (Chromium 80).' },
  { selector: 'LogicalExpression[operator="??"]', message: '?? is newer than the browser floor (Chromium 80).' },
];
// What takes the comments out (rjsmin) would take blanks out of these, too: tests/config/test_lean_files.py.
const losesBlanks = [
  { selector: 'TemplateLiteral TemplateLiteral', message: 'A template string within another loses its blanks on its way.' },
  { selector: 'UnaryExpression Literal[regex.pattern=/ /]', message: 'An expression after ! loses its blanks on its way: give it a name.' },
];

export default defineConfig(
  { ignores: ['var/', '.venv/'] },
  // Ours and others': what ES2020 has and Chromium 78 has not is refused by name.
  {
    files: ['static/**/*.js'],
    languageOptions: { ecmaVersion: 2020, sourceType: 'module', globals: globals.browser },
    rules: {
      'no-restricted-syntax': ['error', ...newerThanFloor],
    },
  },
  {
    files: ['static/**/*.js'],
    ignores: ['static/vendor/**'],
    extends: [js.configs.recommended, compat.configs['flat/recommended']],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { own: { rules: { floor } } },
    rules: {
      eqeqeq: 'error',
      'no-shadow': 'error',
      'no-unused-vars': ['error', { args: 'all', argsIgnorePattern: '^_' }],
      'no-var': 'error',
      'own/floor': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', ...newerThanFloor, ...losesBlanks],
      'max-lines': ['error', 300],
      'max-len': ['error', 160],
    },
  },
);
