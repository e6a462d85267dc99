// Starts the app, or says in plain words why it cannot start and what IT support can do about it.
// The words stand in index.html. A classic script, because a module is not even run from file://.
//
// What the program asks of the page once it runs is `window.mhtr`, bound in src/browser/host.rs.

'use strict';
(function () {
  var script = document.currentScript;
  /** Where the page is the edition in one file: everything else, packed (xtask/site/src/single.rs). */
  var packed = document.getElementById('packed');
  var mhtr = window.mhtr;
  /** wasm-bindgen's module, and what the running instance of the program exports. */
  var glue;
  var program;
  /** What every file that was asked for was answered with, so that the program can be started again without the network. */
  var answers = new Map();
  /** What was packed. */
  var held;
  /** The worker with a new edition, which waits to be used. */
  var waiting;
  var areDoorsClosed = false;
  var isRestarting = false;

  /** A reason not to start, and the part of the page that explains it. */
  function Cannot(part, reason) {
    this.part = part;
    this.reason = reason;
  }

  function explain(why) {
    if (mhtr && mhtr.isStopped) return;
    var part = why instanceof Cannot ? why.part : 'other';
    document.getElementById('starting').hidden = true;
    document.getElementById('cannot-start').hidden = false;
    document.getElementById('cannot-start-' + part).hidden = false;
    document.getElementById('cannot-start-reason').textContent =
      why instanceof Cannot ? why.reason : String(why);
  }

  /**
   * Why a file cannot be used. Browsers do not tell one that is not there from one that differs from its digest, so it is
   * asked for once more without.
   */
  async function whyNot(url, error) {
    var response;
    var bytes;
    try {
      response = await fetch(url);
      bytes = await response.arrayBuffer();
    } catch (again) {
      return new Cannot('missing', url + ' did not arrive: ' + error);
    }
    if (!response.ok) {
      return new Cannot('missing', url + ' was answered with ' + response.status);
    }
    var type = (response.headers.get('Content-Type') || 'no type').split(';')[0];
    // Another type starts too, only more slowly; a page of HTML in place of the file does not.
    if (type === 'text/html' || type === 'text/plain') {
      return new Cannot('missing', url + ' was answered with ' + type);
    }
    return new Cannot('changed', url + ' arrived with ' + bytes.byteLength + ' bytes, and they are not the ones that belong to this page');
  }

  async function whole(url, order) {
    var response = await fetch(url, order);
    if (!response.ok) throw new TypeError('answered with ' + response.status);
    return response;
  }

  /** A part of the program, if it is the one that the page holds the digest of. */
  async function fetched(url, digest) {
    try {
      return await whole(url, { integrity: digest || '' });
    } catch (damaged) {
      try {
        // A copy that was damaged on its way would otherwise be kept for as long as a whole one may be.
        return await whole(url, { integrity: digest || '', cache: 'reload' });
      } catch (error) {
        throw await whyNot(url, error);
      }
    }
  }

  /** The browser runs what it was given a moment ago: the name of the file changes with its content, and it may keep it. */
  async function imported(url, digest) {
    await fetched(url, digest);
    try {
      return await import(url);
    } catch (error) {
      throw new Cannot('missing', url + ' did not arrive as text/javascript: ' + error);
    }
  }

  function bytesOf(element) {
    var text = element.textContent;
    element.remove();
    return Uint8Array.from(atob(text), function (letter) { return letter.charCodeAt(0); });
  }

  /**
   * What the edition in one file holds: both programs, and every text that a site is asked for. Those of an agency stand in
   * the page as they are, so that they can be changed.
   */
  async function unpacked() {
    // The modules beside this script run when the page has been read, and leave here what they export.
    await new Promise(function (resolve) { document.addEventListener('DOMContentLoaded', resolve); });
    var modules = window.mhtrModules;
    delete window.mhtrModules;
    if (!modules) throw new Cannot('browser', 'no modules in ' + navigator.userAgent);
    await modules.unpack.default({ module_or_path: bytesOf(document.getElementById('unpack')) });
    var lengths = packed.dataset.lengths.split(' ').map(Number);
    var bytes = modules.unpack.unpack(bytesOf(packed));
    if (!bytes) throw new Cannot('changed', location.href + ' is not whole');
    var parts = [];
    lengths.reduce(function (at, length) {
      parts.push(bytes.slice(at, at + length));
      return at + length;
    }, 0);
    modules.given.word = parts[2];
    var texts = new Map(Object.entries(JSON.parse(new TextDecoder().decode(parts[3]))));
    document.querySelectorAll('script[data-path]').forEach(function (element) {
      texts.set(element.dataset.path, element.textContent);
      element.remove();
    });
    return { app: modules.app, wasm: parts[0], rest: WebAssembly.compile(parts[1]), word: modules.word, texts: texts };
  }

  /**
   * What the first form does not need of the program. It is asked for once what that form needs has arrived, and before the
   * page gives up its right to ask.
   */
  function restOfProgram() {
    if (!script.dataset.rest) return undefined;
    var rest = fetched(new URL(script.dataset.rest, document.baseURI).href, script.dataset.restIntegrity)
      .then(function (response) { return response.arrayBuffer(); })
      .then(function (bytes) { return WebAssembly.compile(bytes); });
    // Whoever needs it is told.
    rest.catch(function (error) { console.error(error instanceof Cannot ? error.reason : error); });
    return rest;
  }

  async function asked(address) {
    if (packed) {
      var text = held.texts.get(decodeURI(address.slice(new URL('.', document.baseURI).href.length)));
      return text === undefined ? { status: 404, type: '', text: '' } : { status: 200, type: '', text: text };
    }
    var response = await fetch(address);
    return {
      status: response.status,
      type: response.headers.get('Content-Type') || '',
      text: await response.text(),
    };
  }

  /** The text of a file of this site. Of one that cannot be reached the status is nought. */
  function read(path) {
    var address = new URL(path, document.baseURI).href;
    if (answers.has(address)) return answers.get(address);
    var nothing = { status: 0, type: '', text: '' };
    if (areDoorsClosed) return Promise.resolve(nothing);
    var answer = asked(address).catch(function () {
      // The next to ask may have better luck.
      answers.delete(address);
      return nothing;
    });
    answers.set(address, answer);
    return answer;
  }

  /** From here on the page can ask nobody for anything: a policy can be added to, and never taken back. */
  function closeDoors() {
    if (areDoorsClosed) return;
    areDoorsClosed = true;
    var policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "connect-src 'none'";
    document.head.append(policy);
  }

  /** Runs a module if it is the one that the page holds the digest of. What imports it then is given that one. */
  function runScript(address, digest) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.type = 'module';
      script.src = address;
      script.integrity = digest;
      script.crossOrigin = 'anonymous';
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
      script.remove();
    });
  }

  /** The program that writes Word documents; where it has not arrived, this throws. */
  async function wordProgram() {
    if (held) return held.word;
    var place = document.querySelector('meta[name="word-program"]');
    var address = new URL(place.content, document.baseURI);
    if (timesMissing > 0) address.search = '?' + timesMissing;
    await runScript(address.href, place.dataset.integrity);
    return import(address.href);
  }

  /** How often the program that writes Word documents has not arrived: a browser may not ask twice for one address. */
  var timesMissing = 0;

  /**
   * The bytes of a report as a Word document, by a program of its own that is loaded when it is first wanted. The page
   * may fetch nothing by then, but it may take in scripts of its own site. Gives `fault`, or the bytes.
   */
  async function wordDocument(report) {
    var by = program;
    var none = new Uint8Array(0);
    try {
      var word;
      try {
        word = await wordProgram();
      } catch (error) {
        timesMissing += 1;
        return { fault: 'missing', bytes: none };
      }
      // The one who asked may have ended by now: what it asked for is nobody's then.
      if (isRestarting || mhtr.isStopped || program !== by) return { fault: 'failed', bytes: none };
      var bytes = await word.documentOf(report);
      if (isRestarting || mhtr.isStopped || program !== by) {
        if (bytes) bytes.fill(0);
        return { fault: 'failed', bytes: none };
      }
      return bytes ? { fault: '', bytes: bytes } : { fault: 'other-version', bytes: none };
    } catch (error) {
      return { fault: 'failed', bytes: none };
    } finally {
      report.fill(0);
    }
  }

  /**
   * Starts the program anew, as for somebody else, without the network. Nothing of the old instance runs again: its
   * memory is overwritten, and what it left with the browser to be called is called in vain.
   */
  function restart() {
    // A site that Trunk has made cannot do it (xtask/site/src/glue.rs).
    if (!glue.endInstance) return location.reload();
    if (isRestarting) return;
    isRestarting = true;
    // The one who asks for this is part of what ends: it has to return first.
    queueMicrotask(async function () {
      if (mhtr.isStopped) return;
      try {
        var memory = program.memory;
        var started = glue.__wbg_reset_state();
        mhtr.emptyPage();
        new Uint8Array(memory.buffer).fill(0);
        memory = null;
        await started;
        program = await glue.default();
        isRestarting = false;
      } catch (error) {
        if (!mhtr.isStopped) location.reload();
      }
    });
  }

  /** Where a worker can keep the forms for use without the network, has one do so; and notes when a new edition has come. */
  async function keepOffline() {
    if (packed || location.protocol !== 'https:' || !navigator.serviceWorker) return;
    var registration = await navigator.serviceWorker.register('offline.js', { updateViaCache: 'none' });
    function look() {
      // The first one there ever was is no news.
      if (!registration.waiting || !navigator.serviceWorker.controller || waiting) return;
      waiting = registration.waiting;
      window.dispatchEvent(new Event('mhtr-new-version'));
    }
    registration.addEventListener('updatefound', function () {
      registration.installing.addEventListener('statechange', look);
    });
    look();
  }

  /** Goes over to the new edition. Called when the person says so, and at no other time. */
  function useNewVersion() {
    if (!waiting) return;
    navigator.serviceWorker.addEventListener('controllerchange', function () { location.reload(); }, { once: true });
    waiting.postMessage('use');
  }

  async function start() {
    if (window.top !== window) {
      throw new Cannot('framed', 'window.top is another window');
    }
    if (location.protocol === 'file:' && !packed) {
      throw new Cannot('file', location.protocol + ' in place of https:');
    }
    if (typeof WebAssembly !== 'object' || typeof WebAssembly.instantiate !== 'function') {
      throw new Cannot('browser', 'no WebAssembly in ' + navigator.userAgent);
    }
    if (!mhtr) {
      throw await whyNot(new URL('stopped.js', document.baseURI).href, 'it did not run');
    }
    // A stylesheet that is not there, or is of another version, could hide a warning.
    var sheets = Array.from(document.querySelectorAll('link[rel=stylesheet]'));
    var lost = sheets.find(function (link) { return !link.sheet || link.sheet.cssRules.length === 0; });
    if (lost) {
      throw await whyNot(lost.href, 'it was not taken');
    }
    // The forms speak to nobody: a door that the policy does not cover is taken away.
    delete window.RTCPeerConnection;
    delete window.webkitRTCPeerConnection;

    var wasm;
    var rest;
    if (packed) {
      held = await unpacked();
      glue = held.app;
      wasm = held.wasm;
      rest = held.rest;
      delete held.wasm;
      delete held.rest;
    } else {
      var parts = await Promise.all([
        imported(new URL(script.dataset.js, document.baseURI).href, script.dataset.jsIntegrity),
        fetched(new URL(script.dataset.wasm, document.baseURI).href, script.dataset.wasmIntegrity),
      ]);
      glue = parts[0];
      wasm = parts[1];
      rest = restOfProgram();
    }
    // A site that Trunk has made is in one part.
    if (rest) glue.giveRest(rest);
    if (glue.endInstance) mhtr.endsBy(glue.endInstance);
    Object.assign(mhtr, { read: read, closeDoors: closeDoors, restart: restart, wordDocument: wordDocument, isInOneFile: Boolean(packed),
      hasNewVersion: function () { return Boolean(waiting); }, useNewVersion: useNewVersion });
    // Nothing else on the page may put anything in its place.
    Object.defineProperty(window, 'mhtr', { value: Object.freeze(mhtr), writable: false, configurable: false });
    program = await glue.default({ module_or_path: wasm });
    document.body.classList.add('js-enabled', 'govuk-frontend-supported');
    document.getElementById('start').remove();
    // Without it the forms work as they do over plain http: as long as the host is there.
    keepOffline().catch(function (error) { console.info('Not kept for use without the network: ' + error); });
  }

  start().catch(explain);
})();
