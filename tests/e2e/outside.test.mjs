// What stands round the program: it refuses frames, closes its doors behind it, starts anew without the network, and
// says so when it stops.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { baseUrl, test } from './harness.mjs'
import { ASSESSMENT, REPORT, aboutThePerson, arriveAt, startCase, startForm, waitUntilKept, write } from './steps.mjs'

const NAME = 'What is the person’s full name?'
const PREVIEW = '#/preview?questionnaire=forms/phq-9/questionnaire.json'

const IFRAME = '<iframe src="./" width="600" height="600"></iframe>'

/** A page of somebody else's with ours in a frame; `withHeaders` as our server sends it, or as a careless one would. */
async function framed(page, withHeaders, frame = IFRAME) {
  const host = new URL('host.html', baseUrl).href
  await page.route(host, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>t</title>${frame}` }))
  await page.route(baseUrl, async (route) => {
    const response = await route.fetch()
    const { 'content-security-policy': policy, ...others } = response.headers()
    await route.fulfill({ response, headers: withHeaders ? { ...others, 'content-security-policy': policy } : others })
  })
  await page.goto(host)
  return page.frameLocator('iframe')
}

test('inside another page it refuses to start, and keeps nothing', async ({ page }) => {
  const frame = await framed(page, false)
  await frame.getByText('This page was opened inside another page.').waitFor()
  const link = frame.getByRole('link', { name: 'Open the forms on their own' })
  assert.equal(await link.evaluate((link) => link.href), baseUrl)
  const kept = await link.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length])
  assert.deepEqual(kept, [0, 0])
})

// Whatever the page round it does, nothing of the program is run: there is no door to unlock.
const FRAMES = {
  'a frame': [IFRAME],
  'a frame that opens itself': [IFRAME, { vault: 'trials' }],
  'a frame within a frame': [`<iframe srcdoc="${IFRAME.replaceAll('"', '&quot;').replace('./', baseUrl)}" width="700" height="700"></iframe>`],
  // Not even the scripts of the plain page are run there: what stands in the page itself stays.
  'a frame in a sandbox': [IFRAME.replace('<iframe', '<iframe sandbox="allow-scripts"'), { expects: [/CORS/, /ERR_FAILED/], says: 'The forms are starting.' }],
  'an object': ['<object data="./" type="text/html" width="600" height="600"></object>'],
  'an embedded document': ['<embed src="./" type="text/html" width="600" height="600">'],
}
for (const [what, [markup, { says = 'This page was opened inside another page.', ...options } = {}]] of Object.entries(FRAMES)) {
  test(`in ${what} no code of the vault is run, and nothing can be unlocked`, { vault: 'none', ...options }, async ({ page, context }) => {
    await context.addInitScript(() => {
      for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming']) {
        WebAssembly[name] = () => { console.error(`WebAssembly.${name} in ${location.href}`); return Promise.reject(new Error('watched')) }
      }
      const open = IDBFactory.prototype.open
      IDBFactory.prototype.open = function (...given) { console.error(`a store was opened in ${location.href}`); return open.apply(this, given) }
    })
    const evaluated = []
    page.on('request', (request) => { if (/mhtr-forms-[0-9a-f]+\.js$/.test(request.url()) && request.resourceType() === 'script') evaluated.push(request.url()) })
    await framed(page, false, markup)
    const inside = async () => {
      for (const frame of page.frames()) {
        if (frame.url() === baseUrl && await frame.getByText(says).isVisible()) return frame
      }
      return null
    }
    let frame = null
    for (let n = 0; n < 100 && !frame; n += 1) {
      await page.waitForTimeout(100)
      frame = await inside()
    }
    assert.ok(frame, 'the plain page is shown')
    await page.waitForTimeout(500)
    assert.equal(await frame.getByRole('textbox').count() + await frame.getByRole('button').count(), 0)
    assert.equal(await frame.locator('#start').count(), 1, 'the app never took its place')
    assert.equal(evaluated.length <= 1, true, 'at most the preload asked for it')
  })
}

test('with the headers it is not even shown inside another page', { expects: [/frame-ancestors/] }, async ({ page }) => {
  const frame = await framed(page, true)
  await page.waitForTimeout(1000)
  assert.equal(await frame.getByText('MHTR').count(), 0)
})

const POLICY = /Content.Security.Policy|Refused to connect/i

test('once it has started it can ask nobody for anything', { expects: [POLICY] }, async ({ page, open }) => {
  await open()
  await arriveAt(page, 'Cases on this computer')
  const asked = () => page.evaluate(() => fetch('forms/index.json').then((answer) => answer.status, () => 'refused'))
  assert.equal(await asked(), 'refused')
  await page.evaluate(() => document.querySelectorAll('meta').forEach((meta) => meta.remove()))
  assert.equal(await asked(), 'refused', 'and nothing takes that back')
})

test('a preview opened from the app begins anew, and closes the doors behind it', { expects: [POLICY] }, async ({ page, open }) => {
  const refused = () => page.evaluate(() => fetch('forms/index.json').then(() => false, () => true))
  await open()
  await arriveAt(page, 'Cases on this computer')
  await page.evaluate((hash) => { location.hash = hash }, PREVIEW)
  await arriveAt(page, 'PHQ-9')
  assert.equal(await refused(), false)
  await page.evaluate(() => { location.hash = '#/' })
  await arriveAt(page, 'Cases on this computer')
  assert.equal(await refused(), true)
})

// Keeps everything that is left with the browser to be called, and the memory of every instance.
function keepWhatIsLeftBehind() {
  const left = { calls: [], memories: [] }
  Object.defineProperty(window, 'left', { value: left })
  const kept = (call) => { if (typeof call === 'function') left.calls.push(call) }
  const watch = (object, name, place) => {
    const real = object[name]
    object[name] = function (...given) {
      kept(given[place])
      return real.apply(this, given)
    }
  }
  watch(EventTarget.prototype, 'addEventListener', 1)
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask']) watch(window, name, 0)
  watch(Promise.prototype, 'then', 0)
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name]
    WebAssembly[name] = async (...given) => {
      const made = await real(...given)
      const { memory } = (made.instance ?? made).exports ?? {}
      // The second part of the program has none of its own.
      if (memory) left.memories.push(memory)
      return made
    }
  }
}

const prepared = { before: ({ context }) => context.addInitScript(keepWhatIsLeftBehind) }

test('it starts anew without the network, and nothing of the old instance is left', prepared, async ({ page, context, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'ZQRESTARTK7W9')
  await waitUntilKept(page)
  const before = await page.evaluate(() => window.left.calls.length)
  await context.setOffline(true)
  const requests = []
  context.on('request', (request) => requests.push(request.url()))
  await page.evaluate(() => window.mhtr.restart())
  await page.waitForFunction(() => window.left.memories.length === 2)
  await arriveAt(page, 'About this assessment')
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)

  const [old, isZero] = await page.evaluate(() => {
    const bytes = new Uint8Array(window.left.memories[0].buffer)
    return [bytes.length, bytes.every((byte) => byte === 0)]
  })
  assert.ok(old > 1_000_000, `${old} bytes`)
  assert.ok(isZero, 'the memory of the old instance is overwritten')

  const place = await page.evaluate(async (before) => {
    const html = document.body.innerHTML
    // What the page round the program left there is not the program's.
    const ofTheProgram = window.left.calls.slice(0, before).filter((call) => '_wbg_cb_unref' in call)
    for (const call of ofTheProgram) call(new Event('click'))
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 500)))
    return { n: ofTheProgram.length, isSame: document.body.innerHTML === html }
  }, before)
  assert.ok(place.n > 10, `${place.n} calls of the old instance`)
  assert.ok(place.isSame, 'what it left to be called does nothing')

  // The new one works.
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  for (let n = 0; n < 5; n += 1) {
    await page.evaluate(() => { window.mhtr.restart(); window.mhtr.restart() })
    await page.waitForFunction((n) => window.left.memories.length === n, 3 + n)
    await arriveAt(page, 'About this assessment')
  }
  assert.equal(await page.getByRole('textbox', { name: NAME, exact: true }).inputValue(), 'Robin Example')
  assert.deepEqual(requests, [], 'nothing was asked for')
})

/** Has the program stop in the middle of drawing another page, as a mistake in it would. */
async function stop(page) {
  await page.evaluate(() => {
    Node.prototype.cloneNode = () => { throw new DOMException('broken') }
    location.hash = '#/nowhere'
  })
  await page.getByRole('heading', { name: 'The program stopped' }).waitFor()
}

const STOPS = [/^console error: The program stopped at .+:\d+:\d+\.$/, /unreachable/]

for (const colorScheme of ['light', 'dark']) {
  test(`where it stops it says what is safe, in ${colorScheme}`, { expects: STOPS, colorScheme, viewport: { width: 320, height: 640 } }, async ({ page, open, expectNoAxe }) => {
    await startForm(page, open, ASSESSMENT)
    await write(page, NAME, 'ZQSTOPPEDK7W9')
    await waitUntilKept(page)
    await page.evaluate(() => window.mhtr.savedAt('14:02'))
    await stop(page)
    const alert = page.getByRole('alert')
    assert.equal(await alert.innerText(), 'Everything saved up to 14:02 is safe.')
    assert.equal(await alert.count(), 1)
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'The program stopped')
    assert.ok(!(await page.locator('body').innerHTML()).includes('ZQSTOPPEDK7W9'), 'nothing of the case is left on the page')
    assert.equal(await page.getByRole('textbox').count(), 0)
    await expectNoAxe()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= 320, `${width} pixels wide`)
  })
}

test('where nothing was saved yet it says no time, and goes on when it is loaded again', { expects: STOPS }, async ({ page, open }) => {
  await open()
  await arriveAt(page, 'Cases on this computer')
  await stop(page)
  assert.equal(await page.getByRole('alert').innerText(), 'Everything that was shown as saved is safe.')
  await page.getByRole('button', { name: 'Reload the page' }).click()
  await arriveAt(page, 'There is nothing here')
})

// Counts what is asked of the store once the program has stopped.
function watchWriting() {
  window.written = 0
  for (const name of ['put', 'add', 'delete', 'clear']) {
    const real = IDBObjectStore.prototype[name]
    IDBObjectStore.prototype[name] = function (...given) {
      if (window.mhtr?.isStopped) window.written += 1
      return real.apply(this, given)
    }
  }
}

test('nothing is written once it has stopped', { expects: STOPS, before: ({ context }) => context.addInitScript(watchWriting) }, async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await waitUntilKept(page)
  // Half a write of the program's, and something typed that would be written in a moment.
  await page.evaluate(async () => {
    const database = await new Promise((resolve) => {
      const request = indexedDB.open('mhtr-forms')
      request.onsuccess = () => resolve(request.result)
    })
    const [name] = database.objectStoreNames
    const transaction = database.transaction(name, 'readwrite')
    const store = transaction.objectStore(name)
    window.outcome = new Promise((resolve) => {
      transaction.onabort = () => resolve('taken back')
      transaction.oncomplete = () => resolve('written')
    })
    const askAgain = () => { if (!window.mhtr.isStopped) store.count().onsuccess = askAgain }
    askAgain()
  })
  await page.getByRole('textbox', { name: NAME, exact: true }).pressSequentially('Rob')
  await stop(page)
  assert.equal(await page.evaluate(() => window.outcome), 'taken back')
  await page.waitForTimeout(1000)
  assert.equal(await page.evaluate(() => window.written), 0)
})

test('the sealed store can be downloaded where it stops, as it is', { expects: STOPS }, async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await aboutThePerson(page)
  await waitUntilKept(page)
  await page.evaluate(async () => {
    localStorage.setItem('mhtr-forms.planted', 'ours')
    localStorage.setItem('another application', 'not ours')
    const database = await new Promise((resolve) => {
      const request = indexedDB.open('mhtr-forms')
      request.onsuccess = () => resolve(request.result)
    })
    const [name] = database.objectStoreNames
    const transaction = database.transaction(name, 'readwrite')
    const value = { bytes: new Uint8Array([0, 255, 16]), more: [null, undefined, new Date(5), { $bytes: 'not bytes' }], n: NaN }
    transaction.objectStore(name).put(value, ...(transaction.objectStore(name).keyPath === null ? ['planted'] : []))
    await new Promise((resolve) => { transaction.oncomplete = resolve })
    database.close()
  })
  const stored = await page.evaluate(async () => {
    const database = await new Promise((resolve) => {
      const request = indexedDB.open('mhtr-forms')
      request.onsuccess = () => resolve(request.result)
    })
    const transaction = database.transaction([...database.objectStoreNames])
    const counts = {}
    for (const name of database.objectStoreNames) {
      counts[name] = await new Promise((resolve) => {
        const request = transaction.objectStore(name).count()
        request.onsuccess = () => resolve(request.result)
      })
    }
    const { version } = database
    database.close()
    return { version, counts }
  })
  await stop(page)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the sealed store' }).click()])
  assert.equal(download.suggestedFilename(), 'forms-sealed-store.json')
  await page.getByText('was handed to your browser').waitFor()
  const copy = JSON.parse(await readFile(await download.path(), 'utf8'))
  assert.equal(copy.format, 'mhtr-forms-sealed-store')
  assert.equal(copy.database.version, stored.version)
  assert.deepEqual(Object.fromEntries(copy.database.stores.map((store) => [store.name, store.records.length])), stored.counts)
  const planted = copy.database.stores[0].records.find(([key]) => key === 'planted')
  assert.deepEqual(planted[1], {
    bytes: { $bytes: 'AP8Q' },
    more: [null, { $undefined: true }, { $date: 5 }, { $object: [['$bytes', 'not bytes']] }],
    n: { $number: 'NaN' },
  })
  assert.ok(copy.localStorage.some(([key, value]) => key === 'mhtr-forms.planted' && value === 'ours'))
  assert.ok(copy.localStorage.every(([key]) => key.startsWith('mhtr-forms')))
})

test('it can stop while it starts, and says so then too', { expects: [STOPS[0]], before: ({ context }) => context.addInitScript(() => {
  Document.prototype.createElement = () => { throw new DOMException('broken') }
  Node.prototype.cloneNode = () => { throw new DOMException('broken') }
}) }, async ({ page }) => {
  await page.goto(baseUrl)
  await page.getByRole('heading', { name: 'The program stopped' }).waitFor()
  assert.equal(await page.getByText('The forms could not start').count(), 0)
})

test('how often a record’s opening came to no end is counted until it opens', async ({ page, context, open }) => {
  const times = (id) => page.evaluate((id) => window.mhtr.timesStopped(id), id)
  await open()
  assert.equal(await times('a'), 0)
  for (const n of [1, 2, 3]) {
    await page.evaluate(() => window.mhtr.opening('a'))
    await open()
    assert.equal(await times('a'), n)
  }
  assert.equal(await times('b'), 0)
  // Another window knows it too, and a window that keeps nothing of its own.
  const other = await context.newPage()
  await other.goto(baseUrl)
  assert.equal(await other.evaluate(() => window.mhtr.timesStopped('a')), 3)
  await page.evaluate(() => localStorage.clear())
  assert.equal(await times('a'), 3)
  await page.evaluate(() => window.mhtr.opened('a'))
  assert.equal(await times('a'), 0)
  // Whatever stands there, it is no harm.
  for (const rubbish of ['', 'null', '{"a":1}', '[["a"]]', '[["a","3"]]', '[3]', '[["a",1e400]]']) {
    await page.evaluate((rubbish) => localStorage.setItem('mhtr-forms.opening', rubbish), rubbish)
    assert.equal(await times('a'), 0, rubbish)
  }
  await page.evaluate(() => window.mhtr.opening('a'))
  assert.equal(await times('a'), 1)
})

test('a report can be printed inside the sandbox', { before: ({ context }) => context.addInitScript(() => {
  window.printed = 0
  window.addEventListener('beforeprint', () => { window.printed += 1 })
}) }, async ({ page, open }) => {
  await startCase(page, open)
  await page.getByRole('main').getByRole('link', { name: REPORT, exact: true }).click()
  await page.getByRole('button', { name: 'Save and continue' }).waitFor()
  await page.evaluate(() => { location.hash = location.hash.replace(/\d+$/, 'read') })
  await page.getByRole('button', { name: 'Print' }).click()
  assert.equal(await page.evaluate(() => window.printed), 1)
})
