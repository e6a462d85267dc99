// The configurations of hosting/ in the servers themselves: what IT copies works, with every header, in a folder of an
// intranet that has settings of its own. IIS is not among them: a native test reads its web.config.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import nodeTest, { after } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { baseUrl, test } from './harness.mjs'
import { AT, ask, siteFolder, startHost } from './hosts.mjs'
import { ASSESSMENT, aboutThePerson, goToSection, saveAndContinue, startForm, waitUntilKept } from './steps.mjs'

const NAME = 'What is the person’s full name?'
const TIMEOUT = 120_000
const BROWSER = 'gzip, deflate, br, zstd'
const FOR_EVER = 'public, max-age=31536000, immutable'

const EVERYWHERE = [
  'content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy',
  'cross-origin-resource-policy', 'cross-origin-embedder-policy', 'x-dns-prefetch-control', 'permissions-policy',
]

const TYPES = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8',
  wasm: 'application/wasm', webmanifest: 'application/manifest+json', png: 'image/png', json: 'application/json; charset=utf-8', svg: 'image/svg+xml',
  toml: 'application/toml; charset=utf-8', tsv: 'text/tab-separated-values; charset=utf-8',
  md: 'text/markdown; charset=utf-8', txt: 'text/plain; charset=utf-8', mp3: 'audio/mpeg', ts: 'text/plain; charset=utf-8',
}

const hash = (bytes) => createHash('sha256').update(bytes).digest('hex')
const onDisk = (name) => readFileSync(join(siteFolder, name))
const unpacked = { br: brotliDecompressSync, gzip: gunzipSync, undefined: (bytes) => bytes }

/** The headers that this project's own server sends with everything. */
async function expected() {
  const { headers } = await ask(baseUrl)
  const found = EVERYWHERE.map((name) => [name, headers[name]])
  for (const [name, value] of found) assert.equal(typeof value, 'string', name)
  return found
}

function holds(answer, headers, what) {
  for (const [name, value] of headers) assert.equal(answer.headers[name], value, `${name} of ${what}`)
}

const hosts = new Map()
/** Started by the first test that asks for it. */
const host = (kind) => {
  if (!hosts.has(kind)) hosts.set(kind, startHost(kind))
  return hosts.get(kind)
}
after(async () => {
  for (const started of hosts.values()) await started.then(({ stop }) => stop(), () => {})
})

for (const kind of ['nginx', 'apache', 'htaccess']) {
  const check = (name, body) => nodeTest(`hosting: ${kind}: ${name}`, { timeout: TIMEOUT }, async () => body(await host(kind)))

  check('every file arrives whole, with every header once, its type, and how long it may be kept', async ({ address, names }) => {
    const headers = await expected()
    assert.ok(names.length > 50, `${names.length} files`)
    for (const name of ['', ...names]) {
      const answer = await ask(new URL(name, address))
      const file = name || 'index.html'
      assert.equal(answer.status, 200, name)
      assert.equal(hash(answer.body), hash(onDisk(file)), name)
      holds(answer, headers, name)
      // A name without an ending has no type, or one that says as much.
      const type = basename(file).includes('.') ? TYPES[file.split('.').pop()] : (answer.headers['content-type'] && 'application/octet-stream')
      assert.equal(answer.headers['content-type'], type, name)
      const isHashed = /-[0-9a-f]{16}(_bg)?\.[a-z]+$/.test(file)
      assert.equal(answer.headers['cache-control'], isHashed ? FOR_EVER : 'no-cache', name)
      for (const unwanted of ['expires', 'content-encoding', 'strict-transport-security', 'x-powered-by']) {
        assert.equal(answer.headers[unwanted], undefined, `${unwanted} of ${name}`)
      }
    }
  })

  check('what a browser takes compressed it gets compressed, and the same bytes', async ({ address, compressed, hasBrotli }) => {
    const headers = await expected()
    assert.ok(compressed.length >= 7, `${compressed}`)
    const accepted = [[BROWSER, hasBrotli ? 'br' : 'gzip'], ['gzip', 'gzip'], ['br', hasBrotli ? 'br' : undefined], ['identity', undefined], ['gzip;q=0', undefined], ['brotli', undefined]]
    for (const name of ['', ...compressed]) {
      for (const [words, encoding] of accepted) {
        const answer = await ask(new URL(name, address), { headers: { 'Accept-Encoding': words } })
        const what = `${name} for ${words}`
        const file = name || 'index.html'
        assert.equal(answer.status, 200, what)
        assert.equal(answer.headers['content-encoding'], encoding, what)
        assert.equal(hash(unpacked[encoding](answer.body)), hash(onDisk(file)), what)
        assert.equal(answer.headers['content-type'], TYPES[file.split('.').pop()], what)
        assert.equal(answer.headers['content-language'], undefined, what)
        assert.match(`${answer.headers.vary}`, /accept-encoding/i, what)
        assert.match(answer.headers['cache-control'], /-[0-9a-f]{16}/.test(file) ? /^public, max-age=31536000, immutable$/ : /^no-cache$/, what)
        holds(answer, headers, what)
      }
    }
  })

  check('what has not changed is not sent again', async ({ address, compressed }) => {
    const headers = await expected()
    for (const name of ['', 'agency/settings.json', ...compressed]) {
      for (const words of ['identity', 'gzip', BROWSER]) {
        const what = `${name} for ${words}`
        const first = await ask(new URL(name, address), { headers: { 'Accept-Encoding': words } })
        const { etag } = first.headers
        assert.equal(typeof etag, 'string', what)
        const again = await ask(new URL(name, address), { headers: { 'Accept-Encoding': words, 'If-None-Match': etag } })
        assert.equal(again.status, 304, what)
        assert.equal(again.body.length, 0, what)
        assert.equal(again.headers['cache-control'], first.headers['cache-control'], what)
        const other = await ask(new URL(name, address), { headers: { 'Accept-Encoding': words, 'If-None-Match': '"another"' } })
        assert.equal(other.status, 200, what)
        holds(other, headers, what)
      }
    }
  })

  check('nothing is listed, nothing hidden is shown, and what is not there is 404', async ({ address }) => {
    const headers = await expected()
    for (const name of ['forms/', 'wording/', 'pictures/', 'forms', 'no-such-file', 'no-such-folder/', 'web.config', '.htaccess', '.hidden']) {
      const answer = await ask(new URL(name, address))
      assert.ok([301, 403, 404].includes(answer.status), `${name}: ${answer.status}`)
      if (answer.status === 301) assert.equal(name, 'forms')
      assert.doesNotMatch(`${answer.body}`, /index\.json|en-GB|Content-Security-Policy/, name)
      // Apache refuses this one before it looks for the place that it is about.
      if (name !== '.htaccess') holds(answer, headers, name)
    }
    const outside = await ask(address.slice(0, -1))
    assert.equal(outside.status, 301)
    assert.equal(new URL(outside.headers.location, address).pathname, AT)
  })

  check('only GET and HEAD are answered', async ({ address }) => {
    const headers = await expected()
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE']) {
      for (const name of ['', 'boot.js']) {
        // Only the main configuration can refuse this one.
        if (kind === 'htaccess' && method === 'TRACE') continue
        const answer = await ask(new URL(name, address), { method })
        assert.equal(answer.status, 405, `${method} ${name}`)
        // This one is refused before the place is looked for that it is about.
        if (method !== 'TRACE') holds(answer, headers, `${method} ${name}`)
      }
    }
    const head = await ask(address, { method: 'HEAD' })
    assert.equal(head.status, 200)
    assert.equal(head.body.length, 0)
    holds(head, headers, 'HEAD')
  })

  test(`${kind}: the forms start, and a section is filled in and kept`, { at: async () => (await host(kind)).address }, async ({ page, open }) => {
    await startForm(page, open, ASSESSMENT)
    await aboutThePerson(page)
    await waitUntilKept(page)
    await saveAndContinue(page)
    await goToSection(page, 'About this assessment')
    assert.equal(await page.getByRole('textbox', { name: NAME, exact: true }).inputValue(), 'Robin Example')
    assert.ok(page.url().startsWith((await host(kind)).address))
  })

  test(`${kind}: the page that checks finds nothing wrong`, { at: async () => (await host(kind)).address }, async ({ page }) => {
    await page.goto(new URL('check.html', (await host(kind)).address).href)
    await page.getByRole('status').filter({ hasText: 'Nothing wrong was found.' }).waitFor({ timeout: 60_000 })
    const compression = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Compression' }) })
    assert.match(await compression.innerText(), (await host(kind)).hasBrotli ? /^Right[^]*br$/ : /^Right[^]*gzip$/)
  })
}
