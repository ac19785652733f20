// A block from Excel or WPS put into a table of inputs: rows found by name, amounts turned into 万元, rows added where
// the table can grow, everything counted aloud and taken back with one click.
import { NOT_APPLICABLE, parse, pasted, show } from './amounts.js';
import { arrange, read } from './block.js';
import * as history from './history.js';
import { divided, yuanSuspects } from './units.js';

const CELL = 'input.form-control';
const PERSONS = /[人名]$/;
const MOST_ROWS = 100;
const ofPaste = step => step.name === '粘贴' || step.name === '换算';

// The lines of a table that hold amounts, sums included: in Excel they stand there too.
// What a row unfolds may hold a table of its own: that is none of this one.
export const own = (row, wanted) => [...row.querySelectorAll(wanted)].filter(one => one.closest('tr') === row);
export const ownRows = table => [...table.tBodies].flatMap(body => [...body.rows]);
const lines = table => ownRows(table).filter(row => own(row, 'input, output').length);
const cellAt = (row, c) => row && own(row, `${CELL}[data-c="${c}"], select[data-c="${c}"]`)[0];
const named = table => lines(table).some(row => own(row, 'th[scope="row"]').length);

const ownText = head => [...head ? head.childNodes : []].filter(one => one.nodeType === Node.TEXT_NODE).map(one => one.data).join('');
const aliases = head => (head && head.dataset.aliases ? head.dataset.aliases.split('|') : []);

function described(table) {
  const rows = named(table) ? lines(table) : [], heads = table.tHead.querySelectorAll(named(table) ? 'th[id]' : 'th:not(.no)');
  return {
    names: rows.map(row => ownText(row.querySelector('th'))),
    aliases: rows.map(row => aliases(row.querySelector('th'))),
    numbers: rows.map(row => row.cells[0].textContent.trim()),
    cells: rows.map(row => new Set([...row.querySelectorAll('td.num')].flatMap((cell, c) => (cell.firstElementChild ? [c] : [])))),
    closed: new Set(rows.flatMap((row, n) => (row.offsetParent === null ? [n] : []))),
    heads: [...heads].map(head => head.textContent.trim()),
    choices: new Set(lines(table).slice(0, 1).flatMap(row => own(row, 'select').map(one => Number(one.dataset.c)))),
  };
}

// What stands in the cell afterwards: amounts as the table shows them; what is no amount as it came, with its 元, lest it
// be taken for 万元.
function written(cell, raw, yuan) {
  if (cell.dataset.text !== undefined) return raw;
  const money = cell.dataset.places !== '0' && cell.dataset.plain === undefined;
  const value = money ? pasted(raw, yuan) : parse(raw, PERSONS);
  if (value === NOT_APPLICABLE) return '不适用';
  if (value === undefined) return money && yuan && parse(raw) !== undefined ? `${raw}元` : raw;
  return show(value, Number(cell.dataset.places || 2));
}

// The button that adds a row to the list: named after the table, or after its body.
export function addButton(table) {
  const list = table.id || (table.tBodies[0] && table.tBodies[0].id) || '';
  return list.startsWith('rows-') ? document.getElementById(list.replace('rows-', 'add-')) : null;
}

// As many rows from the server as the block is longer than the table; nothing for a table that cannot grow.
async function grown(table, missing) {
  const button = addButton(table), target = table.id ? table : table.tBodies[0], children = () => [...target.children].filter(one => one.matches('[data-row]'));
  if (missing < 1 || !button) return [];
  const before = new Set(children()), source = `${button.getAttribute('hx-get')}&count=${Math.min(missing, MOST_ROWS)}`;
  // Without the server the block fills what is there, and the rest is counted as beyond the table.
  await window.htmx.ajax('GET', source, { source: button, target, swap: 'beforeend' }).catch(() => {});
  return children().filter(row => !before.has(row));
}

// What is pasted into a closed row by its name opens the rare rows, so that it is seen.
function opened(cell, raw) {
  const choice = raw && cell.offsetParent === null && cell.form && cell.form.querySelector('[data-rare]');
  if (choice) choice.checked = true;
}

async function fill(table, cell, text, yuan, put) {
  const start = { row: lines(table).indexOf(cell.closest('tr')), column: Number(cell.dataset.c) };
  const plan = arrange(read(text), described(table), start);
  const added = await grown(table, Math.max(...plan.rows.map(n => (n === undefined ? -1 : n))) + 1 - lines(table).length);
  const rows = lines(table), cells = [], count = { good: 0, out: 0, bad: [] };
  const inYuan = plan.inUnit ? plan.inUnit === '元' : yuan;
  plan.body.forEach((line, n) => plan.columns.forEach((c, from) => {
    const raw = line[from] || '', target = c === undefined || plan.rows[n] === undefined ? null : cellAt(rows[plan.rows[n]], c);
    if (!target || target.readOnly || target.disabled) {
      if (raw && c !== undefined && plan.rows[n] !== undefined) count.out += 1;
      return;
    }
    const one = { cell: target, before: target.value, failed: target.dataset.serverError };
    opened(target, raw);
    if (put(target, written(target, raw, inYuan))) count.good += 1; else count.bad.push(target);
    target.classList.toggle('pasted', target.value !== '');
    cells.push({ ...one, after: target.value });
  }));
  return { name: '粘贴', cells, rows: added, cell, plan, count, inYuan };
}

const some = list => list.slice(0, 6).join('、') + (list.length > 6 ? ` 等 ${list.length} 个` : '');

function told({ plan, count, rows, inYuan }) {
  return [
    `已粘贴 ${count.good} 格${plan.named ? '，按项目名称或行次对应' : ''}${inYuan ? '，以元计的已换算成万元' : ''}`,
    rows.length && `增加了 ${rows.length} 行`,
    count.bad.length && `${count.bad.length} 格不是数字或位数过多，已标红`,
    count.out && `${count.out} 格超出表格或为自动计算，未粘贴`,
    plan.strangers.length && `表中没有这些项目，未粘贴：${some(plan.strangers)}`,
    plan.strangeHeads.length && `表中没有这些列，未粘贴：${some(plan.strangeHeads)}`,
  ].filter(Boolean).join('；') + '。';
}

// Everything a form needs around its tables. `put` writes a cell; `changed` is told when cells were changed here.
export function prepare(form, put, changed) {
  const bar = form.querySelector('[data-paste-bar]'), choice = form.querySelector('[data-paste-unit]');
  if (!bar) return null;
  const [text, undo, first, close, convert, keep] = ['[role=status]', '[data-undo-paste]', '[data-first-bad]', '[data-close]',
    '[data-convert]', '[data-keep]'].map(one => bar.querySelector(one));
  if (choice) choice.hidden = false;
  // Which rows are shown is no part of the report either.
  const rare = form.querySelector('[data-rare]');
  for (const kind of rare ? ['input', 'change'] : []) rare.addEventListener(kind, event => event.stopPropagation());
  // The unit belongs to the clipboard and not to the report.
  for (const kind of choice ? ['input', 'change'] : []) choice.addEventListener(kind, event => event.stopPropagation());

  function say(words, bad = []) {
    text.textContent = words;
    bar.classList.toggle('open', words !== '');
    bar.classList.toggle('has-bad', bad.length > 0);
    const step = history.last(ofPaste);
    undo.hidden = !step;
    undo.textContent = `撤销${step ? step.name : ''}`;
    first.hidden = !bad.length;
    first.onclick = () => { const cell = bad.find(one => one.classList.contains('is-invalid')) || bad[0]; cell.focus(); cell.select(); };
    close.hidden = words === '';
    convert.hidden = keep.hidden = true;
  }
  // Sober words, one button that converts and one that insists; the checks ask again about what was kept.
  function doubt(table, step) {
    const found = yuanSuspects(table, step.cells.map(one => one.cell));
    if (!found) return;
    text.textContent += `${found.words}（${found.cells.length} 格）。`;
    convert.hidden = keep.hidden = false;
    keep.onclick = () => { say('已保留粘贴的数，单位为万元。'); step.cell.focus(); };
    convert.onclick = () => {
      const cells = found.cells.map(cell => ({ cell, before: cell.value, after: divided(cell) })), fit = cells.filter(one => one.after !== undefined);
      for (const one of fit) put(one.cell, one.after);
      history.remember({ name: '换算', cell: step.cell, cells: fit.map(one => ({ ...one, after: one.cell.value })) });
      changed(form);
      const lost = cells.length - fit.length;
      say(`已把 ${fit.length} 格换算为万元。` + (lost ? `${lost} 格换算后会丢失小数，保持原样，请核对。` : ''));
      step.cell.focus();   // the pressed button is gone, and Ctrl+Z is a key of the table
    };
  }
  function takeBack(wanted) {
    const step = history.back(({ cell, before, failed }) => {
      if (failed !== undefined) cell.dataset.serverError = failed;
      cell.classList.remove('pasted');
      put(cell, before, failed);
    }, wanted);
    if (!step) return false;
    const cell = [step.cell, ...step.cells.map(one => one.cell)].find(one => one.isConnected);
    if (cell) { cell.focus(); cell.select(); }
    changed(form);
    const stayed = step.stayed ? `，${step.stayed} 格后来改过，未动` : '';
    say(`已撤销${step.name}，${step.cells.length - step.stayed} 格恢复原样${stayed}。`);
    return true;
  }
  async function paste(table, cell, words) {
    const unit = choice && choice.querySelector(':checked');
    const step = await fill(table, cell, words, unit !== null && unit.value === '元', put);
    if (step.cells.length || step.rows.length) history.remember(step);
    changed(form);
    cell.focus();
    cell.select();
    say(told(step), step.count.bad);
    doubt(table, step);
  }
  undo.addEventListener('click', () => takeBack(ofPaste));
  close.addEventListener('click', () => say(''));
  return { paste, takeBack };
}
