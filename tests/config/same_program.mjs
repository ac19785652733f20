// Reads [[name, source, other source], …] and prints the names of the pairs that are not the same program.
import { readFileSync } from 'node:fs';
import { parse } from 'acorn';

const program = source => JSON.stringify(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }),
  (key, value) => ['start', 'end', 'raw'].includes(key) ? undefined : typeof value === 'bigint' ? `${value}n` : value);
const pairs = JSON.parse(readFileSync(0, 'utf8'));
console.log(pairs.filter(([, one, other]) => program(one) !== program(other)).map(([name]) => name).join(' '));
