// Counts without names: who gets to them, what is shown of few cases, and what the file holds.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from './harness.mjs'
import { CONSENT, arriveAt, backToCase, choose, focused, goToSection, openForm, pressByKeys, waitUntilKept } from './steps.mjs'
import { press, writeName } from './vault-steps.mjs'

const LINK = 'Service data: counts without names'
const HOME = 'Cases on this computer'
const CAPTION = 'Whether you consent to the assessment (Combined Consent)'

/** So many cases, of which the first ones say yes to the assessment and the others say no. */
async function cases(page, { yes, no }) {
  for (let n = 0; n < yes + no; n += 1) {
    if (n === 0) {
      await writeName(page, 'Robin Secret')
      await backToCase(page)
    } else {
      await press(page, 'Start a new case')
      await arriveAt(page, 'New case')
    }
    await openForm(page, CONSENT)
    await goToSection(page, 'Consent')
    await choose(page, 'Do you consent to the assessment?', n < yes ? 'Yes' : 'No')
    await waitUntilKept(page)
    await backToCase(page)
    await page.getByRole('link', { name: 'All cases' }).click()
    await arriveAt(page, HOME)
  }
}

async function count(page) {
  await page.getByRole('link', { name: LINK }).click()
  await arriveAt(page, 'Service data')
  await press(page, 'Count the cases')
  await page.getByRole('heading', { name: /^Made in \w+ \d{4}$/ }).waitFor()
}

const figures = async (page, caption) => {
  const rows = page.getByRole('table', { name: caption }).getByRole('row').filter({ has: page.getByRole('cell') })
  const cells = await rows.evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.innerText.trim())))
  return Object.fromEntries(cells)
}

test('of few cases nothing is shown and nothing can be saved', async ({ page, open, expectNoAxe }) => {
  await open()
  await cases(page, { yes: 2, no: 1 })
  await count(page)
  await page.getByText('There are too few cases on this computer to show any count.').waitFor()
  assert.equal(await page.getByRole('table').count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Save as a spreadsheet' }).count(), 0)
  await expectNoAxe()
})

test('counts are shown without names, and saved after a warning', { timeout: 400_000 }, async ({ page, open, expectNoAxe }) => {
  await open()
  await cases(page, { yes: 6, no: 5 })
  await count(page)
  assert.equal((await focused(page)).words.startsWith('Made in'), true, 'the keyboard is at the counts')
  assert.deepEqual(await figures(page, CAPTION), {
    'Yes': '5', 'No': 'Not shown', 'I want to talk about it first': 'Not shown', 'No answer': 'Not shown',
  })
  await expectNoAxe()
  await page.setViewportSize({ width: 320, height: 640 })
  assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 320, 'nothing is wider than the window')

  // With the keyboard: the warning takes it, Escape writes nothing, and it comes back.
  const offered = []
  page.on('download', (download) => offered.push(download))
  await page.getByRole('heading', { name: /^Made in/ }).focus()
  await pressByKeys(page, 'Save as a spreadsheet')
  await page.getByRole('dialog', { name: 'This file will not be locked' }).waitFor()
  await expectNoAxe()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  assert.equal((await focused(page)).words, 'Save as a spreadsheet')
  await page.keyboard.press('Enter')
  assert.deepEqual(offered, [], 'nothing is written before it is agreed to')
  const [download] = await Promise.all([page.waitForEvent('download'), pressByKeys(page, 'Save the file')])
  assert.equal(download.suggestedFilename(), 'counts.csv')
  const file = await readFile(await download.path(), 'utf8')
  assert.match(file, /"Whether you consent to the assessment","Yes","5"\r\n/)
  assert.match(file, /"Whether you consent to the assessment","No","Not shown"\r\n/)
  assert.match(file, /"Cases counted","","10"/)
  assert.doesNotMatch(file, /Secret|Robin|\d{4}-\d{2}-\d{2}/)
  await page.getByText('counts.csv was given to the browser to save.').waitFor()

  // It is noted; the case pages are as they were, and the cases can be opened again.
  await page.getByRole('link', { name: 'All cases' }).click()
  await page.getByRole('link', { name: 'Robin Secret' }).click()
  await arriveAt(page, 'Robin Secret')
  await page.evaluate(() => { location.hash = '#/vault' })
  await arriveAt(page, 'Your vault')
  const [log] = await Promise.all([page.waitForEvent('download'), press(page, 'Save the audit log')])
  const entries = await readFile(await log.path(), 'utf8')
  assert.match(entries, /All cases opened once to count them/)
  assert.match(entries, /Service data saved as a spreadsheet, not locked/)
})

test('a person who has the device does not get to the counts', async ({ page, open }) => {
  await open('#/service-data')
  await arriveAt(page, 'Service data')
  await page.getByRole('link', { name: 'All cases' }).click()
  await writeName(page, 'Robin Secret')
  await press(page, 'Hand the device to the person')
  await page.evaluate(() => { location.hash = '#/service-data' })
  await page.waitForTimeout(500)
  assert.equal(await page.getByRole('heading', { name: 'Service data' }).count(), 0)
})
