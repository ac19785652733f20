// The section saves itself: 1.5 s after the last change, one request at a time, the newest text last. Whatever goes
// wrong, the text stays on the page and in this browser (local_copies.js), and the line at the foot says what is true.
// A button posts the plain form whatever happens here (plain_form.js).
import { follow, take } from './follow.js';
import { settled } from './grid.js';
import { contact } from './lasting.js';
import { LocalCopy, openPages } from './local_copies.js';
import { differing, held, isText, textsOf, without } from './page_texts.js';
import { PlainForm, limited, reaches, released } from './plain_form.js';

const PAUSE = 1500, LONGEST = 15000, TIMEOUT = 20000, AGAIN = 4000, OPENED = 500, BACK_OFF = [2, 4, 8, 16, 30, 60];
const SAYS = {
  offline: '未能连接服务器，内容保留在本机，连上后自动保存。',
  server: '系统暂时不能保存，内容保留在本机，稍后自动再试。',
  expired: '登录已过期，内容保留在本机。重新登录后自动继续保存。',
  forbidden: '您现在没有填报这一部分的权限，没有保存；内容保留在本机。请联系管理员。',
  gone: '找不到这份报告，没有保存；内容保留在本机。请联系管理员。',
  refused: '系统没有收下这次内容（可能太多），内容保留在本机，请按“先放着”查看原因。',
  clash: '尚未保存，请在上方逐处选定。',
  unfollowed: '内容已经保存，但本页没有显示最新的校验结果。',
  newer: '本页打开以后又保存过，这里显示的不是最新内容。',
  nowhere: '本机没有可用的存储空间，未保存的内容只在本页，请不要关闭。',
};
const token = () => [...crypto.getRandomValues(new Uint8Array(12))].map(n => n.toString(16).padStart(2, '0')).join('');

export class Autosave {
  constructor(form) {
    Object.assign(this, { form, page: token(), edits: 0, saved: 0, last: 0, failures: 0, stopped: '', composing: false, shows: '' });
    this.copy = new LocalCopy(form.dataset.person, form.dataset.autosave, this.page);
    this.line = document.querySelector('#autosave');
    this.voice = document.querySelector('#heard');
    form.elements.page.value = this.page;
    if (document.querySelector('#clash .conflict')) { this.stopped = 'clash'; this.edits = 1; }
    this.listen();
    this.open();
    this.offer().catch(() => {});   // what is kept stays kept, and is offered the next time
  }

  // What a page opens with is no change of it: where it says what a button has done, nobody would hear that.
  open() {
    const said = [...document.querySelectorAll('#notices p, .said [role=status]')].map(one => one.textContent);
    if (said.length) setTimeout(() => { if (!this.voice.textContent) this.hear(said.join('')); }, OPENED);
  }

  // An answer to a comment is saved by its buttons alone.
  get answers() { return [...this.form.querySelectorAll('textarea[name^="comment-"]')].some(box => box.value !== box.defaultValue); }

  get unsaved() { return this.edits !== this.saved; }

  listen() {
    const { form } = this;
    const text = event => isText(event.target.name) && this.changed();
    form.addEventListener('input', text);
    form.addEventListener('change', event => event.target.matches('select, [type=checkbox]') && text(event));
    form.addEventListener('compositionstart', () => { this.composing = true; });
    form.addEventListener('compositionend', () => { this.composing = false; this.changed(); });
    new PlainForm(form, { busy: () => !this.stopped && (this.unsaved || this.going), wait: () => this.settle(), leave: () => this.leave() });
    // Taking back a paste or a removal changes inputs without a word.
    document.addEventListener('click', event => event.target.closest('[data-undo-paste], #undo-remove') && setTimeout(() => this.changed()));
    for (const signal of ['online', 'focus']) window.addEventListener(signal, () => this.failures && this.send());
    window.addEventListener('beforeunload', event => { this.parting = true; if (this.unsaved || (this.answers && !this.leaving)) event.preventDefault(); });
    window.addEventListener('pagehide', () => this.unsaved && !this.stopped && this.farewell());
    const out = document.querySelector('form[action$="/logout/"]');
    if (out) new PlainForm(out, { busy: () => this.unsaved && !this.stopped, wait: () => this.send().then(() => true), leave: () => {} });
  }

  texts() { return textsOf(this.form); }

  keep(sending = 0) {
    const { version } = this.form.elements;
    if (!this.copy.write({ version: version.value, sending, last: this.last, texts: this.texts() })) this.tell(SAYS.nowhere, 'bad');
  }

  changed() {
    this.edits += 1;
    this.keep();
    this.since = this.since || Date.now();
    if (this.failures || this.stopped) return;
    if (!this.going && this.copy.works) this.tell('有新的改动，停顿后自动保存');
    this.plan(Math.min(PAUSE, Math.max(this.since + LONGEST - Date.now(), 0)));
  }

  plan(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  body(texts = this.texts()) {
    this.last += 1;
    const { csrfmiddlewaretoken, version } = this.form.elements;
    const { page, last, shows } = this, { person } = this.form.dataset, some = differing(this.form, this.known, texts);
    const own = { csrfmiddlewaretoken: csrfmiddlewaretoken.value, page, sending: last, person, shows };
    // Without `version` a server of before, which would take differences for the whole page, stores nothing (sent_page.py).
    own[some ? 'differs' : 'version'] = version.value;
    return new URLSearchParams([...some || texts, ...Object.entries(own)]);
  }

  post(address, body, more = {}) {
    return fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual', ...more });
  }

  // One request at a time, the newest text last; a text being composed waits until it is done.
  send() {
    if (this.stopped || this.composing || !this.unsaved) return Promise.resolve();
    if (this.going) { this.again = true; return this.going; }
    this.going = this.once().finally(() => {
      this.going = undefined;
      const again = this.again;
      this.again = false;
      return again && !this.failures ? this.send() : undefined;
    });
    return this.going;
  }

  async once() {
    clearTimeout(this.timer);
    this.since = undefined;
    const edit = this.edits, texts = this.texts(), body = this.body(texts);
    this.keep(this.last);
    if (!this.failures) this.tell('正在保存…');
    let answer = null, told = {};
    const control = 'AbortController' in window ? new AbortController() : undefined;
    try {
      answer = await limited(this.post(this.form.dataset.autosave, body, control && { signal: control.signal }), TIMEOUT);
      told = Object(await limited(answer.json(), TIMEOUT).catch(() => null));
      await released();
    } catch { if (control) control.abort(); /* no answer: offline below */ }
    this.answered = answer !== null;
    if (answer && answer.ok && told.version !== undefined) this.arrived(told, edit, new Map(texts)); else this.failed(answer, told);
  }

  arrived(told, edit, sent) {
    contact();
    this.failures = 0;
    this.form.elements.version.value = told.version;
    this.partly = !told.whole;
    const spare = told.differs ? [] : told.spare;   // without a word on it from a server of before
    Object.assign(this, { known: spare ? without(sent, spare) : null, shows: '' });
    if (edit === this.edits) {
      const stood = new Map(this.texts());
      if (told.whole) { this.saved = edit; this.copy.remove(); } else this.keep();
      this.show(() => { follow(told.page, sent); settled(this.form); this.shows = told.stamp; });
      if (spare) this.known = without(held(this.form, sent, stood), spare);
    } else { this.keep(); this.plan(PAUSE); }
    let shown = true;
    this.show(() => { shown = take(this.form, told.texts, sent); });
    this.hear(told.heard);
    const where = told.field ? `：“${told.field}”等处标红的输入框下写明原因` : '（按“先放着”查看位置）';
    const wrong = told.wrong ? `，有 ${told.wrong} 处没有通过检查${where}` : '';
    if (edit !== this.edits) this.tell('有新的改动，停顿后自动保存');
    else this.tell(told.whole ? `✓ 已自动暂存 ${told.at}${wrong}` : '有内容太长或含有不能保存的字符，系统只存了一部分，全文保留在本机；按“先放着”查看位置。', told.whole && !wrong ? '' : 'bad');
    if (told.undone) this.notice(told.undone);
    if (told.merged) this.notice(told.merged, told.rows || !shown);
  }

  // What the page shows may fail to follow; what is typed is saved all the same, and a page opened anew shows it.
  show(step) {
    try { step(); } catch (error) {
      console.error(error);   // for the person who looks after the system
      this.notice(SAYS.unfollowed, true);
    }
  }

  failed(answer, told) {
    const status = answer ? answer.status : 0;
    this.foreign = told.kind === 'stranger';
    if (status === 403 && told.token && told.token !== this.form.elements.csrfmiddlewaretoken.value) {
      for (const input of document.querySelectorAll('[name=csrfmiddlewaretoken]')) input.value = told.token;
      this.plan(0);
      return;
    }
    if (told.kind === 'whole') { this.known = null; this.plan(0); return; }
    if (told.kind === 'late') { this.plan(PAUSE); return; }
    if (told.kind === 'clash') {
      this.stopped = 'clash';
      const place = document.querySelector('#clash');
      place.innerHTML = told.html.replace(' autofocus', '');   // the caret stays where it is
      place.scrollIntoView({ block: 'start' });
      this.tell(`${place.querySelector('h2').textContent.replace(/\s+/g, ' ').trim()}。${SAYS.clash}`, 'bad');
      return;
    }
    if (told.kind === 'locked') { this.stopped = 'locked'; this.tell(told.message, 'bad'); return; }
    const expired = status === 401 || (answer !== null && answer.type === 'opaqueredirect');
    const words = told.message && told.kind ? told.message : !answer ? SAYS.offline : expired ? SAYS.expired
      : { 403: SAYS.forbidden, 404: SAYS.gone, 400: SAYS.refused, 413: SAYS.refused }[status] || SAYS.server;
    this.tell(words, 'bad', expired);
    const wait = BACK_OFF[Math.min(this.failures, BACK_OFF.length - 1)];
    this.failures += 1;
    this.plan(wait * (800 + Math.random() * 400));
  }

  // The line at the foot. Good news is only seen, bad news is heard as well.
  tell(words, kind = '', login = false) {
    this.line.classList.toggle('over', kind === 'bad');
    if (this.line.textContent !== words) this.line.textContent = words;
    document.querySelector('#autosave-login').hidden = !login;
    if (kind === 'bad') this.hear(words);
  }

  hear(words) { if (this.voice.textContent !== words) this.voice.textContent = words; }

  notice(words, reload = false) {
    const box = document.createElement('p');
    box.className = 'notice';
    box.textContent = words;
    if (reload) box.append(' ', Object.assign(document.createElement('a'), { href: location.pathname, textContent: '显示最新内容' }));
    const place = document.querySelector('#notices');
    place.textContent = '';
    place.append(box);
  }

  // A button saves what is not saved yet first; whether the plain form may follow. It stays only where it would be lost or
  // would be somebody else's: there is no way to the server, or another person has signed in.
  async settle() {
    while (this.going) await this.going;
    await this.send();
    if (!this.unsaved || this.partly || this.stopped === 'locked') return true;
    return !this.foreign && (this.answered || reaches());
  }

  leave() {
    const { unsaved } = this;
    this.saved = this.edits;
    this.leaving = true;
    this.last += 1;
    this.form.elements.sending.value = this.last;
    if (unsaved) this.keep(this.partly ? 0 : this.last);
  }

  // The window closes: the text goes along if it is short enough for a request that outlives its page (64 kB).
  farewell() {
    const body = this.body();
    this.keep(this.last);
    if (body.toString().length < 60000) this.post(this.form.dataset.autosave, body, { keepalive: true }).catch(() => {});
  }

  // What an earlier page could not save: the server says what is missing, the person decides.
  async offer() {
    const place = document.querySelector('#local');
    if (!this.copy.left().length || this.stopped === 'clash') return;
    const open = await openPages(this.page);
    const left = this.copy.left().find(copy => !open.has(copy.page));
    if (!left) return;
    const own = { csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value, version: left.version, page: left.page, sending: left.sending };
    const answer = await this.post(this.form.dataset.compare, new URLSearchParams([...left.texts, ...Object.entries(own)])).catch(() => null);
    if (answer === null || answer.status >= 500) { setTimeout(() => this.offer(), AGAIN); return; }   // the site is away for a moment
    if (answer.status !== 200) return;
    const told = await answer.json();
    await released();
    place.innerHTML = told.html;
    if (!told.html) {
      this.copy.remove(left.page);
      // The last request of the page before has overtaken this page: what it shows is older than what is stored.
      // Not while a button or a link leads away: that would be cancelled, and the click lost.
      if (this.edits || String(told.version) === this.form.elements.version.value) this.offer();
      else if (this.parting || this.leaving) this.notice(SAYS.newer, true); else location.reload();
      return;
    }
    place.querySelector('[data-drop]').onclick = () => { this.copy.remove(left.page); place.textContent = ''; };
    const button = place.querySelector('[data-restore]');
    if (button) button.onclick = () => this.restore(left, own);
  }

  // As a plain form, so that a conflict with what a colleague saved since is shown as any other.
  restore(left, own) {
    const sending = left.last + 1, form = document.createElement('form');
    this.copy.write({ ...left, sending, last: sending }, left.page);
    form.method = 'post';
    for (const [name, text] of [...left.texts, ...Object.entries({ ...own, sending, go: 'stay' })]) {
      form.append(Object.assign(document.createElement('textarea'), { name, value: text, hidden: true }));
    }
    this.saved = this.edits;
    document.body.append(form);
    form.submit();
  }
}
