// A chart: moved and zoomed as one layer by a CSS transform, walked by keys, searched, and asked again without leaving.
// Without this file the form is a plain GET and the picture stands in its natural size.
{
  const view = $('#view'), box = $('#pan'), form = $('#look'), MOVED = 5, STEP = .35;
  let links = [], texts = [], hits = [], at = -1, natural = 1;

  // --- one layer: #pan is transformed, nothing of the picture is touched ---
  const pan = Panzoom(box, { maxScale: 16, minScale: .05, step: STEP, animate: false, cursor: 'grab', overflow: 'hidden', canvas: true });
  const draw = () => $('svg', box);
  const size = () => ({ w: box.offsetWidth, h: box.offsetHeight, vw: view.clientWidth, vh: view.clientHeight });
  // Where the box's upper left corner stands at the view's, at a scale: Panzoom scales about the middle.
  const corner = s => { const { w, h } = size(); return [w / 2 * (1 - 1 / s), h / 2 * (1 - 1 / s)]; };
  const place = (s, x = 0, y = 0) => { pan.zoom(s); const [cx, cy] = corner(s); pan.pan(cx + x / s, cy + y / s, { force: true }); };
  const whole = () => { const { w, h, vw, vh } = size(), s = Math.min(vw / w, vh / h); place(s, (vw - w * s) / 2); };
  // A wide sheet on a phone begins at a size that can be read; a small picture is not blown up to fill a wall.
  const start = () => {
    const { w, vw } = size(), s = vw < 700 && natural > 1.7 * w ? natural / w : Math.min(1, 1.5 * natural / w);
    place(s, s < 1 ? (vw - w * s) / 2 : 0);
  };
  // While it moves the browser keeps the layer as it is; when it rests, the text is drawn sharp again.
  let resting;
  const moving = () => { box.classList.add('moving'); view.classList.add('moving'); clearTimeout(resting); resting = setTimeout(() => { box.classList.remove('moving'); view.classList.remove('moving'); }, 250); };
  box.addEventListener('panzoomchange', e => { if (e.detail.originalEvent) moving(); });   // a hand or a wheel moves it, not a step
  const step = { in: () => pan.zoomIn({ animate: false }), out: () => pan.zoomOut({ animate: false }), fit: whole };
  document.addEventListener('click', e => { const b = e.target.closest('[data-zoom]'); if (b) step[b.dataset.zoom](); });
  view.addEventListener('wheel', e => { if (e.ctrlKey || document.activeElement === view) { e.preventDefault(); pan.zoomWithWheel(e); } }, { passive: false });

  // Two fingers: what lies under each stays under it. Panzoom adds step/80 a pixel, so the step is chosen as they meet the glass.
  const fingers = new Map();
  view.addEventListener('pointerdown', e => {
    fingers.set(e.pointerId, e);
    const [one, other] = [...fingers.values()];
    if (other) pan.setOptions({ step: 80 * pan.getScale() / Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)) });
  }, true);
  ['pointerup', 'pointercancel'].forEach(name => addEventListener(name, e => { fingers.delete(e.pointerId); pan.setOptions({ step: STEP }); }, true));

  // A drag that ends on a link opens nothing, and a link is not dragged away.
  let from = null, dragged = false;
  view.addEventListener('pointerdown', e => { from = [e.clientX, e.clientY]; dragged = false; }, true);
  view.addEventListener('pointermove', e => { if (from && Math.hypot(e.clientX - from[0], e.clientY - from[1]) > MOVED) dragged = true; }, true);
  addEventListener('pointerup', () => { from = null; }, true);
  view.addEventListener('click', e => { if (dragged) { e.preventDefault(); e.stopPropagation(); dragged = false; } }, true);
  view.addEventListener('dragstart', e => e.preventDefault());

  // Panzoom draws at the next frame: where a thing stands is asked after that.
  const bring = el => requestAnimationFrame(() => {
    const a = el.getBoundingClientRect(), b = view.getBoundingClientRect();
    if (a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom) return;
    const s = pan.getScale();
    pan.pan(((b.left + b.right) - (a.left + a.right)) / 2 / s, ((b.top + b.bottom) - (a.top + a.bottom)) / 2 / s, { relative: true, force: true });
  });
  const go = a => { a?.focus({ preventScroll: true }); if (a) bring(a); };
  view.addEventListener('keydown', e => {
    if (e.altKey || e.metaKey || e.ctrlKey) return;
    const inside = links.indexOf(e.target.closest('a'));
    const acts = inside >= 0 ? {
      ArrowDown: () => go(links[(inside + 1) % links.length]), ArrowRight: () => go(links[(inside + 1) % links.length]),
      ArrowUp: () => go(links[(inside + links.length - 1) % links.length]), ArrowLeft: () => go(links[(inside + links.length - 1) % links.length]),
      Escape: () => view.focus({ preventScroll: true }),
    } : {
      ArrowLeft: () => pan.pan(60 / pan.getScale(), 0, { relative: true }), ArrowRight: () => pan.pan(-60 / pan.getScale(), 0, { relative: true }),
      ArrowUp: () => pan.pan(0, 60 / pan.getScale(), { relative: true }), ArrowDown: () => pan.pan(0, -60 / pan.getScale(), { relative: true }),
      Enter: () => go(links[0]), 0: whole,
    };
    Object.assign(acts, { '+': step.in, '=': step.in, '-': step.out });
    if (acts[e.key]) { e.preventDefault(); acts[e.key](); }
  });

  // --- search within: what is met is framed, Enter goes from one to the next ---
  const mark = () => {
    const v = $('#in').value.trim(), met = v ? links.filter((_, i) => texts[i].includes(v)) : [], kept = new Set(met);
    hits.forEach(a => kept.has(a) || a.classList.remove('hit'));
    met.forEach(a => a.classList.add('hit'));
    hits = met; at = -1;
    $('#hits').textContent = v ? met.length : '';
  };
  document.addEventListener('input', e => { if (e.target.id === 'in') mark(); });
  document.addEventListener('keydown', e => {
    if (e.target.id !== 'in' || e.key !== 'Enter' || e.isComposing || e.keyCode === 229 || !hits.length) return;
    e.preventDefault();
    at = (at + 1) % hits.length;
    bring(hits[at]);
    $('#hits').textContent = `${at + 1}/${hits.length}`;
  });

  // --- the same page asked again: only what it shows is put in place of what was shown ---
  const parts = ['files', 'dates', 'layers', 'comparing', 'kept', 'rootkept', 'diffs', 'twin', 'refused'];
  const address = () => {
    const given = [...new FormData(form)].filter(([name, value]) => value || name === 'layers');
    return `${location.pathname}?${new URLSearchParams(given)}`;
  };
  let asked = 0;
  async function look(url, push = true) {
    const mine = ++asked;
    view.setAttribute('aria-busy', 'true');
    const said = await fetch(url).catch(() => null);
    const page = said && new DOMParser().parseFromString(await said.text(), 'text/html');
    if (mine !== asked) return;
    if (!page?.querySelector('#pan')) { location.href = url; return; }
    const held = document.activeElement?.id, kind = page.querySelector('[name=style]:checked')?.value, same = kind === shown;
    for (const id of parts) {
      const old = document.getElementById(id), now = page.getElementById(id);
      if (old && now) old.replaceWith(now);
      else if (old) old.remove();
      else if (now) (id === 'diffs' ? $('#stage') : $('#stage').parentNode).insertBefore(now, id === 'diffs' ? null : $('#stage'));
    }
    $$('[name=style][type=radio]').forEach(one => { one.checked = one.value === kind; });
    $('.who a[hreflang]').href = page.querySelector('.who a[hreflang]').href;
    $('#stage').className = page.getElementById('stage').className;
    view.setAttribute('aria-label', page.getElementById('view').getAttribute('aria-label'));
    document.title = page.title;
    $('#charthead').textContent = page.getElementById('charthead').textContent;
    box.replaceChildren(...page.getElementById('pan').childNodes);
    if (push) history.pushState(null, '', url);
    view.removeAttribute('aria-busy');
    ready(!same);
    document.getElementById(held)?.focus({ preventScroll: true });
  }
  document.addEventListener('change', e => { if (e.target.form === form && e.target.id !== 'in' && form.checkValidity()) look(address()); });
  form.addEventListener('submit', e => { e.preventDefault(); if (e.submitter) look(address()); });
  document.addEventListener('click', e => {
    const a = e.target.closest('#earlier, #later, #today, #cmp, #diffs a');
    if (a && !e.ctrlKey && !e.metaKey && !e.shiftKey) { e.preventDefault(); look(a.href); }
  });
  addEventListener('popstate', () => look(location.href, false));
  const stop = i => $('#stop').dataset.stops.trim().split(' ')[i];
  form.addEventListener('input', e => { if (e.target.id === 'stop') { e.target.setAttribute('aria-valuetext', stop(e.target.value)); $('#on').value = stop(e.target.value); } });

  let shown;
  function ready(anew) {
    links = $$('a', box); texts = links.map(a => a.textContent + ' ' + (a.getAttribute('xlink:title') ?? ''));
    hits = [];
    natural = (parseFloat(draw()?.getAttribute('width')) || 1) * 4 / 3;
    shown = $('[name=style]:checked')?.value;
    mark();
    if (anew) start();
  }
  document.documentElement.classList.add('scripted');
  setTimeout(() => ready(true));   // Panzoom itself goes to its beginning one task after it was made
  addEventListener('resize', () => { if (!box.classList.contains('moving')) start(); });
}
