// Rows that come and go: removing with undo, moving up and down. The server orders rows as they stand on the page.
const DIGITS = '一二三四五六七八九';
const numeral = n => (n < 10 ? DIGITS[n - 1] : `${n < 20 ? '' : DIGITS[Math.floor(n / 10) - 1]}十${n % 10 ? DIGITS[(n % 10) - 1] : ''}`);

function enter(row) {
  const first = row && row.querySelector('input, textarea');
  if (first) first.focus();
}

function renumber(list) {
  if (list.dataset.ordinal === undefined) return;
  list.querySelectorAll('[data-number]').forEach((mark, n) => { mark.textContent = `${numeral(n + 1)}是`; });
}

function remove(button, say, undo) {
  const row = button.closest('[data-row]'), list = row.parentElement, next = row.nextElementSibling;
  row.remove();
  renumber(list);
  say('已删除。保存前可点“撤销删除”。');
  undo.hidden = false;
  undo.onclick = () => {
    list.insertBefore(row, next && next.parentElement === list ? next : null);
    renumber(list);
    undo.hidden = true;
    enter(row);
    say('已恢复。');
  };
  enter([next, list.lastElementChild].find(one => one && one.querySelector('input, textarea')) || null);
}

function move(button, say) {
  const row = button.closest('[data-row]'), up = button.dataset.move === '-1';
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) { say(up ? '已经是第一条。' : '已经是最后一条。'); return; }
  if (up) other.before(row); else other.after(row);
  renumber(row.parentElement);
  button.focus();
  say(up ? '已上移。' : '已下移。');
}

export function enhance(form, say, undo) {
  form.addEventListener('click', event => {
    const button = event.target.closest('[data-remove], [data-move]');
    if (!button || button.closest('fieldset:disabled')) return;
    event.preventDefault();
    if (button.dataset.move) move(button, say); else remove(button, say, undo);
    form.dispatchEvent(new Event('input', { bubbles: true }));
  });
  // A new row: number it and go there; the foot of the table stays below it.
  form.addEventListener('htmx:afterSwap', event => {
    const list = event.detail.target;
    renumber(list);
    // Its own rows only: one of them may hold a list of its own, folded away.
    enter([...list.children].filter(one => one.matches('[data-row]')).pop());
    if (list.tFoot) list.append(list.tFoot);
  });
}
