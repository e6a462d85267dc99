// How a person goes through the consent in easy read.

import assert from 'node:assert/strict'
import { CONSENT, arriveAt, choose, group, startForm, write, writeDate } from './steps.mjs'

export const MHTR = 'Do you agree to have this treatment if the court gives it to you?'
export const ASSESSMENT_ASKED = 'Do you agree to the assessment?'
export const WAY = 'How do you want to sign?'
export const REQUIREMENTS = 'This will include assessment for suitability (delete as required) for MHTR, DRR, ATR. If the:'

export const press = (page, name) => page.getByRole('button', { name, exact: true }).click()
export const next = (page) => press(page, 'Next')

/** The step the page is at: `[number, of]`. */
export async function stepOf(page) {
  const heading = await page.getByRole('heading', { level: 1 }).innerText()
  const [, n, of] = heading.match(/Step (\d+) of (\d+)/)
  return [Number(n), Number(of)]
}

/** A new consent, shown in easy read, with treatment for mental health to be considered. */
export async function startEasyConsent(page, open) {
  await startForm(page, open, CONSENT)
  await press(page, 'Easy read')
  await arriveAt(page, /Before we start$/)
  await page.getByRole('group', { name: REQUIREMENTS }).getByRole('checkbox', { name: 'MHTR', exact: true }).check()
}

/** Presses Next until the page has this heading. */
export async function goOnTo(page, title) {
  for (let n = 0; n < 20; n += 1) {
    const heading = page.getByRole('heading', { level: 1 })
    const before = await heading.innerText()
    if (before.trim().endsWith(title)) return
    await next(page)
    await page.waitForFunction((before) => document.querySelector('h1').innerText !== before, before)
  }
  assert.fail(`there is no step ${title}`)
}

/** From the first step to the one to sign, with these answers to the assessment and the treatment. */
export async function goOnToSign(page, { assessment = 'Yes', mhtr = 'Yes' } = {}) {
  await goOnTo(page, 'The assessment')
  await choose(page, ASSESSMENT_ASKED, assessment)
  await goOnTo(page, 'Help with your mental health')
  await choose(page, MHTR, mhtr)
  await goOnTo(page, 'About you')
  await write(page, 'What is your name?', 'Robin Example')
  await writeDate(page, 'When were you born? Tell us the day, the month and the year.', '27 3 1987')
  await writeDate(page, 'What is the date today?', '2 1 2026')
}

export async function readMyself(page) {
  await group(page, 'Did you read this, or did someone read it to you?').getByRole('radio').first().check()
}

/** Draws a line on the sheet, from corner to corner of its middle. */
export async function draw(page) {
  const sheet = page.getByRole('img', { name: 'Draw here' })
  await sheet.scrollIntoViewIfNeeded()
  const box = await sheet.boundingBox()
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y]
  await page.mouse.move(...at(0.2, 0.3))
  await page.mouse.down()
  for (const [x, y] of [[0.4, 0.7], [0.6, 0.3], [0.8, 0.7]]) await page.mouse.move(...at(x, y), { steps: 6 })
  await page.mouse.up()
}

/** Signs, once the button has been in view for as long as a fresh gesture needs. */
export async function sign(page) {
  await page.getByRole('button', { name: 'Sign', exact: true }).waitFor()
  await page.waitForTimeout(600)
  await press(page, 'Sign')
  await page.getByText(/^Signed on /).first().waitFor()
}
