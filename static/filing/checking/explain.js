// The explanations on the check page save themselves: 1.5 s after the last change, one request at a time. Without this
// the buttons do it; whatever goes wrong, the text stays on the page and the buttons still post the plain form.
import { released } from '../section/plain_form.js';

const form = document.querySelector('#explanations');
const PAUSE = 1500, AGAIN = 8000;
const AUDIENCES = { true: '✓ 已说明（公开）', false: '✓ 已说明（仅财政局）' };
const lines = text => text.trim().replace(/\r\n?/g, '\n');

class Explanations {
  constructor() {
    this.told = document.querySelector('#explained');
    this.boxes = [...form.querySelectorAll('.explanation:not(.shared)')];
    this.shared = form.elements.shared_text;
    this.going = this.leaving = false;
    form.addEventListener('input', () => this.plan());
    form.addEventListener('submit', () => { this.leaving = true; clearTimeout(this.timer); });
    window.addEventListener('online', () => this.plan(0));
    window.addEventListener('beforeunload', event => { if (!this.leaving && (this.changed().length || this.pending())) event.preventDefault(); });
    if (this.changed().length) this.plan();   // typed before this script was there
  }

  changed() {
    return this.boxes.map(box => this.state(box)).filter(one => one.text !== one.was || (one.text && one.open !== one.wasOpen));
  }

  // The shared text goes to the ticked places by its button alone: a half-written one must not stand in ten of them.
  pending() { return Boolean(this.shared && this.shared.value !== this.shared.defaultValue); }

  state(box) {
    const [key, was, text, open] = ['[name=key]', '[name=was]', '[name=text]', '[name=public]'].map(one => box.querySelector(one));
    const before = box.querySelector('[name=was_public]');
    return {
      box, key: key.value, was: lines(was.value), text: lines(text.value), typed: text.value, open: open.checked, wasOpen: Boolean(before),
      fields: { was, text, before },
    };
  }

  plan(milliseconds = PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  say(words) { this.told.textContent = words; }

  async save() {
    const sent = this.changed();
    if (this.leaving || !sent.length) return;
    if (this.going) { this.plan(); return; }
    this.going = true;
    this.say('正在保存说明…');
    const answer = await this.post(sent).catch(() => null), told = answer ? await answer.json().catch(() => null) : null;
    await released();
    this.going = false;
    if (!told || !told.refused) { this.failed(answer); return; }
    for (const one of sent) this.kept(one, told.refused[one.key] || '');
    document.querySelector('#explain').innerHTML = told.count;
    const place = document.querySelector('#submission-part');
    if (place && !place.contains(document.activeElement)) place.innerHTML = told.submit;
    this.say(Object.keys(told.refused).length ? '有说明没有保存，原因写在该说明下方。' : `说明已保存（${new Date().toTimeString().slice(0, 5)}）。`);
  }

  post(sent) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    for (const { key, typed, was, open, wasOpen } of sent) {
      for (const [name, value] of Object.entries({ key, text: typed, was })) body.append(name, value);
      if (open) body.append('public', key);
      if (wasOpen) body.append('was_public', key);
    }
    return fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual' });
  }

  failed(answer) {
    const expired = answer && [401, 403].includes(answer.status);
    this.say(expired ? '登录已过期，说明保留在本页。请在新窗口登录后按“保存说明”。' : '暂时没有保存，说明保留在本页，稍后自动再试。');
    if (!expired) this.plan(AGAIN);
  }

  kept({ box, typed, open, fields, key }, message) {
    const error = box.querySelector('.invalid-feedback');
    error.textContent = message;
    error.classList.toggle('d-block', Boolean(message));
    fields.text.classList.toggle('is-invalid', Boolean(message));
    if (message) return;
    fields.was.value = typed;
    if (fields.before && !open) fields.before.remove();
    if (!fields.before && open) box.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'was_public', value: key }));
    box.querySelector('[data-kept]').textContent = typed.trim() ? AUDIENCES[open] : '';
  }
}

if (form) new Explanations();
