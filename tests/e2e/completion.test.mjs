// The end of the sessions: the form, and the summary that leaves.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import { arriveAt, backToCase, choose, errorsOf, goToCheck, goToSection, openForm, startCase, waitUntilKept, write, writeDate } from './steps.mjs'

const FORM = 'Intervention completion'
const SUMMARY = 'Completion summary'
const TO_SUMMARY = `Read, print or hand on the summary of “${FORM}”`

test('the end is written down, and its summary leaves as a document and never as data', { timeout: 240_000 }, async ({ page, open, expectNoAxe }) => {
  await startCase(page, open)
  await openForm(page, FORM)
  await goToSection(page, 'The meeting at the end')
  await choose(page, 'Was it held?', 'No')
  assert.equal(await page.getByRole('button', { name: 'Hand the device to the person' }).count(), 0, 'it is not theirs to fill in')
  await goToCheck(page)
  await page.getByRole('button', { name: 'Finish this form' }).click()
  const errors = await errorsOf(page)
  for (const expected of ['Select how the intervention ended', 'Enter why the meeting was not held', 'Enter the name of the Clinical Lead']) {
    assert.ok(errors.includes(expected), `${expected}, in: ${errors.join('; ')}`)
  }
  await page.getByRole('link', { name: 'Back to the form' }).click()
  await goToSection(page, 'The intervention')
  await choose(page, 'How did the intervention end?', 'All planned sessions were completed')
  await writeDate(page, 'When was the last session?', '2 1 2026')
  await goToSection(page, 'The meeting at the end')
  await write(page, 'Why not?', 'The person moved away.')
  await expectNoAxe()
  await waitUntilKept(page)
  await backToCase(page)

  await page.getByRole('link', { name: TO_SUMMARY }).click()
  await arriveAt(page, SUMMARY)
  const said = await page.getByRole('main').innerText()
  assert.match(said, /Draft: not finished, or no name under it/)
  assert.match(said, /The person moved away\./)
  assert.match(said, /No questionnaire was filled in twice/)
  const ways = page.getByRole('region', { name: 'Hand on this report' }).getByRole('button')
  assert.deepEqual(await ways.allInnerTexts(), [
    'Save as a Word document', 'Save as a web page', 'Save as plain text', 'Copy the text',
  ])
  await expectNoAxe()
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= 320, `it fits 320 pixels, and is ${width} wide`)
})
