// Checks how the site is hosted, for whoever set up the server, and puts what it finds beside the words in check.html.
// What should be stands in manifest.json, which is made with the site. Nothing of the forms is needed for it.

'use strict';
(function () {
  /** What the names of everything that the forms keep begin with. */
  var OURS = 'mhtr-forms';
  /** What a practice keeps in a year, many times over. */
  var ENOUGH_BYTES = 100e6;
  /** The smallest WebAssembly there is. */
  var EMPTY_PROGRAM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

  function byId(id) { return document.getElementById(id); }

  /** A result, and what was found: no line, one, or a list of them. */
  function say(place, state, found) {
    var lines = [].concat(found || []);
    place.dataset.state = state;
    place.querySelectorAll('[data-when]').forEach(function (words) { words.hidden = words.dataset.when !== state; });
    var label = byId('states').content.querySelector('[data-state=' + state + ']').cloneNode(true);
    label.removeAttribute('data-state');
    label.className = 'check__state';
    place.querySelector('h3').prepend(label, ' ');
    if (lines.length === 0) return;
    var list = document.createElement('ul');
    lines.forEach(function (line) {
      var code = document.createElement('code');
      var item = document.createElement('li');
      code.textContent = line;
      item.append(code);
      list.append(item);
    });
    place.append(list);
  }

  function check(id, state, found) { say(byId('check-' + id), state, found); }

  function word(name) { return byId('sums').content.querySelector('[data-sum=' + name + ']').textContent; }

  /** Browsers give the digest of theirs over https only, so that this is our own: SHA-256 of FIPS 180-4. */
  function sha256(bytes) {
    var K = sha256.constants;
    var H = Int32Array.from(sha256.start);
    var length = bytes.length;
    var padded = new Uint8Array(((length + 72) >> 6) << 6);
    padded.set(bytes);
    padded[length] = 0x80;
    var view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
    view.setUint32(padded.length - 4, (length << 3) >>> 0);
    var W = new Int32Array(64);
    for (var at = 0; at < padded.length; at += 64) {
      for (var n = 0; n < 64; n += 1) {
        if (n < 16) { W[n] = view.getInt32(at + 4 * n); continue; }
        var x = W[n - 15];
        var y = W[n - 2];
        W[n] = W[n - 16] + W[n - 7]
          + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
          + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
      }
      var a = H[0], b = H[1], c = H[2], d = H[3], e = H[4], f = H[5], g = H[6], h = H[7];
      for (n = 0; n < 64; n += 1) {
        var one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + ((e & f) ^ (~e & g)) + K[n] + W[n] | 0;
        var two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + ((a & b) ^ (a & c) ^ (b & c)) | 0;
        h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
      }
      [a, b, c, d, e, f, g, h].forEach(function (part, n) { H[n] = H[n] + part | 0; });
    }
    return Array.from(H, function (part) { return (part >>> 0).toString(16).padStart(8, '0'); }).join('');
  }
  // The first 32 bits of the fractions of the square and the cube roots of the first primes.
  (function () {
    var primes = [];
    for (var n = 2; primes.length < 64; n += 1) {
      if (primes.every(function (prime) { return n % prime !== 0; })) primes.push(n);
    }
    function fraction(root) { return ((root - Math.floor(root)) * 0x100000000) | 0; }
    sha256.start = primes.slice(0, 8).map(function (prime) { return fraction(Math.sqrt(prime)); });
    sha256.constants = primes.map(function (prime) { return fraction(Math.cbrt(prime)); });
  })();

  /** What the server sends now, past every copy that the browser keeps. */
  async function asked(path) {
    try {
      var response = await fetch(new URL(path, document.baseURI), { cache: 'reload' });
      return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
    } catch (error) {
      return { status: 0, headers: new Headers(), bytes: new Uint8Array() };
    }
  }

  function inWords(text) { return text.replace(/\s+/g, ' ').trim(); }

  /** What stands between the commas, whatever its order: servers put the same words together in different ways. */
  function inOrder(text) { return inWords(text).split(/\s*,\s*/).sort().join(', '); }

  function theAddress() {
    check('https', window.isSecureContext ? 'right' : 'wrong');
    check('frame', window.top === window ? 'right' : 'wrong');
  }

  /** The names that others have left under this host name, and whether the browser told of every place. */
  async function neighbours() {
    var found = [];
    var isAll = true;
    async function look(kind, names) {
      try {
        (await names()).filter(function (name) { return !name.startsWith(OURS); })
          .forEach(function (name) { found.push(kind + ': ' + name); });
      } catch (error) {
        isAll = false;
      }
    }
    await look('localStorage', async function () { return Object.keys(localStorage); });
    await look('IndexedDB', async function () {
      return (await indexedDB.databases()).map(function (database) { return database.name; });
    });
    await look('cache', async function () { return caches.keys(); });
    await look('service worker', async function () {
      return (await navigator.serviceWorker.getRegistrations()).map(function (worker) { return worker.scope; });
    });
    await look('cookie', async function () {
      return document.cookie.split(/;\s*/).filter(Boolean).map(function (cookie) { return cookie.split('=')[0]; });
    });
    check('neighbours', found.length > 0 ? 'wrong' : isAll ? 'right' : 'unknown', found);
  }

  function headers(manifest, page) {
    var list = byId('headers');
    Object.keys(manifest.headers).forEach(function (name) {
      var row = byId('header').content.firstElementChild.cloneNode(true);
      row.querySelector('h3').textContent = name;
      list.append(row);
      var should = manifest.headers[name];
      var is = page.headers.get(name);
      if (page.status !== 200) say(row, 'unknown');
      else if (is !== null && inWords(is) === should) say(row, 'right', is);
      else say(row, 'wrong', [is === null ? '—' : is, should]);
    });
    var strict = page.headers.get('Strict-Transport-Security');
    if (location.protocol !== 'https:') check('strict', 'note');
    else check('strict', strict ? 'right' : 'wrong', strict || []);
  }

  async function files(manifest) {
    var bad = [];
    var changed = [];
    var types = [];
    var caching = [];
    var without = [];
    /** Of the program, once it has arrived. */
    var encoding;
    /** The texts of the forms, for the program that looks at them. */
    var forms = {};
    var listed = manifest.files.filter(function (file) { return file.asked; });
    // One after the other: a server that is set up for few visitors at once is no fault.
    for (var file of listed) {
      var answer = await asked(file.path);
      var isOurs = !file.path.startsWith('agency/');
      if (answer.status !== 200) {
        bad.push(file.path + ': ' + answer.status);
        continue;
      }
      if (answer.bytes.length !== file.bytes || sha256(answer.bytes) !== file.sha256) {
        (isOurs ? bad : changed).push(file.path + ': ' + answer.bytes.length + ' / ' + file.bytes);
      }
      var ofForm = file.path.match(/^forms\/([^/]+)\/([^/]+\.(?:json|toml))$/);
      if (ofForm) {
        forms[ofForm[1]] = forms[ofForm[1]] || {};
        forms[ofForm[1]][ofForm[2]] = new TextDecoder().decode(answer.bytes);
      }
      var type = (answer.headers.get('Content-Type') || '').split(';')[0].trim().toLowerCase();
      var ending = file.path.split('.').pop();
      var should = (manifest.types[ending] || '').split(';')[0];
      if (should && type !== should) types.push(file.path + ': ' + (type || '—') + ' / ' + should);
      var lacking = Object.keys(manifest.headers).filter(function (name) {
        return inWords(answer.headers.get(name) || '') !== manifest.headers[name];
      });
      if (lacking.length > 0) without.push(file.path + ': ' + lacking.join(', '));
      var kept = inWords(answer.headers.get('Cache-Control') || '');
      if (inOrder(kept) !== inOrder(file.cache)) caching.push(file.path + ': ' + (kept || '—') + ' / ' + file.cache);
      // One part of the app that arrives as it is counts for both.
      if (/^[^/]+\.wasm$/.test(file.path) && encoding !== null) encoding = answer.headers.get('Content-Encoding');
    }
    check('files', bad.length > 0 ? 'wrong' : 'right', bad.length > 0 ? bad : String(listed.length));
    check('agency', changed.length > 0 ? 'note' : 'right', changed);
    check('types', types.length > 0 ? 'wrong' : 'right', types);
    check('caching', caching.length > 0 ? 'wrong' : 'right', caching);
    check('everywhere', without.length > 0 ? 'wrong' : 'right', without);
    if (encoding === undefined) check('compression', 'unknown');
    else check('compression', encoding ? 'right' : 'note', encoding || []);
    return forms;
  }

  /** The text of a file, `true` if it is no text, nothing if it did not arrive. */
  async function textOf(path) {
    var answer = await asked(path);
    if (answer.status !== 200) return null;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes);
    } catch (error) {
      return true;
    }
  }

  /** The program that looks at settings and forms, if it is the one that the page holds the digest of. */
  async function looker() {
    var place = document.querySelector('meta[name="check-program"]');
    var address = new URL(place.content, document.baseURI).href;
    await new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      Object.assign(script, { type: 'module', integrity: place.dataset.integrity, crossOrigin: 'anonymous', onload: resolve, onerror: reject });
      script.src = address;
      document.head.append(script);
      script.remove();
    });
    var program = await import(address);
    await program.start();
    return program;
  }

  /** What the program says that `cargo xtask check-forms` says too: the same words of the same texts. */
  async function settings(forms) {
    var verdicts;
    try {
      var program = await looker();
      var agency = { 'settings.json': await textOf('agency/settings.json') };
      for (var path of program.files(agency['settings.json'] || '').split('\n').filter(Boolean)) {
        agency[path] = await textOf('agency/' + path);
      }
      verdicts = JSON.parse(program.check(JSON.stringify({ agency: agency, forms: forms })));
    } catch (error) {
      check('settings', 'unknown');
      return;
    }
    var isWrong = verdicts.some(function (verdict) { return verdict.isWrong; });
    check('settings', isWrong ? 'wrong' : verdicts.length > 0 ? 'note' : 'right', verdicts.map(function (verdict) { return verdict.said; }));
  }

  function program() {
    var isOn = false;
    try {
      isOn = new WebAssembly.Module(EMPTY_PROGRAM) instanceof WebAssembly.Module && 'noModule' in HTMLScriptElement.prototype;
    } catch (error) { /* it is off */ }
    check('wasm', isOn ? 'right' : 'wrong');
  }

  function answered(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
    });
  }

  async function database() {
    var name = OURS + '.check';
    var found = [];
    try {
      var opening = indexedDB.open(name, 1);
      opening.onupgradeneeded = function () { opening.result.createObjectStore('check'); };
      var open = await answered(opening);
      var transaction = open.transaction('check', 'readwrite');
      var over = new Promise(function (resolve, reject) {
        transaction.oncomplete = resolve;
        transaction.onabort = function () { reject(transaction.error); };
      });
      transaction.objectStore('check').put('written', 'record');
      await over;
      var read = await answered(open.transaction('check').objectStore('check').get('record'));
      open.close();
      if (read !== 'written') found.push(String(read));
    } catch (error) {
      found.push(String(error));
    }
    try { await answered(indexedDB.deleteDatabase(name)); } catch (error) { /* there is none */ }
    check('database', found.length > 0 ? 'wrong' : 'right', found);
  }

  async function storage() {
    var isLasting = null;
    var room = null;
    try { isLasting = await navigator.storage.persisted(); } catch (error) { /* not over http */ }
    try { room = await navigator.storage.estimate(); } catch (error) { /* not over http */ }
    check('lasting', isLasting === null ? 'unknown' : isLasting ? 'right' : 'note');
    if (!room || typeof room.quota !== 'number') check('room', 'unknown');
    else check('room', room.quota >= ENOUGH_BYTES ? 'right' : 'wrong', Math.round(room.usage / 1e6) + ' MB / ' + Math.round(room.quota / 1e6) + ' MB');
  }

  async function hosting() {
    var both = await Promise.all([asked('manifest.json'), asked('./')]);
    var manifest = null;
    try { manifest = JSON.parse(new TextDecoder().decode(both[0].bytes)); } catch (error) { /* it is something else */ }
    var isThere = both[0].status === 200 && manifest && manifest.format === 1 && both[1].status === 200;
    check('answers', isThere ? 'right' : 'wrong', isThere ? [] : ['manifest.json: ' + both[0].status, './: ' + both[1].status]);
    if (!manifest || manifest.format !== 1) return;
    byId('fact-manifest').textContent = sha256(both[0].bytes);
    byId('fact-version').textContent = manifest.version;
    byId('fact-commit').textContent = manifest.commit || word('unrecorded');
    headers(manifest, both[1]);
    await settings(await files(manifest));
  }

  async function run() {
    byId('fact-address').textContent = document.baseURI.replace(/[?#].*/, '');
    byId('fact-date').textContent = new Date().toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'long' });
    byId('fact-browser').textContent = navigator.userAgent;
    byId('print').addEventListener('click', function () { window.print(); });
    theAddress();
    await neighbours();
    program();
    await database();
    await storage();
    await hosting();
    byId('summary').textContent = word(document.querySelector('.check[data-state=wrong]') ? 'wrong' : 'right');
  }

  run();
})();
