// Keeps the forms for use without the network: exactly the files of one edition, each compared with its digest.
//
// A page is given all of its program from one edition or from none. A new edition is kept beside the old one, and takes
// its place when a person says so (src/ui/new_version.rs), or when no window is open. The texts, which an agency changes
// where they lie, are asked for anew at each start while the host still has this edition; otherwise the kept ones are given.
//
// Nothing else of this origin goes through here: not the page that checks the host, and no page of somebody else's.

'use strict';
(function () {
  // Written when the site is made (xtask/site/src/offline.rs): paths with their SHA-256.
  var EDITION = /* edition */ { id: '', program: {}, texts: {} };

  var PAGE = 'index.html';
  var OURS = 'mhtr-forms edition ';
  var CACHE = OURS + EDITION.id;
  var scope = self.registration.scope;
  /** How long a start waits for the host, in milliseconds, before it goes by what is kept. */
  var PATIENCE = 4000;
  /** The pages that are starting, and whether the host still has this edition. */
  var starting = new Map();

  function addressOf(path) {
    return new URL(path, scope).href;
  }

  /** The path of an address below the scope, without what stands behind `?`. */
  function pathOf(address) {
    return decodeURI(address.split(/[?#]/)[0].slice(scope.length));
  }

  function digestOf(hex) {
    var bytes = hex.match(/../g).map(function (pair) { return parseInt(pair, 16); });
    return 'sha256-' + btoa(String.fromCharCode.apply(null, bytes));
  }

  /** An answer as it can be given for a page: one that came by way of another address cannot. */
  async function plain(response) {
    if (!response.redirected) return response;
    return new Response(await response.blob(), { status: response.status, headers: response.headers });
  }

  async function keep(cache, path, order) {
    var response = await fetch(addressOf(path), Object.assign({ cache: 'no-cache' }, order));
    if (!response.ok) throw new Error(path + ' was answered with ' + response.status);
    await cache.put(addressOf(path), await plain(response));
  }

  /** Keeps every file, or none. */
  async function keepAll() {
    var cache = await caches.open(CACHE);
    try {
      await Promise.all(Object.keys(EDITION.program).map(function (path) {
        return keep(cache, path, { integrity: digestOf(EDITION.program[path]) });
      }));
      await Promise.all(Object.keys(EDITION.texts).map(function (path) { return keep(cache, path); }));
      if (!(await isOfTheHost())) throw new Error('the host has another edition by now');
    } catch (error) {
      await caches.delete(CACHE);
      throw error;
    }
  }

  /** Whether the host has this edition, as it was made: an agency's changes to the texts are none of the list. */
  async function isOfTheHost() {
    try {
      var response = await fetch(addressOf('manifest.json'), { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
      var listed = new Map((await response.json()).files.map(function (file) { return [file.path, file.sha256]; }));
      return [EDITION.program, EDITION.texts].every(function (files) {
        return Object.keys(files).every(function (path) { return listed.get(path) === files[path]; });
      });
    } catch (error) {
      return false;
    }
  }

  /** Lets go of older editions, unless a window is open that may still want a part of one. */
  async function forgetOthers() {
    // Of one that has only just come, everything is wanted.
    if (self.registration.installing || self.registration.waiting) return;
    var windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    if (windows.length > 1) return;
    var names = await caches.keys();
    await Promise.all(names.map(function (name) {
      return name.startsWith(OURS) && name !== CACHE ? caches.delete(name) : false;
    }));
  }

  async function page(event) {
    starting.set(event.resultingClientId, isOfTheHost());
    event.waitUntil(forgetOthers());
    var kept = await (await caches.open(CACHE)).match(addressOf(PAGE));
    return kept || fetch(event.request);
  }

  /** A part of the program: of this edition, or of the one that an older window still runs. */
  async function part(request, path) {
    var names = await caches.keys();
    var ours = names.filter(function (name) { return name.startsWith(OURS); });
    ours.sort(function (one, other) { return (other === CACHE) - (one === CACHE); });
    for (var name of ours) {
      var kept = await (await caches.open(name)).match(addressOf(path));
      if (kept) return kept;
    }
    return fetch(request);
  }

  async function text(event, path) {
    var cache = await caches.open(CACHE);
    if (await starting.get(event.clientId)) {
      try {
        var response = await fetch(event.request.url, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
        if (response.ok) await cache.put(addressOf(path), await plain(response.clone()));
        if (response.status === 404) await cache.delete(addressOf(path));
        if (response.ok || response.status === 404) return response;
      } catch (error) { /* the kept one is as good as it gets */ }
    }
    return (await cache.match(addressOf(path))) || fetch(event.request);
  }

  /** Whether a file is for a page of ours. One that has only just begun is not told of by the browser yet. */
  async function isForOurPage(id, path) {
    if (starting.has(id)) return true;
    var client = await self.clients.get(id);
    return client ? ['', PAGE].includes(pathOf(client.url)) : path in EDITION.program;
  }

  self.addEventListener('install', function (event) { event.waitUntil(keepAll()); });
  self.addEventListener('activate', function (event) { event.waitUntil(forgetOthers()); });
  self.addEventListener('message', function (event) {
    if (event.data === 'use') self.skipWaiting();
  });

  self.addEventListener('fetch', function (event) {
    var request = event.request;
    if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
    var path = pathOf(request.url);
    if (request.mode === 'navigate') {
      if (['', PAGE].includes(path)) event.respondWith(page(event));
      return;
    }
    // A recording is asked for in pieces; what is kept is whole.
    if (request.headers.has('Range')) return;
    event.respondWith(isForOurPage(event.clientId, path).then(function (isOurs) {
      if (!isOurs) return fetch(request);
      return /^(agency|forms|pictures|wording)\//.test(path) ? text(event, path) : part(request, path);
    }));
  });
})();
