// Spreadsheet habits for a plain table of inputs: Enter and arrows, a pasted block with undo, sums at once.
// Progressive: without it the table still posts. The matrix is read from the page each time, as rows come and go.
import { NOT_APPLICABLE, parse, show } from './amounts.js';

const CELL = 'input.form-control';
const PERSONS = /[人名]$/;

function matrix(table) {
  return [...table.tBodies].flatMap(body => [...body.rows])
    .map(row => new Map([...row.querySelectorAll(CELL)].map(cell => [Number(cell.dataset.c), cell])))
    .filter(cells => cells.size);
}
const read = cell => parse(cell.value, cell.dataset.places === '0' ? PERSONS : undefined);

// Red where it is no amount; else as Excel shows it.
export function tidy(cell) {
  if (cell.dataset.text !== undefined) return true;
  const value = read(cell), bad = value === undefined || cell.dataset.serverError !== undefined;
  cell.classList.toggle('is-invalid', bad);
  cell.classList.toggle('na', value === NOT_APPLICABLE);
  if (bad) cell.setAttribute('aria-invalid', 'true'); else cell.removeAttribute('aria-invalid');
  if (typeof value === 'bigint' && !bad) cell.value = show(value, Number(cell.dataset.places ?? 2));
  return !bad;
}

// Sums in the order of the page; a sum of sums is found by asking for its parts first.
export function sums(table) {
  const value = id => {
    const cell = document.getElementById(id);
    if (!cell) return null;
    if (cell.dataset.sum === undefined) return cell.matches(CELL) ? read(cell) : parse(cell.value);
    const parts = cell.dataset.sum.split(' ').map(value).filter(part => typeof part === 'bigint');
    return parts.length ? parts.reduce((a, b) => a + b, 0n) : null;
  };
  for (const output of table.querySelectorAll('output[data-sum]')) output.value = show(value(output.id));
}

function move(table, cell, down, right) {
  const rows = matrix(table);
  let r = rows.findIndex(row => [...row.values()].includes(cell)), c = Number(cell.dataset.c);
  const last = Math.max(...rows.flatMap(row => [...row.keys()]));
  for (;;) {
    r += down; c += right;
    if (c > last) { c = 0; r += 1; } else if (c < 0) { c = last; r -= 1; }
    if (r < 0 || r >= rows.length) return false;
    const target = rows[r].get(c);
    if (target && !target.disabled) { target.focus(); target.select(); return true; }
  }
}

function onKey(table, event) {
  const cell = event.target;
  if (!cell.matches(CELL) || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = cell.selectionEnd - cell.selectionStart === cell.value.length;
  const step = { Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key]
    ?? (event.key === 'ArrowRight' && (all || cell.selectionStart === cell.value.length) ? [0, 1] : null)
    ?? (event.key === 'ArrowLeft' && (all || cell.selectionEnd === 0) ? [0, -1] : null);
  if (!step) return;
  const moved = move(table, cell, ...step);
  if (moved || event.key === 'Enter') event.preventDefault();   // Enter never submits a half-filled table
}

function paste(table, cell, text) {
  const rows = matrix(table), undo = [], count = { good: 0, bad: 0, out: 0 };
  const top = rows.findIndex(row => [...row.values()].includes(cell)), left = Number(cell.dataset.c);
  text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').forEach((line, r) => line.split('\t').forEach((raw, c) => {
    const target = rows[top + r]?.get(left + c), typed = raw.trim();
    if (!target || target.readOnly || target.disabled) { if (typed) count.out += 1; return; }
    undo.push([target, target.value]);
    target.value = typed === '-' ? '' : typed;
    delete target.dataset.serverError;
    target.classList.add('pasted');
    count[tidy(target) ? 'good' : 'bad'] += 1;
  }));
  return { undo, count };
}

function onPaste(table, event, say, button) {
  const text = event.clipboardData.getData('text/plain');
  if (!event.target.matches(CELL) || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const { undo, count } = paste(table, event.target, text);
  table.dispatchEvent(new Event('input', { bubbles: true }));
  say(`已粘贴 ${count.good} 格${count.bad ? `，${count.bad} 格不是数字，已标红` : ''}${count.out ? `，${count.out} 格超出表格或为自动计算，未粘贴` : ''}。可点“撤销粘贴”。`);
  if (!button) return;
  button.hidden = false;
  button.onclick = () => {
    for (const [cell, before] of undo) { cell.value = before; cell.classList.remove('pasted'); tidy(cell); }
    button.hidden = true;
    sums(table);
    say('已撤销粘贴。');
  };
}

export function enhance(table, say) {
  const button = table.closest('form').querySelector('[data-undo-paste]');
  table.addEventListener('keydown', event => onKey(table, event));
  table.addEventListener('focusin', event => event.target.matches(CELL) && event.target.select());
  table.addEventListener('input', () => sums(table));
  table.addEventListener('change', event => {
    if (!event.target.matches(CELL)) return;
    delete event.target.dataset.serverError;
    tidy(event.target);
    sums(table);
  });
  table.addEventListener('paste', event => onPaste(table, event, say, button));
  for (const cell of table.querySelectorAll(CELL)) tidy(cell);
}
