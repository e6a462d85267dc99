// The day that follows from the second session that was not attended without a reasonable excuse: where staff see it, and
// what moves it.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  arriveAt, backToCase, choose, chooseByKeys, goToSection, openForm, pressByKeys, startCase, waitUntilKept, writeDate, writeDateByKeys,
} from './steps.mjs'

const LOG = 'Session plan and log'
const MISSED = 'The person did not come and had not cancelled'
const EXCUSE = 'Was it a reasonable excuse, in your view? (optional)'
const SECOND = 'In the practitioner’s view the second session not attended without a reasonable excuse was on 2 April 2026.'
const DECIDES = 'It is no decision, and it does not say that the order was breached. Probation decides, and may count differently.'

/** From the page of a case to a log with one session that was missed without a reasonable excuse, and a second to fill in. */
async function oneMissed(page, open) {
  await startCase(page, open)
  await openForm(page, LOG)
  await goToSection(page, 'The sessions')
  await writeDate(page, 'Date of the session', '26 3 2026')
  await choose(page, 'What became of it?', MISSED)
  await choose(page, EXCUSE, 'No')
  await page.getByRole('button', { name: 'Add another: Session' }).click()
  return page.getByRole('region', { name: 'Session 2', exact: true })
}

async function missedAgain(second) {
  await writeDate(second, 'Date of the session', '2 4 2026')
  await choose(second, 'What became of it?', MISSED)
  await choose(second, EXCUSE, 'No')
}

/** A folder of the agency with these settings and nothing else. */
const set = (settings) => ({
  before: ({ context }) => context.route('**/agency/settings.json', (route) => {
    return route.fulfill({ contentType: 'application/json', body: JSON.stringify(settings, null, 2) })
  }),
})

test('staff see the 6th working day, its rule and who decides, as soon as there are two failures', { timeout: 240_000 }, async ({ page, open, expectNoAxe }) => {
  const second = await oneMissed(page, open)
  await writeDate(second, 'Date of the session', '2 4 2026')
  await choose(second, 'What became of it?', MISSED)
  const status = page.getByRole('status').filter({ hasText: 'reasonable excuse' })
  await status.getByText('Whether there was a second is not recorded, so no 6th working day is worked out.').waitFor()
  await choose(second, EXCUSE, 'Yes')
  await status.waitFor({ state: 'detached' })
  await choose(second, EXCUSE, 'No')
  await status.getByText(`${SECOND} The 6th working day after it is 14 April 2026.`).waitFor()
  const main = page.getByRole('main')
  await main.getByText('the day of the session is day 0. Saturdays, Sundays and bank holidays in England and Wales are left out. Bank holidays left out here: 3 April 2026; 6 April 2026.').waitFor()
  await main.getByText('“by the 6th working day after the alleged second unreasonable failure to comply”').waitFor()
  await main.getByText(DECIDES).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Hand the device to the person' }).count(), 0, 'the log is handed to nobody')
  for (const [width, height] of [[1280, 900], [768, 1024], [320, 640]]) {
    await page.setViewportSize({ width, height })
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth)
    assert.ok(wide <= width, `it fits ${width} pixels, and is ${wide} wide`)
    await expectNoAxe()
  }
  // A failure without its day gives no day.
  await writeDate(second, 'Date of the session', '2 4 ')
  await status.getByText('It is not known which was the second').waitFor()
  await writeDate(second, 'Date of the session', '2 4 2026')
  await status.getByText('14 April 2026').waitFor()
  await waitUntilKept(page)

  await backToCase(page)
  await main.getByText(`${SECOND} The 6th working day after it is 14 April 2026.`).waitFor()
  await main.getByText(DECIDES).waitFor()
  await expectNoAxe()
  await page.getByRole('link', { name: `Read, print or hand on the summary of “${LOG}”` }).click()
  await arriveAt(page, 'Progress summary for probation')
  const summary = await main.innerText()
  assert.match(summary, /After the second session not attended without a reasonable excuse/)
  assert.match(summary, /The 6th working day after it is 14 April 2026\./)
  assert.ok(summary.includes(DECIDES))

  await page.goBack()
  await page.getByRole('link', { name: `Read how it was counted, in “${LOG}”` }).click()
  await main.getByText('left out here: 3 April 2026; 6 April 2026').waitFor()
})

test('with the keyboard alone', { timeout: 240_000 }, async ({ page, open }) => {
  const second = await oneMissed(page, open)
  await second.getByRole('textbox', { name: 'Day' }).focus()
  await page.keyboard.press('Shift+Tab')
  await writeDateByKeys(page, 'Date of the session', '2 4 2026')
  await chooseByKeys(page, 'What became of it?', 4)
  await chooseByKeys(page, EXCUSE, 1)
  await page.getByRole('status').getByText('The 6th working day after it is 14 April 2026.').waitFor()
  await waitUntilKept(page)
  await page.getByRole('link', { name: 'Back to the case' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Forms for the court' }).waitFor()
  await pressByKeys(page, 'Read how it was counted')
  await page.getByRole('main').getByText('left out here: 3 April 2026; 6 April 2026').waitFor()
})

test('a bank holiday that the agency adds moves it', set({ bankHolidays: { added: ['2026-04-10'] } }), async ({ page, open }) => {
  await missedAgain(await oneMissed(page, open))
  await page.getByRole('status').getByText('The 6th working day after it is 15 April 2026.').waitFor()
  await page.getByText('left out here: 3 April 2026; 6 April 2026; 10 April 2026').waitFor()
  await waitUntilKept(page)
  // And wherever else it stands.
  await backToCase(page)
  await page.getByRole('main').getByText('The 6th working day after it is 15 April 2026.').waitFor()
  await page.getByRole('link', { name: `Read, print or hand on the summary of “${LOG}”` }).click()
  await arriveAt(page, 'Progress summary for probation')
  await page.getByRole('main').getByText('The 6th working day after it is 15 April 2026.').waitFor()
})

test('a day that cannot be used is told with its line, and the others are used', set({ bankHolidays: { added: ['10 April 2026', '2026-04-10'], removed: ['2026-04-06'] } }), async ({ page, open }) => {
  await open()
  await page.getByText('agency/settings.json line 4: "10 April 2026" is no day that can be used here.').waitFor()
  await missedAgain(await oneMissed(page, open))
  await page.getByRole('status').getByText('The 6th working day after it is 14 April 2026.').waitFor()
  await page.getByText('left out here: 3 April 2026; 10 April 2026').waitFor()
})
