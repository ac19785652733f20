// What was typed and has not arrived at the server, kept in this browser: one copy for each person, section and open
// page. A copy goes only when the server has confirmed its content, or when its writer says so.
const NAME = (person, path, page) => ['jixiao-copy', person, path, page].join('|');

export class LocalCopy {
  constructor(person, path, page) { this.person = person; this.path = path; this.page = page; this.works = true; }

  // False when the browser keeps nothing (private mode, disk full): the page must say so.
  write(copy, page = this.page) {
    try {
      localStorage.setItem(NAME(this.person, this.path, page), JSON.stringify({ ...copy, page, written: Date.now() }));
      this.works = true;
    } catch { this.works = false; }
    return this.works;
  }

  remove(page = this.page) {
    try { localStorage.removeItem(NAME(this.person, this.path, page)); } catch { /* nothing was kept */ }
  }

  // The copies that other pages of this person left of this section, newest first.
  left() {
    const start = NAME(this.person, this.path, '');
    try {
      return Object.keys(localStorage).filter(key => key.startsWith(start))
        .map(key => JSON.parse(localStorage.getItem(key)))
        .filter(copy => copy.page !== this.page).sort((a, b) => b.written - a.written);
    } catch { return []; }
  }
}

// The pages of this browser that are open now: what they hold is not left behind.
export function openPages(own, wait = 250) {
  const found = new Set();
  if ('BroadcastChannel' in window) {
    const channel = new BroadcastChannel('jixiao-pages');
    channel.onmessage = ({ data }) => {
      if (data.page) found.add(data.page); else channel.postMessage({ page: own });
    };
    channel.postMessage({});
  }
  return new Promise(done => { setTimeout(() => done(found), wait); });
}
