// Whatever the scripts of a page do or fail to do, a button posts the plain form: they may hold it back for a moment, and
// only a clear `false` keeps it here. A script that throws, a promise that never ends, an answer that means nothing: it goes.
const PATIENCE = 6000, REACH = 3000, PRESS = 3000;

// The same promise, given up after so many milliseconds.
export function limited(promise, milliseconds) {
  return Promise.race([promise, new Promise((_, refuse) => { setTimeout(() => refuse(new Error('too late')), milliseconds); })]);
}

// What moves or goes between the press and the release of the mouse is not clicked: an answer that changes the page waits.
let pressed = false;
for (const [kind, down] of [['pointerdown', true], ['pointerup', false], ['pointercancel', false]]) {
  addEventListener(kind, () => { pressed = down; }, true);
}
export function released() {
  const click = () => new Promise(done => { addEventListener('click', () => setTimeout(done), { once: true, capture: true }); });
  return pressed ? limited(click(), PRESS).catch(() => {}) : Promise.resolve();
}

// Whether there is a way to the server at all, asked of the browser and not of what has just failed: a picture of the site.
// True in doubt.
export function reaches() {
  const { href } = document.querySelector('link[rel="icon"]');
  const seen = new Promise(done => {
    Object.assign(new Image(), { onload: () => done(true), onerror: () => done(false), src: `${href}?${Date.now()}` });
  });
  return limited(seen, REACH).catch(() => true);
}

export class PlainForm {
  // `busy`: whether there is anything to wait for; `wait` is asked before the form goes, `leave` is told that it goes.
  constructor(form, { busy, wait, leave }) {
    Object.assign(this, { form, busy, wait, leave, button: null, going: false, gone: false, holding: false });
    // Not every browser of the floor says which button it was; Enter in a field presses the first one.
    document.addEventListener('click', event => {
      const button = event.target.closest('button');
      if (button && button.form === form && button.type === 'submit') this.button = button;
    }, true);
    form.addEventListener('submit', event => this.submit(event));
  }

  submit(event) {
    if (this.going || this.holding || !this.busy()) { this.depart(); return; }   // pressed again: no more waiting
    event.preventDefault();
    this.holding = true;
    this.hold(this.button);
  }

  async hold(button) {
    let free = true;
    try { free = await limited(this.wait(), PATIENCE) !== false; } catch { /* the form goes */ }
    if (!this.holding) return;   // gone meanwhile
    this.holding = false;
    if (free) this.press(button);
  }

  // The same button again: its name and value belong to the form.
  press(button) {
    Object.assign(this, { going: true, gone: false });
    if (button && button.isConnected) button.click();
    this.going = false;
    if (this.gone) return;
    this.depart();
    this.form.submit();
  }

  depart() {
    Object.assign(this, { gone: true, holding: false });
    try { this.leave(); } catch { /* the form goes */ }
  }
}
