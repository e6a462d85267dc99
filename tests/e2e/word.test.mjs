// A report as a Word document: by a program that is loaded only then, when the page may fetch nothing any more, and
// that another program than ours can read.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from './harness.mjs'

/** A report with something of everything, as the native tests keep it. */
const REPORT = JSON.parse(readFileSync(new URL('../native/golden/report.json', import.meta.url), 'utf8'))

/** Names that a report must never be without. */
const TYPED = 'Ann Oak'

/** Asks the page for a report's document; its bytes, or why there are none. */
function wordDocument(page, report) {
  return page.evaluate(async (json) => {
    const handed = new TextEncoder().encode(json)
    const { fault, bytes } = await window.mhtr.wordDocument(handed)
    return { fault, bytes: Array.from(bytes), isOverwritten: handed.every((byte) => byte === 0) }
  }, typeof report === 'string' ? report : JSON.stringify(report))
}

/** Runs in the page: keeps the memory of every instance of a program. */
function watchMemories() {
  const memories = []
  const instantiate = WebAssembly.instantiate
  WebAssembly.instantiate = async (...asked) => {
    const made = await instantiate.apply(WebAssembly, asked)
    const { memory } = (made.instance ?? made).exports ?? {}
    // The second part of the app has none of its own.
    if (memory) memories.push(memory)
    return made
  }
  window.memories = () => memories.map(({ buffer }) => {
    const bytes = new Uint8Array(buffer)
    return { size: bytes.length, isEmpty: bytes.every((byte) => byte === 0) }
  })
}

/** A document as LibreOffice reads it: its pages, each as the text a reader selects, and its words in their order. */
function read(bytes) {
  const folder = mkdtempSync(join(tmpdir(), 'word-'))
  try {
    const path = join(folder, 'report.docx')
    writeFileSync(path, Uint8Array.from(bytes))
    // A profile of its own: one that is in use keeps a second LibreOffice from doing anything.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    for (const kind of ['pdf', 'txt:Text']) {
      const order = [profile, '--headless', '--convert-to', kind, '--outdir', folder, path]
      execFileSync(process.env.SOFFICE ?? 'soffice', order, { stdio: 'ignore', timeout: 120_000 })
    }
    const text = execFileSync('pdftotext', [join(folder, 'report.pdf'), '-'], { encoding: 'utf8' })
    return { pages: text.split('\f').slice(0, -1), words: readFileSync(join(folder, 'report.txt'), 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const closeUp = (text) => text.replace(/\s+/g, '')

/** Every line of a report that is read, with its name. */
function texts(value, name = '') {
  const isNoText = ['language', 'standing', 'page', 'record', 'line'].includes(name.split('.').pop())
  if (typeof value === 'string') return isNoText ? [] : value.split('\n').map((line) => [name, line])
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inside]) => texts(inside, `${name}.${key}`))
}

test('a report is written by a program that nobody loads before, and nothing of it is left there', { timeout: 240_000, before: ({ context }) => context.addInitScript(watchMemories) }, async ({ page, open }) => {
  const asked = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const programs = () => asked.filter((path) => path.includes('/programs/'))
  await open('#/')
  assert.deepEqual(programs(), [], 'who does not ask for it does not load it')

  const before = (await page.evaluate(() => window.memories())).length
  const first = await wordDocument(page, REPORT)
  assert.equal(first.fault, '')
  assert.ok(first.isOverwritten, 'what was handed over')
  const again = await wordDocument(page, REPORT)
  assert.deepEqual(again.bytes, first.bytes, 'the same report gives the same bytes')
  const both = await page.evaluate((json) => Promise.all([1, 2].map(() => window.mhtr.wordDocument(new TextEncoder().encode(json)).then(({ bytes }) => bytes.length))), JSON.stringify(REPORT))
  assert.deepEqual(both, [first.bytes.length, first.bytes.length], 'two at once')
  assert.equal(programs().length, 1, 'it is loaded once')
  const memories = (await page.evaluate(() => window.memories())).slice(before)
  assert.equal(memories.length, 4, 'each has an instance to itself')
  for (const memory of memories) assert.ok(memory.size > 0 && memory.isEmpty, 'its memory is overwritten')
})

test('LibreOffice reads all of it, with its record and number on every page', { timeout: 300_000 }, async ({ page, open }) => {
  await open('#/')
  const { bytes } = await wordDocument(page, REPORT)
  const { pages, words } = read(bytes)
  assert.ok(pages.length > 1, `${pages.length} pages`)
  const line = closeUp(REPORT.identity.line)
  pages.forEach((text, n) => {
    const page = closeUp(text)
    assert.equal(page.split(line).length - 1, 2, `the record in the head and the foot of page ${n + 1}`)
    const number = closeUp(REPORT.labels.page).replace('{page}', n + 1).replace('{pages}', pages.length)
    assert.ok(page.includes(number), `${number} in ${page.slice(-200)}`)
  })
  const all = closeUp(words)
  assert.ok(all.includes(closeUp(TYPED)))
  assert.deepEqual(texts(REPORT).filter(([, text]) => !all.includes(closeUp(text))), [])
})

test('a program that does not arrive, or is another, is told and asked for again', { expects: [/ERR_FAILED/], timeout: 240_000 }, async ({ page, open }) => {
  await open('#/')
  const cut = (route) => route.abort()
  await page.route('**/programs/**', cut)
  assert.deepEqual(await wordDocument(page, REPORT), { fault: 'missing', bytes: [], isOverwritten: true })
  await page.unroute('**/programs/**', cut)

  assert.equal((await wordDocument(page, REPORT)).fault, '', 'it may arrive the next time')
  assert.equal((await wordDocument(page, '{"title":"of another version"}')).fault, 'other-version')
  assert.equal((await wordDocument(page, REPORT)).fault, '', 'and goes on after what it could not read')
})

test('a program that is not the one of this page is not run', { expects: [/integrity/], timeout: 240_000 }, async ({ page, open }) => {
  await open('#/')
  const other = 'window.ran = true; export const documentOf = () => new Uint8Array(9)'
  await page.route('**/programs/**', (route) => route.fulfill({ contentType: 'text/javascript', body: other }))
  assert.equal((await wordDocument(page, REPORT)).fault, 'missing')
  assert.equal(await page.evaluate(() => window.ran), undefined)
})
