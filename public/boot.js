// Starts the app, or says in plain words why it cannot start and what IT support can do about it.
// The words stand in index.html. A classic script, because a module is not even run from file://.

'use strict';
(function () {
  var script = document.currentScript;

  /** A reason not to start, and the part of the page that explains it. */
  function Cannot(part, reason) {
    this.part = part;
    this.reason = reason;
  }

  function explain(why) {
    var part = why instanceof Cannot ? why.part : 'other';
    document.getElementById('starting').hidden = true;
    document.getElementById('cannot-start').hidden = false;
    document.getElementById('cannot-start-' + part).hidden = false;
    document.getElementById('cannot-start-reason').textContent =
      why instanceof Cannot ? why.reason : String(why);
  }

  async function fetched(url) {
    var response;
    try {
      response = await fetch(url);
    } catch (error) {
      throw new Cannot('missing', url + ' did not arrive: ' + error);
    }
    if (!response.ok) {
      throw new Cannot('missing', url + ' was answered with ' + response.status);
    }
    var type = (response.headers.get('Content-Type') || 'no type').split(';')[0];
    // Another binary type starts too, only more slowly; a page of HTML in place of the file does not.
    if (type.startsWith('text/')) {
      throw new Cannot('missing', url + ' was answered with ' + type);
    }
    return response;
  }

  async function imported(url) {
    try {
      return await import(url);
    } catch (error) {
      throw new Cannot('missing', url + ' did not arrive as text/javascript: ' + error);
    }
  }

  async function start() {
    if (location.protocol === 'file:') {
      throw new Cannot('file', location.protocol + ' in place of https:');
    }
    if (typeof WebAssembly !== 'object' || typeof WebAssembly.instantiate !== 'function') {
      throw new Cannot('browser', 'no WebAssembly in ' + navigator.userAgent);
    }
    // The forms speak to nobody: a door that the policy does not cover is taken away.
    delete window.RTCPeerConnection;
    delete window.webkitRTCPeerConnection;

    var js = new URL(script.dataset.js, document.baseURI).href;
    var wasm = new URL(script.dataset.wasm, document.baseURI).href;
    var parts = await Promise.all([imported(js), fetched(wasm)]);
    await parts[0].default({ module_or_path: parts[1] });
    document.body.classList.add('js-enabled', 'govuk-frontend-supported');
    document.getElementById('start').remove();
  }

  start().catch(explain);
})();
