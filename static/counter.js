// How many characters a text has, while one writes; the server counts the same way.
export function enhance(form) {
  form.addEventListener('input', event => {
    const output = event.target.id && form.querySelector(`output[data-count="${CSS.escape(event.target.id)}"]`);
    if (output) output.value = event.target.value.replace(/\s+/gu, '').length;
  });
}
