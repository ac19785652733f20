// A block copied from Excel or WPS: what is in it, and where in a table it belongs.
import { meant, pasted } from './amounts.js';

// What the accounting format copies for 0: a dash in blanks, ` -   `. A dash that was typed has none, and says nothing.
const ACCOUNTED_ZERO = /^ +(?:¥ *)?- +$/;
// Tab-separated; a cell with a tab or a line break inside is quoted, with its own quotes doubled.
const CELL = /"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*)/y;
const UNIT = /\((?:单位:)?(?:万?元|亿元|人|名|个|辆|%|m2|m²|㎡|平方米|选填)\)$/;
const NUMBERING = /^(?:[①-⒛㈠-㈩]|其中:?|[一二三四五六七八九十]+[、.\s]|\([一二三四五六七八九十\d]+\)|\d+(?:\.\d+)+|\d+(?=[.、)\s])|[.、):\s]+)/;
const YEAR = /^(?:19|20)\d\d(?:年度?)?$/;
const LINE = /^(?:行次|序号|编号)$/;

export function read(text) {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, ''), rows = [[]];
  for (let at = 0; ; at += 1) {
    CELL.lastIndex = at;
    const [, quoted, plain] = CELL.exec(source);
    const cell = quoted === undefined ? plain : quoted.replace(/""/g, '"');
    rows[rows.length - 1].push(ACCOUNTED_ZERO.test(cell) ? '0' : cell.replace(/\s+/g, ' ').trim());
    at = CELL.lastIndex;
    if (at >= source.length) return rows;
    if (source[at] === '\n') rows.push([]);
  }
}

// What a name is known by: without width, spaces, quotes, numbering, 其中, unit and 合计.
export function nameKey(text) {
  let key = meant(text);
  for (let before = ''; before !== key;) { before = key; key = key.replace(NUMBERING, ''); }
  return key.replace(/[\s"'“”‘’《》「」]/g, '').replace(UNIT, '').replace(/:$/, '').replace(/(.)(?:合计|小计|总计)$/, '$1');
}

function headKey(text, year) {
  return meant(text).replace(/\s/g, '').replace(/上年|去年/, year - 1).replace(/本年|当年/, year)
    .replace(/\([^)]*\)/g, '').replace(/金额|[年度数额]/g, '');
}

// Words, as against amounts with or without a unit.
const WITH_UNIT = /^[-(¥]?[\d,.]+ ?\p{L}{0,2}\)?$/u;
const isWord = text => /\p{L}/u.test(text) && pasted(text) === undefined && (YEAR.test(text) || !WITH_UNIT.test(text));
const column = (block, c) => block.map(row => row[c] || '');

function nameColumn(block, width) {
  return [0, 1, 2].find(c => {
    const filled = column(block, c).filter(Boolean);
    return c < width - 1 && filled.length && filled.filter(isWord).length * 2 >= filled.length;
  });
}

function lineColumn(block, width, room) {
  if (block.slice(0, 3).some(row => LINE.test(row[0]))) return 0;
  const numbers = block.map(row => Number(row[0]));
  const consecutive = numbers.length > 1 && numbers.every((n, i) => Number.isInteger(n) && (!i || n === numbers[i - 1] + 1));
  return consecutive && width > room ? 0 : undefined;
}

// How many rows on top hold only headings.
function headRows(block, names, rows) {
  const at = block.findIndex(row => {
    const rest = row.filter((text, c) => text && c !== names && !LINE.test(text));
    if (!rest.length) return names !== undefined && rows.has(nameKey(row[names] || ''));
    return rest.some(text => !isWord(text) && !YEAR.test(text)) || (names === undefined ? !rest.some(isWord) : rows.has(nameKey(row[names] || '')));
  });
  return at < 0 ? 0 : at;
}

// The headings above column c, those of merged cells included.
const heading = (head, c) => head.map((row, n) => (n < head.length - 1 ? row.slice(0, c + 1).filter(Boolean).pop() : row[c]) || '').join('');

function headed(head, columns, heads) {
  const year = Math.max(...heads.map(text => Number((/20\d\d/.exec(text) || [0])[0])));
  const keys = heads.map(text => headKey(text, year)), only = found => (found.length === 1 ? found[0] : undefined);
  const all = keys.map((_, n) => n);
  return new Map(columns.map(c => {
    const key = headKey(heading(head, c), year);
    if (key.length < 2) return [c, undefined];
    const ways = [n => keys[n] === key, n => key.includes(keys[n]), n => keys[n].includes(key)];
    return [c, ways.map(way => only(all.filter(way))).find(n => n !== undefined)];
  }));
}

// Pairs each row of the block with a row of the table, by name or number, in order where a name comes twice.
function matched(block, c, rows) {
  const used = new Set();
  let last = -1;
  return block.map(line => {
    const found = (rows.get(nameKey(line[c] || '')) || []).filter(n => !used.has(n));
    const further = found.find(n => n > last), row = further === undefined ? found[0] : further;
    if (row === undefined) return undefined;
    used.add(row);
    last = row;
    return row;
  });
}

// Beside rows that have no names yet, a whole line begins in the first column wherever the focus is.
const leftmost = (table, at, width) => (!table.names.length && at + width > table.heads.length && width <= table.heads.length ? 0 : at);

// Without headings: the first column that leaves the fewest amounts without a cell, that of the focus if it is as good.
function fitting(body, rows, columns, table, at) {
  const lost = left => body.flatMap((line, n) => columns.filter((c, i) => line[c] && rows[n] !== undefined && !table.cells[rows[n]].has(left + i))).length;
  const places = [at, ...table.heads.keys()], costs = places.map(lost);
  return places[costs.indexOf(Math.min(...costs))];
}

// One column beside the other; a column of choices takes words only, and amounts pass it.
function placed(columns, left, body, choices = new Set()) {
  let to = left - 1;
  return new Map(columns.map(c => {
    to += 1;
    if (choices.has(to) && !column(body, c).some(isWord)) to += 1;
    return [c, to];
  }));
}

function index(keys) {
  const found = new Map();
  keys.forEach((key, n) => { if (key) found.set(key, [...found.get(key) || [], n]); });
  return found;
}

// Rows by their names; by what else the year's form calls them where no row has that name.
function named({ names, aliases }) {
  const rows = index(names.map(nameKey));
  aliases.forEach((words, n) => {
    for (const key of words.map(nameKey)) if (!rows.has(key)) rows.set(key, [n]);
  });
  return rows;
}

// As many rows from one on as the block is long, without those that are closed: whoever counts positions does not see them.
function inOrder(from, count, closed = new Set()) {
  const found = [];
  for (let n = from; found.length < count; n += 1) if (!closed.has(n)) found.push(n);
  return found;
}

// Where the block goes. `table`: names (with aliases) and numbers of its rows (none: rows without names, only positions), the columns in
// which each row has a cell, and the heads of the columns; `at`: the row and column of the cell that has the focus.
export function arrange(block, table, at) {
  const width = Math.max(...block.map(row => row.length)), room = table.heads.length;
  const byName = named(table), names = table.names.length ? nameColumn(block, width) : undefined;
  const line = names === undefined ? lineColumn(block, width, room) : undefined;
  const key = names === undefined && table.names.length ? line : names;
  const labels = [key, line].find(c => c !== undefined);
  const columns = Array.from({ length: width }, (_, c) => c).filter(c => labels === undefined || c > labels);
  let top = headRows(block, names, byName);
  // Where names are filled in, a line of words may be a row: the headings end with the first line that is one.
  if (!table.names.length) top = block.slice(0, top).findIndex(row => [...headed([row], columns, table.heads).values()].some(c => c !== undefined)) + 1;
  const head = block.slice(0, top), body = block.slice(top);
  const titled = head.filter(row => row.filter(Boolean).length > 1 || width === 1);   // without the title of the whole
  let heads = headed(titled, columns, table.heads);
  const known = [...heads.values()].filter(c => c !== undefined).length;
  const byHead = known === columns.length || (known > 0 && table.names.length > 0);
  const first = known || key !== undefined ? body : block;
  const rows = key === undefined ? inOrder(at.row, first.length, table.closed) : matched(first, key, names === undefined ? index(table.numbers) : byName);
  if (!byHead) {
    const left = key === undefined ? leftmost(table, at.column, columns.length) : fitting(first, rows, columns, table, at.column);
    heads = placed(columns, left, first, table.choices);
  }
  const empty = n => !columns.some(c => first[n][c]);
  return {
    body: first, rows, columns: heads, named: key !== undefined,
    inUnit: (/(?:单位:?|\()(万?元)/.exec(meant(head.flat().join(' ')).replace(/ /g, '')) || [])[1],
    strangers: rows.flatMap((row, n) => (row === undefined && !empty(n) ? [first[n][key] || '（无名称）'] : [])),
    strangeHeads: byHead ? columns.filter(c => heads.get(c) === undefined && heading(titled, c)).map(c => heading(titled, c)) : [],
  };
}
