// What is left when the program stops in the middle: a page that says so, and a copy of the sealed store.
// The words stand in index.html. No WebAssembly is needed for any of it. Read before boot.js.

'use strict';
(function () {
  /** The name of our database, and what the names of our keys in localStorage begin with. */
  var OURS = 'mhtr-forms';
  /** The key under which the records stand that are being opened. It holds names and numbers only. */
  var OPENING = OURS + '.opening';
  /** As many records at most are remembered as having stopped the program. */
  var MOST_OPENING = 50;

  var isStopped = false;
  var savedAt = '';
  /** Ends the instance of the program that is running; boot.js says how. */
  var end = function () {};
  /** Transactions that write and have come to no end yet. */
  var writing = new Set();

  // When the program stops between two of its writes, neither of them may stay.
  if (window.IDBDatabase) {
    var begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function () {
      var transaction = begin.apply(this, arguments);
      if (transaction.mode === 'readwrite') {
        var over = function () { writing.delete(transaction); };
        writing.add(transaction);
        transaction.addEventListener('complete', over);
        transaction.addEventListener('abort', over);
      }
      return transaction;
    };
  }

  var words = document.getElementById('stopped');

  function part(name) {
    return document.getElementById('stopped-' + name);
  }

  /** Takes everything off the page but the words that stand ready for this. */
  function emptyPage() {
    Array.from(document.body.childNodes).forEach(function (node) {
      if (node !== words) node.remove();
    });
  }

  // boot.js says why nothing starts. Of a copy of it that the browser refuses, somebody else has to.
  window.addEventListener('error', function (event) {
    var refused = event.target;
    if (!(refused instanceof HTMLScriptElement) || !refused.dataset.wasm) return;
    document.getElementById('starting').hidden = true;
    document.getElementById('cannot-start').hidden = false;
    document.getElementById('cannot-start-changed').hidden = false;
    document.getElementById('cannot-start-reason').textContent =
      refused.src + ' is not there, or is not the one that belongs to this page';
  }, true);

  /** The program has stopped, at a place in its source that may be told. Nothing of it runs or writes from here on. */
  function stopped(place) {
    if (isStopped) return;
    isStopped = true;
    end();
    writing.forEach(function (transaction) {
      // One that is complete by now cannot be taken back, and need not be.
      try { transaction.abort(); } catch (error) { /* it is over */ }
    });
    console.error('The program stopped' + (place ? ' at ' + place : '') + '.');
    emptyPage();
    document.body.append(words.content);
    part('saved-at').textContent = savedAt;
    part(savedAt ? 'saved' : 'unknown').hidden = false;
    part('reload').addEventListener('click', function () { location.reload(); });
    part('download').addEventListener('click', download);
    part('heading').focus();
  }

  /** An exception that came through the program left it in the middle of what it was doing. */
  function isOfTheProgram(error) {
    var isTrap = typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError;
    return isTrap || /wasm/.test((error && error.stack) || '');
  }
  window.addEventListener('error', function (event) {
    if (isOfTheProgram(event.error)) stopped();
  });
  window.addEventListener('unhandledrejection', function (event) {
    // A promise of the browser's that nobody waits for is no harm, whoever asked for it.
    if (isOfTheProgram(event.reason) && !(event.reason instanceof DOMException)) stopped();
  });

  function answered(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
    });
  }

  function inBase64(bytes) {
    var text = '';
    // As many at once as any browser takes for arguments.
    for (var at = 0; at < bytes.length; at += 8192) {
      text += String.fromCharCode.apply(null, bytes.subarray(at, at + 8192));
    }
    return btoa(text);
  }

  /** A stored value in JSON, so that it can be put back as it was. What JSON does not know is named by a `$`. */
  function plain(value) {
    if (value === undefined) return { $undefined: true };
    if (typeof value === 'bigint') return { $bigint: String(value) };
    if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Date) return { $date: value.getTime() };
    if (value instanceof ArrayBuffer) return { $bytes: inBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      return { $bytes: inBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
    }
    if (Array.isArray(value)) return value.map(plain);
    if (value instanceof Map) return { $map: Array.from(value.entries()).map(plain) };
    if (value instanceof Set) return { $set: Array.from(value).map(plain) };
    var names = Object.keys(value);
    if (names.some(function (name) { return name[0] === '$' || name === '__proto__'; })) {
      return { $object: names.map(function (name) { return [name, plain(value[name])]; }) };
    }
    var copy = {};
    names.forEach(function (name) { copy[name] = plain(value[name]); });
    return copy;
  }

  /** Everything in our database, key by key; nothing where there is no such database. */
  async function storesOfDatabase() {
    var request = indexedDB.open(OURS);
    var isThere = true;
    // Asked for by name alone, a database that is not there would be made.
    request.onupgradeneeded = function () {
      isThere = false;
      request.transaction.abort();
    };
    var database;
    try {
      database = await answered(request);
    } catch (error) {
      if (!isThere) return { version: 0, stores: [] };
      throw error;
    }
    var names = Array.from(database.objectStoreNames);
    var stores = [];
    if (names.length > 0) {
      // One transaction for all, so that the copy is of one moment.
      var transaction = database.transaction(names);
      stores = await Promise.all(names.map(async function (name) {
        var store = transaction.objectStore(name);
        var both = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
        return {
          name: name,
          keyPath: plain(store.keyPath),
          autoIncrement: store.autoIncrement,
          records: both[0].map(function (key, n) { return [plain(key), plain(both[1][n])]; }),
        };
      }));
    }
    database.close();
    return { version: database.version, stores: stores };
  }

  function keysOfStorage() {
    var keys = [];
    try {
      for (var n = 0; n < localStorage.length; n += 1) {
        var key = localStorage.key(n);
        if (key.startsWith(OURS)) keys.push([key, localStorage.getItem(key)]);
      }
    } catch (error) { /* what the browser does not let us read cannot be copied */ }
    return keys;
  }

  /** Hands over a copy of both stores as they are: what is sealed in them stays sealed. */
  async function download() {
    try {
      var copy = {
        format: 'mhtr-forms-sealed-store',
        version: 1,
        database: await storesOfDatabase(),
        localStorage: keysOfStorage(),
      };
      var link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([JSON.stringify(copy)], { type: 'application/json' }));
      link.download = 'forms-sealed-store.json';
      link.click();
      URL.revokeObjectURL(link.href);
      part('downloaded').hidden = false;
    } catch (error) {
      part('not-downloaded').hidden = false;
    }
  }

  /** Both places where the records being opened are noted: one survives the window, one the other's absence. */
  function places() {
    return ['sessionStorage', 'localStorage'].flatMap(function (name) {
      try { return [window[name]]; } catch (error) { return []; }
    });
  }

  function counts(place) {
    try {
      var read = JSON.parse(place.getItem(OPENING));
      return new Map(Array.isArray(read) ? read.filter(Array.isArray) : []);
    } catch (error) {
      return new Map();
    }
  }

  function note(id, n) {
    places().forEach(function (place) {
      var all = counts(place);
      all.delete(id);
      if (n > 0) all.set(id, n);
      try {
        if (all.size === 0) place.removeItem(OPENING);
        else place.setItem(OPENING, JSON.stringify(Array.from(all).slice(-MOST_OPENING)));
      } catch (error) { /* then only the other place knows */ }
    });
  }

  /** How often the opening of this record was begun and came to no end. */
  function timesStopped(id) {
    return Math.max.apply(null, [0].concat(places().map(function (place) {
      var n = counts(place).get(id);
      return Number.isInteger(n) ? n : 0;
    })));
  }

  /** What boot.js adds to, and closes. */
  window.mhtr = {
    get isStopped() { return isStopped; },
    stopped: stopped,
    endsBy: function (how) { end = how; },
    emptyPage: emptyPage,
    savedAt: function (time) { savedAt = time; },
    opening: function (id) { note(id, timesStopped(id) + 1); },
    opened: function (id) { note(id, 0); },
    timesStopped: timesStopped,
  };
})();
