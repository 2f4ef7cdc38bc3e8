// Keys for every page: an external file and no inline handler, so script-src 'self' is enough.
// A key never acts while text is typed or an input method composes; single letters can be switched off (WCAG 2.1.4).
const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];
const typing = t => t.closest('input:not([type=radio],[type=checkbox],[type=range]), textarea, select');
const lettersOn = () => { try { return localStorage.getItem('letters') !== 'off'; } catch { return true; } };
const q = $('#q'), box = $('#foundbox');

// --- search: the server fills the box; without script the form is a plain GET ---
if (q && box) {
  let moved = false;
  const rows = () => $$('[role=option]', box);
  const list = () => $('#found', box);
  const isFresh = () => list()?.dataset.q === q.value.trim();
  const mark = row => {
    rows().forEach(one => one.setAttribute('aria-selected', one === row));
    row ? q.setAttribute('aria-activedescendant', row.id) : q.removeAttribute('aria-activedescendant');
  };
  const show = on => { box.hidden = !on; q.setAttribute('aria-expanded', on); };
  new MutationObserver(() => { moved = false; show(!!q.value.trim()); mark(rows()[0]); }).observe(box, { childList: true });
  q.addEventListener('input', () => { moved = false; if (!q.value.trim()) show(false); });
  q.addEventListener('keydown', e => {
    if (e.isComposing || e.keyCode === 229) { if (e.key === 'Enter') e.stopImmediatePropagation(); return; }
    const all = rows(), i = all.findIndex(one => one.getAttribute('aria-selected') === 'true');
    if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && all.length && !box.hidden) {
      e.preventDefault(); moved = true;
      mark(all[(i + (e.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length]);
    }
    if (e.key === 'Escape') { q.value = ''; show(false); }
    // What stands in the list may still be of what was typed before: then the server is asked to open the first.
    if (e.key === 'Enter' && all[i] && isFresh() && (moved || !/[++]/.test(q.value))) { e.preventDefault(); location.href = all[i].dataset.href; }
  });
  box.addEventListener('mousedown', e => { const row = e.target.closest('[role=option]'); if (row) location.href = row.dataset.href; });
  if ('typed' in q.dataset) { q.focus(); q.setSelectionRange(q.value.length, q.value.length); }
  // htmx listens one task after this file has run: what was typed before that is told again.
  setTimeout(() => { if (q.value !== q.defaultValue) q.dispatchEvent(new Event('input', { bubbles: true })); });
}
// The same of a form that htmx sends on by itself: what was chosen before it listened is told again.
const isTouched = one => one.type === 'radio' || one.type === 'checkbox' ? one.checked !== one.defaultChecked
  : one.type !== 'hidden' && one.type !== 'search' && one.defaultValue !== undefined && one.value !== one.defaultValue;
setTimeout(() => $$('form[hx-post]').forEach(form => { if ([...form.elements].some(isTouched)) form.dispatchEvent(new Event('change', { bubbles: true })); }));
$('#answer')?.focus({ preventScroll: true });
$('.bar nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });   // on a phone the menu is wider than the screen

// --- keys named in the page by data-key ---
const nextOf = found => {                                                      // what is marked, one after the other, and round again
  const all = $$(found);
  all[(all.indexOf(document.activeElement) + 1) % all.length]?.focus();
};
function act(el) {
  if (el.dataset.open) return $('#' + el.dataset.open).showModal();
  if (el.matches('input[type=file]')) el.focus();
  if (el.matches('input[type=checkbox], input[type=file]')) return el.click();
  if ('focus' in el.dataset || el.matches('input, select')) return el.focus();
  el.click();
}
// The desk's box; elsewhere one that leads there, on the spot, so that no key is lost on the way.
function toFind() {
  const there = q ?? $('#seek-q');
  if (!there) return;
  if (!q) $('#seek').showModal();
  there.value = '';
  there.focus();
}
// Left to the browser, it would hold the focus until the next frame, and what is typed by then would be lost.
$('#seek-q')?.addEventListener('keydown', e => {
  if (e.key === 'Escape' && !e.isComposing && !e.target.value) { e.preventDefault(); $('#seek').close(); e.target.blur(); }
});
document.addEventListener('keydown', e => {
  if (e.isComposing || e.keyCode === 229 || e.altKey || e.metaKey) return;
  if (e.ctrlKey) {
    const form = e.target.closest('form') ?? $('form:has([data-submit])') ?? $('main form:not(search form)');
    if (e.key === 'Enter' && form) { e.preventDefault(); form.requestSubmit($('[data-submit]', form)); }
    return;
  }
  if (e.defaultPrevented || typing(e.target) || $('dialog[open]')) return;
  if (/^[0-9]$/.test(e.key)) return toFind();                                  // a new person: just type
  if (e.key === '/' && q) { e.preventDefault(); q.focus(); q.select(); return; }
  if (/^[a-z]$/i.test(e.key) && !lettersOn()) return;
  const el = $$('[data-key]').find(one => one.dataset.key === e.key.toLowerCase());
  if (el) { e.preventDefault(); act(el); } else if (e.key === '/') { e.preventDefault(); toFind(); }
});
document.addEventListener('click', async e => {
  const b = e.target.closest('button, a'); if (!b) return;
  if (b.dataset.open) $('#' + b.dataset.open).showModal();
  if (b.dataset.close) $('#' + b.dataset.close).close();
  if ('print' in b.dataset) print();
  if (b.dataset.next) { e.preventDefault(); nextOf(b.dataset.next); }
  if (b.dataset.copy) { try { await navigator.clipboard.writeText(b.dataset.copy); b.firstChild.data = b.dataset.copied + ' '; } catch { b.firstChild.data = b.dataset.copy + ' '; } }
});
document.addEventListener('change', e => { if ('auto' in e.target.dataset) e.target.form.requestSubmit(); });
const sw = $('[data-keys-switch]');
if (sw) { sw.checked = lettersOn(); sw.addEventListener('change', () => { try { localStorage.setItem('letters', sw.checked ? 'on' : 'off'); } catch {} }); }
