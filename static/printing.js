// Ctrl+P prints all that the page holds: fields as text in full, folds open, and when and where it was printed.
// A text box is printed by no browser beyond its frame, nor over two pages; so its text stands beside it for the printer.
const FIELDS = 'textarea, input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]):not([type=password])';
const undo = [];

function spelledOut(field) {
  const text = document.createElement(field.nodeName === 'TEXTAREA' ? 'div' : 'span');
  text.className = 'printed-text';
  text.dataset.own = '';
  if (field.getAttribute('inputmode') === 'decimal') text.classList.add('number');
  text.textContent = field.value;
  field.classList.add('printed-beside');
  field.after(text);
  undo.push(() => { text.remove(); field.classList.remove('printed-beside'); });
}

// A form for adding something that nobody has begun says nothing; one that holds words is printed with them.
function leftOut(form) {
  if (!form.querySelector('[type=file]') && form.dataset.adding === undefined) return;
  if ([...form.querySelectorAll(FIELDS)].some(field => field.value !== '')) return;
  const place = form.closest('.panel') || form;
  place.classList.add('left-out');
  undo.push(() => place.classList.remove('left-out'));
}

function prepare() {
  restore();
  for (const form of document.forms) leftOut(form);
  for (const field of document.querySelectorAll(FIELDS)) spelledOut(field);
  for (const fold of document.querySelectorAll('details:not([open])')) {
    fold.open = true;
    undo.push(() => { fold.open = false; });
  }
  for (const place of document.querySelectorAll('[data-printed]')) {
    place.textContent = `打印时间：${new Date().toLocaleString('zh-CN', { hour12: false })}\u3000网址：${location.href}`;
  }
}

function restore() {
  for (const step of undo.splice(0)) step();
}

window.addEventListener('beforeprint', prepare);
window.addEventListener('afterprint', restore);
