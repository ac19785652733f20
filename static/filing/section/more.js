// What is folded below a row of a list: opened by its button, and wherever something in it is the target.
const button = row => row.querySelector('[data-more]');

function show(row, open) {
  row.classList.toggle('open', open);
  button(row).setAttribute('aria-expanded', String(open));
}

// The folds around an element are opened, so that it is seen; true when one was closed.
export function reveal(element) {
  let hidden = false;
  for (let one = element; one; one = one.parentElement) {
    if (one.matches('details') && !one.open) { one.open = true; hidden = true; }
    if (one.matches('tr.more') && !one.parentElement.classList.contains('open')) { show(one.parentElement, true); hidden = true; }
  }
  return hidden;
}

export function enhance(form) {
  form.addEventListener('click', event => {
    const pressed = event.target.closest('[data-more]');
    if (!pressed) return;
    event.preventDefault();
    const row = pressed.closest('[data-row]');
    show(row, !row.classList.contains('open'));
  });
  // A link is a button here: the space bar presses it.
  form.addEventListener('keydown', event => {
    if (event.key !== ' ' || !event.target.matches('[data-more]')) return;
    event.preventDefault();
    event.target.click();
  });
}
