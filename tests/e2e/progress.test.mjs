// The log of the sessions, and the progress summary that probation is given from it.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import { arriveAt, backToCase, choose, goToSection, openForm, startCase, waitUntilKept, write, writeDate } from './steps.mjs'

const LOG = 'Session plan and log'
const SUMMARY = 'Progress summary for probation'
const TO_SUMMARY = `Read, print or hand on the summary of “${LOG}”`
const PRIVATE = 'Canary of a private note'

const ways = (page) => page.getByRole('region', { name: 'Hand on this report' }).getByRole('button')

test('probation is given the sessions without private notes, and no data of the case', { timeout: 240_000 }, async ({ page, open, expectNoAxe }) => {
  await startCase(page, open)
  await openForm(page, LOG)
  await write(page, 'How many sessions are planned?', '12')
  await waitUntilKept(page)
  await backToCase(page)
  assert.equal(await page.getByRole('link', { name: TO_SUMMARY }).count(), 0, 'nothing to sum up before the first session')

  await openForm(page, LOG)
  await goToSection(page, 'The sessions')
  await writeDate(page, 'Date of the session', '2 1 2026')
  await choose(page, 'What became of it?', 'The person came')
  await page.getByRole('textbox', { name: /^For probation/ }).fill('Set two goals.')
  await page.getByRole('textbox', { name: /^Private notes/ }).fill(PRIVATE)
  await page.getByRole('button', { name: 'Add another: Session' }).click()
  const second = page.getByRole('region', { name: 'Session 2', exact: true })
  await writeDate(second, 'Date of the session', '9 1 2026')
  await choose(second, 'What became of it?', 'The person came late')
  await waitUntilKept(page)
  await backToCase(page)

  await page.getByRole('link', { name: TO_SUMMARY }).click()
  await arriveAt(page, SUMMARY)
  const said = await page.getByRole('main').innerText()
  assert.match(said, /Draft: not finished, or no name under it/)
  assert.match(said, /Sessions offered\s+2/)
  assert.match(said, /The person came late\s+1/)
  assert.match(said, /Set two goals\./)
  assert.ok(!said.includes(PRIVATE), 'the private note stays with the service')
  assert.deepEqual(await ways(page).allInnerTexts(), [
    'Save as a Word document', 'Save as a web page', 'Save as plain text', 'Copy the text',
  ])
  assert.equal(await page.getByRole('checkbox').count(), 0, 'there are no answers behind scores to add')
  await page.getByRole('button', { name: 'Save as plain text' }).click()
  const warning = page.getByRole('dialog', { name: 'This copy will not be locked' })
  assert.ok(!(await warning.innerText()).includes('scores'), 'no scores are in it')
  await warning.getByRole('button', { name: 'Cancel: write nothing' }).click()
  await expectNoAxe()
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= 320, `it fits 320 pixels, and is ${width} wide`)
})
