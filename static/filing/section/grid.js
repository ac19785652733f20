// Spreadsheet habits for a plain table of inputs: Enter and arrows, Esc and Ctrl+Z, a pasted block, sums at once.
// Progressive: without it the table still posts. Rows are read from the page each time, as they come and go.
import { NOT_APPLICABLE, parse, show } from './amounts.js';
import { remember } from './history.js';
import { addButton, own, ownRows, prepare } from './paste.js';

const CELL = 'input.form-control';
const STOP = `${CELL}, select.form-select`;
const PERSONS = /[人名]$/;
// The cell that has the focus and what stood in it, for Esc and for the steps of Ctrl+Z.
const entered = { cell: null, value: '' };
const desks = new WeakMap();

const read = cell => parse(cell.value, cell.dataset.places === '0' ? PERSONS : undefined);

// Red where it is no amount; else as Excel shows it.
export function tidy(cell) {
  if (cell.dataset.text !== undefined) return true;
  const value = read(cell), whole = cell.dataset.places !== '0' || typeof value !== 'bigint' || value % 1000000n === 0n;
  const negative = typeof value === 'bigint' && value < 0n && cell.dataset.signed === undefined;
  const bad = value === undefined || !whole || negative || cell.dataset.serverError !== undefined;
  cell.classList.toggle('is-invalid', bad);
  cell.classList.toggle('na', value === NOT_APPLICABLE);
  if (bad) cell.setAttribute('aria-invalid', 'true'); else cell.removeAttribute('aria-invalid');
  if (typeof value === 'bigint' && !bad) cell.value = show(value, Number(cell.dataset.places || 2));
  return !bad;
}

// Amounts stand with their points below each other: who has fewer decimals than the longest keeps that much room.
export function align(table) {
  const shown = [...table.querySelectorAll(`td.num ${CELL}, td.num output`)].filter(one => one.dataset.places !== '0');
  const decimals = shown.map(one => (/\.(\d+)$/.exec(one.value) || ['', ''])[1].length), most = Math.max(2, ...decimals);
  shown.forEach((one, n) => one.style.setProperty('--short', one.value && decimals[n] ? most - decimals[n] : 0));
}

// After the server has shown the page anew: cells look as they do when a page is opened; nobody's typing is touched.
export function settled(form) {
  for (const cell of form.querySelectorAll(`table[data-grid] ${CELL}`)) if (cell !== document.activeElement) tidy(cell);
  for (const table of form.querySelectorAll('table[data-grid]')) align(table);
}

// A list takes the words of one of its lines, or its value.
function choose(list, words) {
  const found = [...list.options].find(one => words && [one.value, one.text].includes(words.trim()))
    || [...list.options].find(one => words && one.text.startsWith(words.trim()));
  if (found) list.value = found.value;
  return Boolean(found) || !words;
}

// Writes a cell as if it had been typed; a fault that the server found goes with what it was found in.
function put(cell, value, failed) {
  if (cell.matches('select')) return choose(cell, value);
  cell.value = value;
  if (failed === undefined) delete cell.dataset.serverError;
  if (cell === entered.cell) entered.value = value;
  return tidy(cell);
}

// The foot of a list: a column added up, less what it should be.
function foot(table) {
  for (const output of table.querySelectorAll('tfoot output[data-total]')) {
    if (output.closest('table') !== table) continue;
    const cells = ownRows(table).flatMap(row => own(row, `${CELL}[data-c="${output.dataset.total}"]`));
    const values = cells.map(read).filter(value => typeof value === 'bigint'), { less } = output.dataset;
    const total = values.length ? values.reduce((a, b) => a + b, 0n) - (less ? parse(less) : 0n) : null;
    const text = show(total, Number(output.dataset.places || 2));
    if (output.value !== text) output.value = text;
  }
}

// Sums in the order of the page; a sum of sums is found by asking for its parts first.
export function sums(table) {
  foot(table);
  const known = new Map();
  const value = id => {
    if (!known.has(id)) known.set(id, reckoned(document.getElementById(id)));
    return known.get(id);
  };
  const reckoned = cell => {
    if (!cell) return null;
    if (cell.dataset.sum === undefined) return cell.matches(CELL) ? read(cell) : parse(cell.value);
    const parts = cell.dataset.sum.split(' ').map(value).filter(part => typeof part === 'bigint');
    return parts.length ? parts.reduce((a, b) => a + b, 0n) : null;
  };
  for (const output of table.querySelectorAll('output[data-sum]')) {
    const text = show(value(output.id));
    if (output.value !== text) output.value = text;
  }
}

function go(cell) {
  cell.focus();
  if (cell.select) cell.select();
  return true;
}

// The next open cell in a direction, within the row and then in the rows beyond; not beyond a row that is to be `within`.
function move(table, cell, down, right, within = false) {
  const rows = ownRows(table), wanted = right ? STOP : STOP.split(', ').map(one => `${one}[data-c="${cell.dataset.c}"]`).join(', ');
  let r = rows.indexOf(cell.closest('tr'));
  // A rare row may be closed.
  const open = row => (row ? own(row, wanted) : []).filter(one => !one.disabled && one.offsetParent !== null);
  if (right) {
    const beside = open(rows[r]), next = beside[beside.indexOf(cell) + right];
    if (next) return go(next);
    if (within) return false;
  }
  for (r += down || right; rows[r]; r += down || right) {
    const found = open(rows[r]);
    if (found.length) return go(found[right < 0 ? found.length - 1 : 0]);
  }
  return false;
}

function explain(row) {
  const help = row.querySelector('.row-help');
  if (!help) return false;
  help.open = true;
  help.querySelector('summary').focus();
  return true;
}

function restore(cell) {
  if (cell !== entered.cell || cell.value === entered.value) return;
  cell.value = entered.value;
  cell.select();
  tidy(cell);
  cell.dispatchEvent(new Event('input', { bubbles: true }));
}

// Enter in the last row of a list that can grow asks for one more, once there is something in it.
function grow(table, row) {
  const button = addButton(table);
  if (button && !button.disabled && own(row, CELL).some(one => one.value.trim())) button.click();
}

function onKey(table, event) {
  const cell = event.target;
  if (!cell.matches(STOP) || cell.closest('table') !== table || event.isComposing || event.keyCode === 229) return;   // a Chinese word is being written
  const desk = desks.get(cell.form), typed = cell === entered.cell && cell.value !== entered.value;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z') {
    if (!typed && desk && desk.takeBack()) event.preventDefault();   // what is being typed the browser takes back itself
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const list = cell.matches('select');   // its arrows choose
  if (event.key === 'Escape') return list ? undefined : restore(cell);
  if (event.key === 'F2') return list ? undefined : cell.setSelectionRange(cell.value.length, cell.value.length);
  // From cell to cell, past the rows' helps; F1 leads to that of the row. To the buttons of a line of a list, and to what
  // these unfold, nothing else leads.
  const listed = cell.closest('[data-row]') !== null;
  if (event.key === 'Tab' && move(table, cell, 0, event.shiftKey ? -1 : 1, listed)) return event.preventDefault();
  if (event.key === 'F1' && explain(cell.closest('tr'))) return event.preventDefault();
  const all = cell.selectionEnd - cell.selectionStart === cell.value.length;
  const keys = { Enter: [event.shiftKey ? -1 : 1, 0], ...list ? {} : { ArrowDown: [1, 0], ArrowUp: [-1, 0] } };
  const step = keys[event.key]
    || (event.key === 'ArrowRight' && (all || cell.selectionStart === cell.value.length) ? [0, 1] : null)
    || (event.key === 'ArrowLeft' && (all || cell.selectionEnd === 0) ? [0, -1] : null);
  if (!step) return;
  const moved = move(table, cell, ...step);
  if (!moved && event.key === 'Enter' && !event.shiftKey) grow(table, cell.closest('tr'));
  if (moved || event.key === 'Enter') event.preventDefault();   // Enter never submits a half-filled table
}

function onChange(table, cell) {
  delete cell.dataset.serverError;
  tidy(cell);
  if (cell === entered.cell && cell.value !== entered.value) {
    remember({ name: '输入', cell, cells: [{ cell, before: entered.value, after: cell.value }] });
    entered.value = cell.value;
  }
  sums(table);
  align(table);
}

// Others (autosave, the word before leaving) see a paste as they see typing.
function changed(form) {
  for (const table of form.querySelectorAll('table[data-grid]')) { sums(table); align(table); }
  for (const kind of ['input', 'change']) form.dispatchEvent(new Event(kind, { bubbles: true }));
}

function onPaste(table, event, desk) {
  const cell = event.target, text = event.clipboardData.getData('text/plain');
  if (!desk || !cell.matches(CELL) || cell.closest('table') !== table) return;
  const whole = cell.dataset.text === undefined && cell.selectionEnd - cell.selectionStart === cell.value.length;
  if (!whole && !/[\t\n]/.test(text.trimEnd())) return;   // a word into a word
  event.preventDefault();
  desk.paste(table, cell, text);
}

export function enhance(table) {
  const form = table.closest('form');
  if (!desks.has(form)) desks.set(form, prepare(form, put, changed));
  const desk = desks.get(form);
  table.addEventListener('keydown', event => onKey(table, event));
  // One click takes the whole cell, so that typing replaces it; the next one sets the caret.
  // What a row unfolds may hold a table of its own, which looks after itself.
  const mine = event => event.target.matches(CELL) && event.target.closest('table') === table;
  table.addEventListener('mousedown', event => {
    if (!mine(event) || event.target === document.activeElement || event.button || event.target.disabled) return;
    event.preventDefault();
    go(event.target);
  });
  table.addEventListener('focusin', event => {
    if (!mine(event)) return;
    Object.assign(entered, { cell: event.target, value: event.target.value });
    event.target.select();
  });
  table.addEventListener('input', () => sums(table));
  table.addEventListener('change', event => { if (mine(event)) onChange(table, event.target); });
  table.addEventListener('paste', event => onPaste(table, event, desk));
  const here = document.activeElement || table, typed = here.value !== here.defaultValue;
  for (const cell of table.querySelectorAll(CELL)) tidy(cell);
  // Who was in a cell before this script was there has what stood in it to come back to.
  if (mine({ target: here })) Object.assign(entered, { cell: here, value: typed ? here.defaultValue : here.value });
  sums(table);
  align(table);
}
