// How long the texts are, while one writes; the server counts the same way and says it in the same words.
const length = text => text.replace(/[\s｜]+/gu, '').length;
const shown = n => n.toLocaleString('en-US');

function mark(field, output) {
  const n = length(field.value), frame = output.closest('.length');
  output.value = shown(n);
  if (!frame) return;
  const least = Number(frame.dataset.least), most = Number(frame.dataset.most);
  frame.querySelector('.off').textContent = most && n > most ? '，偏长' : n && n < least ? '，偏短' : '';
}

export function enhance(form) {
  form.addEventListener('input', event => {
    const output = event.target.id && form.querySelector(`output[data-count="${CSS.escape(event.target.id)}"]`);
    if (output) mark(event.target, output);
    const chapter = form.querySelector('output[data-chapter]');
    if (!chapter) return;
    const items = [...form.querySelectorAll('[data-ordinal] [data-row]')];
    chapter.value = shown([...form.querySelectorAll('[data-ordinal] input, [data-ordinal] textarea')].reduce((n, one) => n + length(one.value), 0));
    form.querySelector('[data-items]').textContent = items.length;
  });
}
