// The combined consent: the source's words, the conditions of what was chosen, and dates that are never guessed.

import assert from 'node:assert/strict'
import { sign } from './easy-read-steps.mjs'
import { test } from './harness.mjs'
import {
  CONSENT, aboutThePerson, answerBeside, arriveAt, ASSESSMENT, backToCase, choose, dateAt, errorsOf, escaped, goToCheck, goToSection,
  group, openForm, saveAndContinue, startForm, write, writeDate,
} from './steps.mjs'

const GRANTED = /^I have been provided with information regarding the assessment process/
const ASSESSED = 'This will include assessment for suitability (delete as required) for MHTR, DRR, ATR. If the:'
const READ = 'Did you read the confidentiality statement, or was it read to you?'
const AGREEMENT = 'Confidentiality Agreement'
const EXPLAINED = 'How it was explained'
const WAY = 'How do you want to sign?'
const CAPACITY = 'Is there a doubt that the person has capacity to decide this?'
const TO_ASSESSMENT = 'Do you consent to the assessment?'
const TO_DRR = 'Do you consent to a Drug Rehabilitation Requirement (DRR), if the court grants it?'

const tick = (page, question, answer) => page.getByRole('group', { name: question }).getByRole('checkbox', { name: answer, exact: true }).check()
const untick = (page, question, answer) => page.getByRole('group', { name: question }).getByRole('checkbox', { name: answer, exact: true }).uncheck()

test('its headings are the source’s, in order', async ({ page, open }) => {
  await startForm(page, open, CONSENT)
  const headings = async () => (await page.getByRole('main').getByRole('heading').allInnerTexts()).map((text) => text.replace(/^Combined Consent\s*/, ''))
  assert.deepEqual(await headings(), [
    'Personal information /data',
    'Your personal information may be shared to, gain:',
    'What is meant by data sharing?',
    'Collecting data: We collect and store your data in a specific way:',
    'Retention of information',
    'Your rights to withdraw consent',
    'Changes to your information',
    'Assessing the information, we hold on you',
  ])
  await saveAndContinue(page)
  await arriveAt(page, /Consent Consent$/)
  await tick(page, ASSESSED, 'MHTR')
  await tick(page, ASSESSED, 'DRR')
  await tick(page, ASSESSED, 'ATR')
  assert.deepEqual(await headings(), [
    'Consent',
    '1. Mental Health Treatment Requirement be granted:',
    '2. Drug Rehabilitation Requirement is granted',
    '3. Alcohol Treatment Requirement is granted',
    'Your answer',
  ])
  await goToSection(page, AGREEMENT)
  assert.deepEqual(await headings(), ['Confidentiality Agreement'])
})

test('only the conditions of what was chosen are there', async ({ page, open }) => {
  await startForm(page, open, CONSENT)
  await saveAndContinue(page)
  const mhtr = page.getByText('Attendance of the 12-week programme, consisting of one hour sessions weekly')
  const drr = page.getByRole('heading', { name: '2. Drug Rehabilitation Requirement is granted' })
  const atr = page.getByRole('heading', { name: '3. Alcohol Treatment Requirement is granted' })
  await group(page, TO_ASSESSMENT).waitFor()
  const shown = async () => [await mhtr.count(), await drr.count(), await atr.count(), await group(page, TO_DRR).count()]
  assert.deepEqual(await shown(), [0, 0, 0, 0])
  await tick(page, ASSESSED, 'DRR')
  await drr.waitFor()
  assert.deepEqual(await shown(), [0, 1, 0, 1])
  await choose(page, TO_DRR, 'Yes')
  await untick(page, ASSESSED, 'DRR')
  await drr.waitFor({ state: 'detached' })
  await tick(page, GRANTED, 'Mental Health Treatment Requirement (MHTR)')
  await mhtr.waitFor()
  assert.deepEqual(await shown(), [1, 0, 0, 0])
  // What is no longer asked takes no part: the yes to DRR leaves nothing to sign.
  await choose(page, TO_ASSESSMENT, 'No')
  await goToSection(page, AGREEMENT)
  assert.equal(await group(page, READ).count(), 0)
  await goToCheck(page)
  assert.equal(await page.getByText(TO_DRR).count(), 0)
})

test('somebody under 18 on the day is refused, and 18 on the day is not', { timezoneId: 'Europe/London' }, async ({ page, open }) => {
  await page.clock.setFixedTime(new Date('2026-06-15T12:00:00Z'))
  await startForm(page, open, CONSENT)
  await goToSection(page, AGREEMENT)
  await write(page, 'Name', 'Robin Example')
  await writeDate(page, 'Date', '15 6 2026')
  await writeDate(page, 'Date of Birth', '16 6 2008')
  await saveAndContinue(page)
  assert.deepEqual(await errorsOf(page), ['Your date of birth must be at least 18 years before today'])
  assert.equal(await dateAt(page, 'Date of Birth'), '16 6 2008')
  await writeDate(page, 'Date of Birth', '15 6 2008')
  await saveAndContinue(page)
  await arriveAt(page, EXPLAINED)
})

test('a date that is none is refused and kept as it was typed', async ({ page, open }) => {
  await startForm(page, open, CONSENT)
  await goToSection(page, AGREEMENT)
  await write(page, 'Name', 'Robin Example')
  await writeDate(page, 'Date', '2 1 2026')
  await writeDate(page, 'Date of Birth', '31 2 1990')
  await saveAndContinue(page)
  assert.deepEqual(await errorsOf(page), ['Your date of birth must be a real date'])
  assert.equal(await dateAt(page, 'Date of Birth'), '31 2 1990')
  await page.reload()
  await arriveAt(page, AGREEMENT)
  assert.equal(await dateAt(page, 'Date of Birth'), '31 2 1990')
  await writeDate(page, 'Date of Birth', '28 feb 90')
  await saveAndContinue(page)
  assert.deepEqual(await errorsOf(page), ['Your date of birth must include a year with 4 numbers'])
  assert.equal(await dateAt(page, 'Date of Birth'), '28 feb 90')
  await group(page, 'Date of Birth').getByRole('textbox', { name: 'Year' }).fill('1990')
  // A month whose name is readable before it is whole is not changed under the person's hands.
  const month = group(page, 'Date of Birth').getByRole('textbox', { name: 'Month' })
  await month.fill('')
  await month.pressSequentially('february')
  assert.equal(await dateAt(page, 'Date of Birth'), '28 february 1990')
  await saveAndContinue(page)
  await arriveAt(page, EXPLAINED)
  await goToCheck(page)
  assert.equal(await answerBeside(page, 'Date of Birth'), '28 February 1990')
})

test('saying no is possible, and asks for no signature', async ({ page, open }) => {
  await startForm(page, open, CONSENT)
  await saveAndContinue(page)
  await tick(page, ASSESSED, 'MHTR')
  await choose(page, TO_ASSESSMENT, 'No')
  await choose(page, 'Do you consent to a Mental Health Treatment Requirement (MHTR), if the court grants it?', 'No')
  await saveAndContinue(page)
  await arriveAt(page, AGREEMENT)
  assert.equal(await group(page, WAY).count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Sign', exact: true }).count(), 0)
  await write(page, 'Name', 'Robin Example')
  await writeDate(page, 'Date of Birth', '27 3 1987')
  await writeDate(page, 'Date', '2 1 2026')
  await saveAndContinue(page)
  await arriveAt(page, EXPLAINED)
  await choose(page, CAPACITY, 'No')
  await saveAndContinue(page)
  await arriveAt(page, 'Check your answers')
  await page.getByRole('button', { name: 'Finish this form' }).click()
  await arriveAt(page, CONSENT)
  assert.equal(await answerBeside(page, TO_ASSESSMENT), 'No')
  await page.getByRole('link', { name: 'Back to the case' }).click()
  const entry = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: CONSENT, exact: true }) })
  assert.match(await entry.innerText(), /Completed/)
})

test('a yes is signed by somebody who read it, or had it read to them', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await aboutThePerson(page, { name: 'Robin Example', birth: '27 3 1987' })
  await backToCase(page)
  await openForm(page, CONSENT)
  await saveAndContinue(page)
  await tick(page, ASSESSED, 'MHTR')
  await choose(page, TO_ASSESSMENT, 'Yes')
  await choose(page, 'Do you consent to a Mental Health Treatment Requirement (MHTR), if the court grants it?', 'Yes')
  await saveAndContinue(page)
  await arriveAt(page, AGREEMENT)

  // Asked once: the assessment said it already.
  assert.equal(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(), 'Robin Example')
  assert.equal(await dateAt(page, 'Date of Birth'), '27 3 1987')
  assert.equal(await page.getByText(/Taken from “The person’s name” in MHTR Practitioner Assessment/).count(), 1)

  await writeDate(page, 'Date', '2 1 2026')
  await saveAndContinue(page)
  assert.deepEqual(await errorsOf(page), [
    'Select whether you read the confidentiality statement or had it read to you',
    'Select how you want to sign',
  ])
  const choices = await group(page, READ).getByRole('radio').evaluateAll((radios) => radios.map((radio) => radio.labels[0].innerText))
  assert.equal(choices.length, 2)
  assert.match(choices.join(' '), new RegExp(`read.*${escaped('read to me')}`, 'i'))
  await group(page, READ).getByRole('radio', { name: /read to me/ }).check()
  await choose(page, WAY, 'Type my name')
  await write(page, 'Type your name', 'Robin Example')
  await saveAndContinue(page)
  await arriveAt(page, EXPLAINED)
  for (const question of await page.getByRole('group', { name: /^“/ }).all()) await question.getByRole('radio').first().check()
  await choose(page, CAPACITY, 'No')
  await saveAndContinue(page)
  await arriveAt(page, 'Check your answers')
  assert.match(await answerBeside(page, READ), /read to me/)
  await page.getByRole('button', { name: 'Finish this form' }).click()
  assert.deepEqual(await errorsOf(page), ['Sign the form where it says “Signature”'], 'a typed name is no signature before it is signed with')
  await page.goBack()
  await goToSection(page, AGREEMENT)
  await sign(page)
  await page.getByText('Shown as: As published').waitFor()
  await goToCheck(page)
  await page.getByRole('button', { name: 'Finish this form' }).click()
  await arriveAt(page, CONSENT)
  assert.equal(await page.getByText(/^Signed on /).count(), 1)
  assert.equal(await page.getByText(/^Fingerprint of the exact words: /).count(), 1)
})

test('what the worker has not settled keeps the form a draft', async ({ page, open }) => {
  await startForm(page, open, CONSENT)
  await goToSection(page, EXPLAINED)
  await choose(page, CAPACITY, 'Yes')
  await page.getByText(/Stop here; this form stays a draft/).waitFor()
  await saveAndContinue(page)
  await arriveAt(page, 'Check your answers')
  await page.getByRole('button', { name: 'Finish this form' }).click()
  const errors = await errorsOf(page)
  assert.ok(errors.some((error) => /^The form stays a draft while “Yes”/.test(error)), errors.join(' | '))
})
