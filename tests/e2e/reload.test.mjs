// What is kept, what is said about it, and what happens where it cannot be kept.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from './harness.mjs'
import {
  ASSESSMENT, aboutThePerson, arriveAt, choose, dateAt, goToSection, openForm, startCase, startForm,
  waitUntilKept,
  write, writeDate,
} from './steps.mjs'

const NAME = 'What is the person’s full name?'
const BIRTH = 'What is the person’s date of birth?'
const PLACE = 'Where did it take place? (optional)'
const valueOf = (page, name) => page.getByRole('textbox', { name, exact: true }).inputValue()
const status = (page) => page.getByRole('banner').getByRole('status')

/** Runs in the page: does something to every row of one of the store's shelves. */
function changeRows(page, shelf, change) {
  return page.evaluate(async ([shelf, change]) => {
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const database = await answer(indexedDB.open('mhtr-forms'))
    const transaction = database.transaction(shelf, 'readwrite')
    const store = transaction.objectStore(shelf)
    const [keys, rows] = [await answer(store.getAllKeys()), await answer(store.getAll())]
    keys.forEach((key, n) => {
      if (change === 'flip') {
        rows[n][rows[n].length >> 1] ^= 1
        store.put(rows[n], key)
      }
    })
    await new Promise((resolve) => { transaction.oncomplete = resolve })
    database.close()
    return rows.length
  }, [shelf, change])
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

// Holds back the word that a transaction is complete, from when it is told to until it is let go.
function holdBack() {
  const held = []
  window.letGo = () => { window.isHeld = false; for (const tell of held) tell() }
  const { set } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete')
  Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
    configurable: true,
    set(tell) {
      set.call(this, (event) => { if (window.isHeld) held.push(() => tell.call(this, event)); else tell.call(this, event) })
    },
  })
}

test('“saved” is said only when the store has said so', { before: ({ context }) => context.addInitScript(holdBack) }, async ({ page, open }) => {
  await startCase(page, open)
  await waitUntilKept(page)
  await openForm(page, ASSESSMENT)
  await waitUntilKept(page)
  await page.evaluate(() => { window.isHeld = true })
  await write(page, NAME, 'Robin Example')
  await status(page).getByText('Saving…').waitFor()
  await page.waitForTimeout(1000)
  assert.equal(await status(page).innerText(), 'Saving…', 'nothing is saved as long as the store has not confirmed it')
  const alert = page.getByRole('alert').filter({ hasText: 'the browser has not answered' })
  await alert.waitFor()
  assert.equal(await status(page).innerText(), 'Not saved')
  await write(page, PLACE, 'typing goes on')
  await page.evaluate(() => window.letGo())
  await waitUntilKept(page)
  await alert.waitFor({ state: 'detached' })
  await page.reload()
  await arriveAt(page, 'About this assessment')
  assert.equal(await valueOf(page, PLACE), 'typing goes on')
})

// The store has no room, from when it is told so until it is given some.
function fillUp() {
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (...given) {
    if (window.isFull) throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, given)
  }
}

test('a full store is told, and tried again on request', { before: ({ context }) => context.addInitScript(fillUp) }, async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await waitUntilKept(page)
  await page.evaluate(() => { window.isFull = true })
  await write(page, NAME, 'Robin Example')
  const alert = page.getByRole('alert').filter({ hasText: 'This browser has no room left.' })
  await alert.waitFor()
  assert.equal(await status(page).innerText(), 'Not saved')
  await write(page, PLACE, 'typing goes on')
  await page.evaluate(() => { window.isFull = false })
  await alert.getByRole('button', { name: 'Try again' }).click()
  await waitUntilKept(page)
  await alert.waitFor({ state: 'detached' })
  await page.reload()
  await arriveAt(page, 'About this assessment')
  assert.equal(await valueOf(page, NAME), 'Robin Example')
  assert.equal(await valueOf(page, PLACE), 'typing goes on')
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
  assert.equal(download.suggestedFilename(), 'mhtr-forms-copy.vault')
  const copy = await readFile(await download.path())
  assert.equal(copy.subarray(0, 8).toString(), 'MHTRVLT1')
  assert.equal(copy.includes('Robin Example'), false, 'the copy is sealed')
  assert.equal(await page.getByText('Saved on this computer').count(), 0)
})

test('a case of which every copy is damaged is said to be so, and kept as it was found', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  await open('#/')
  await page.getByRole('link', { name: 'Robin Example' }).waitFor()
  await page.evaluate(() => Object.keys(localStorage).filter((key) => /^mhtr-forms\.r\./.test(key)).forEach((key) => localStorage.removeItem(key)))
  assert.ok(await changeRows(page, 'rec', 'flip') > 0)
  await open('#/')
  await page.getByRole('link', { name: /Robin Example|New case/ }).first().click()
  await arriveAt(page, 'This case cannot be opened')
  assert.ok(await changeRows(page, 'quar', 'nothing') > 0, 'what did not open is set aside')
  await open('#/')
  await page.getByRole('button', { name: 'Start a new case' }).click()
  await arriveAt(page, 'New case')
})

test('one damaged copy of everything loses nothing', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  const place = page.url()
  await open('#/')
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('mhtr-forms.')).forEach((key) => localStorage.setItem(key, 'rubbish')))
  await open(new URL(place).hash)
  await arriveAt(page, 'About this assessment')
  assert.equal(await valueOf(page, NAME), 'Robin Example')
})

const bar = (of) => of.getByRole('status').filter({ hasText: 'open in another tab or window' })

/** A form with a name in it that is kept, and a second window of it, which may only read. */
async function secondWindow({ page, context, open }) {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await arriveAt(other, 'About this assessment')
  await bar(other).waitFor()
  return other
}

test('of two tabs one writes, and the other reads until it takes over', async ({ page, context, open }) => {
  const other = await secondWindow({ page, context, open })
  assert.equal(await valueOf(other, NAME), 'Robin Example', 'it can be read')
  assert.equal(await other.getByRole('textbox', { name: PLACE }).isDisabled(), true, 'and not written')

  await bar(other).getByRole('button', { name: 'Take over here' }).click()
  await bar(other).waitFor({ state: 'detached' })
  await bar(page).waitFor()
  assert.equal(await page.getByRole('textbox', { name: PLACE }).isDisabled(), true)
  await write(other, PLACE, 'A room')
  await waitUntilKept(other)
  await bar(page).getByRole('button', { name: 'Take over here' }).click()
  await bar(page).waitFor({ state: 'detached' })
  await page.waitForFunction((place) => [...document.querySelectorAll('input')].some((field) => field.value === place), 'A room')
})

test('what is typed in the very moment a window may write again is kept', async ({ page, context, open }) => {
  const other = await secondWindow({ page, context, open })
  const id = await other.getByRole('textbox', { name: NAME, exact: true }).getAttribute('id')
  await other.evaluate((id) => {
    new MutationObserver((_, observer) => {
      const field = document.getElementById(id)
      if (!field || field.matches(':disabled')) return
      observer.disconnect()
      field.value = 'Typed at once'
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  }, id)
  await bar(other).getByRole('button', { name: 'Take over here' }).click()
  await other.waitForFunction((id) => document.getElementById(id)?.value === 'Typed at once', id)
  await waitUntilKept(other)
  await other.reload()
  await arriveAt(other, 'About this assessment')
  assert.equal(await valueOf(other, NAME), 'Typed at once')
})
