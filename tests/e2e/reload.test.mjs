// What is kept, what is said about it, and what happens where it cannot be kept.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from './harness.mjs'
import {
  ASSESSMENT, aboutThePerson, arriveAt, choose, dateAt, escaped, goToSection, openForm, startCase, startForm,
  waitUntilKept,
  write, writeDate,
} from './steps.mjs'

const NAME = 'What is the person’s full name?'
const BIRTH = 'What is the person’s date of birth?'
const PLACE = 'Where did it take place? (optional)'
const valueOf = (page, name) => page.getByRole('textbox', { name, exact: true }).inputValue()
const status = (page) => page.getByRole('banner').getByRole('status')

/** Runs in the page: every record of one of the store's two places, by its key. */
function recordsOf(page, place) {
  return page.evaluate(async (place) => {
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const database = await answer(indexedDB.open('mhtr-forms'))
    const store = database.transaction(place).objectStore(place)
    const [keys, values] = [await answer(store.getAllKeys()), await answer(store.getAll())]
    database.close()
    return Object.fromEntries(keys.map((key, n) => [key, values[n]]))
  }, place)
}

/** Puts a record where the cases are, as something else than this version of the app would. */
async function plant(page, key, record) {
  await page.evaluate(async ([key, record]) => {
    const database = await new Promise((resolve) => {
      const request = indexedDB.open('mhtr-forms')
      request.onsuccess = () => resolve(request.result)
    })
    const transaction = database.transaction('cases', 'readwrite')
    transaction.objectStore('cases').put(record, key)
    await new Promise((resolve) => { transaction.oncomplete = resolve })
    database.close()
  }, [key, record])
}

test('half-typed answers come back as they were typed', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin Exa')
  await writeDate(page, BIRTH, '31 2 198')
  await writeDate(page, 'When did the assessment take place?', ' feb 2026')
  await choose(page, 'What is the assessor’s role? (optional)', 'Assistant Psychologist')
  await page.getByRole('textbox', { name: PLACE }).pressSequentially('A private ro')
  await page.waitForTimeout(1000)
  await page.reload()
  await arriveAt(page, 'About this assessment')
  assert.equal(await valueOf(page, NAME), 'Robin Exa')
  assert.equal(await dateAt(page, BIRTH), '31 2 198')
  assert.equal(await dateAt(page, 'When did the assessment take place?'), ' feb 2026')
  assert.ok(await page.getByRole('radio', { name: 'Assistant Psychologist' }).isChecked())
  assert.equal(await valueOf(page, PLACE), 'A private ro')
  await open('#/')
  await page.getByRole('link', { name: 'Robin Exa' }).waitFor()
})

test('what is typed in the last moment before a reload is kept', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await waitUntilKept(page)
  await page.getByRole('textbox', { name: PLACE }).pressSequentially('Room 7, the last thing said')
  await page.reload()
  await arriveAt(page, 'About this assessment')
  assert.equal(await valueOf(page, PLACE), 'Room 7, the last thing said')
})

// Holds back the word that a transaction is complete, until it is let go.
function holdBack() {
  const held = []
  window.letGo = () => { window.isOpen = true; for (const tell of held) tell() }
  const { set } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete')
  Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
    configurable: true,
    set(tell) {
      set.call(this, (event) => { if (window.isOpen) tell.call(this, event); else held.push(() => tell.call(this, event)) })
    },
  })
}

test('“kept” is said only when the store has said so', { before: ({ context }) => context.addInitScript(holdBack) }, async ({ page, open }) => {
  await startCase(page, open)
  await status(page).getByText('Saving…').waitFor()
  await page.waitForTimeout(1000)
  assert.equal(await status(page).innerText(), 'Saving…', 'nothing is kept as long as the store has not confirmed it')
  await page.evaluate(() => window.letGo())
  await waitUntilKept(page)
})

// The store has no room until it is given some.
function fillUp() {
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (...given) {
    if (!window.hasRoom) throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, given)
  }
}

test('a full store is told, and tried again on request', { before: ({ context }) => context.addInitScript(fillUp) }, async ({ page, open }) => {
  await startCase(page, open)
  const alert = page.getByRole('alert').filter({ hasText: 'This browser has no room left.' })
  await alert.waitFor()
  assert.equal(await status(page).innerText(), 'Not saved')
  await page.evaluate(() => { window.hasRoom = true })
  await alert.getByRole('button', { name: 'Try again' }).click()
  await waitUntilKept(page)
  await alert.waitFor({ state: 'detached' })
})

function block() {
  Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('The operation is insecure.', 'SecurityError') } })
}

test('a browser that keeps nothing says so, works, and offers a copy', { before: ({ context }) => context.addInitScript(block) }, async ({ page, open, expectNoAxe }) => {
  await startForm(page, open, ASSESSMENT)
  const alert = page.getByRole('alert').filter({ hasText: 'This browser does not let this page keep anything.' })
  await alert.waitFor()
  assert.equal(await status(page).innerText(), 'Not saved')
  await expectNoAxe()
  await aboutThePerson(page)
  await goToSection(page, 'Introduction')
  await goToSection(page, 'About this assessment')
  assert.equal(await valueOf(page, NAME), 'Robin Example', 'the session goes on')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    alert.getByRole('button', { name: 'Download a copy' }).click(),
  ])
  assert.match(download.suggestedFilename(), /\.json$/)
  const copy = JSON.parse(await readFile(await download.path(), 'utf8'))
  assert.match(JSON.stringify(copy), /Robin Example/)
  assert.equal(await page.getByText('Saved on this computer').count(), 0)
})

test('a damaged record is set aside as it was found, and the others open', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  const damaged = { revision: 3, body: '{"format":"mhtr-case","version":1,"id":"<img src=x onerror=alert(1)>' }
  await plant(page, 'damaged', damaged)
  await plant(page, 'not-even-a-record', 'rubbish')
  for (const time of ['first', 'second']) {
    await open('#/')
    await page.getByText('Some records on this computer could not be opened').waitFor()
    assert.equal(await page.getByText(/^A record is damaged\./).count(), 2, `the ${time} time`)
    await page.getByRole('link', { name: 'Robin Example' }).waitFor()
  }
  const aside = await recordsOf(page, 'aside')
  assert.deepEqual(aside, { damaged, 'not-even-a-record': 'rubbish' })
  assert.equal(Object.keys(await recordsOf(page, 'cases')).length, 1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save a copy of the record' }).first().click(),
  ])
  assert.equal(await readFile(await download.path(), 'utf8'), damaged.body)
  await page.getByRole('link', { name: 'Robin Example' }).click()
  await openForm(page, ASSESSMENT)
  assert.equal(await valueOf(page, NAME), 'Robin Example')
})

test('a record of a later version is left where it is', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  const id = 'c'.repeat(32)
  const later = { revision: 8, body: JSON.stringify({ format: 'mhtr-case', version: 2, id, cases: [] }), stamp: 'of its own' }
  await plant(page, id, later)
  await open('#/')
  await page.getByText(/^A record was made by a later version of these forms\./).waitFor()
  await page.getByRole('link', { name: 'Robin Example' }).waitFor()
  assert.deepEqual((await recordsOf(page, 'cases'))[id], later)
  assert.deepEqual(await recordsOf(page, 'aside'), {})
})

test('of two tabs the older is told, however much is typed there', async ({ page, context, open }) => {
  await startForm(page, open, ASSESSMENT)
  await waitUntilKept(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await arriveAt(other, 'About this assessment')

  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  await other.getByRole('textbox', { name: PLACE }).pressSequentially('a room, and many more letters than in the first tab')
  await other.getByRole('alert').filter({ hasText: 'This case was changed in another tab or window.' }).waitFor()
  assert.equal(await status(other).innerText(), 'Not saved')
  // Going away changes nothing either.
  await other.reload()
  await arriveAt(other, 'About this assessment')
  assert.equal(await valueOf(other, NAME), 'Robin Example', 'the first tab’s answer stands')
  assert.equal(await valueOf(other, PLACE), '')

  await write(other, PLACE, 'A room')
  await waitUntilKept(other)
  await write(page, PLACE, 'Elsewhere')
  await page.getByRole('alert').filter({ hasText: /changed in another tab or window/ }).waitFor()
  assert.match(JSON.stringify(await recordsOf(other, 'cases')), new RegExp(escaped('A room')))
})
