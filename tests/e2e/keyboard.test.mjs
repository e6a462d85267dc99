// Each form with keys alone: submit it empty, follow the first error, put it right, check, change, go back, finish.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT, CONSENT, REPORT, arriveAt, chooseByKeys, focused, pressByKeys, tabTo, writeByKeys, writeDateByKeys,
} from './steps.mjs'

const TIMEOUT = 300_000

async function startByKeys(page, open, form) {
  await open()
  await pressByKeys(page, 'Start a new case')
  await arriveAt(page, 'New case')
  await pressByKeys(page, form)
  await arriveAt(page, form)
  await expectHeading(page)
}

/** The keyboard is at the page's heading, as after each step. */
async function expectHeading(page) {
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
}

/** Saves, and waits for the heading of the page it leads to. */
async function goOn(page, to) {
  await pressByKeys(page, 'Save and continue', 120)
  await arriveAt(page, to)
  await expectHeading(page)
}

/** Saves what is not complete: the keyboard comes to the summary, and its first link leads to the field. */
async function submitEmpty(page, { error, field }) {
  const { hash } = new URL(page.url())
  await pressByKeys(page, 'Save and continue', 120)
  await page.waitForFunction(() => document.activeElement?.querySelector('h2')?.innerText === 'There is a problem')
  await tabTo(page, 'the first error', (at) => at.tag === 'a' && at.words === error, 1)
  await page.keyboard.press('Enter')
  const at = await focused(page)
  assert.ok([at.words, at.group].some((words) => words.startsWith(field)), `the keyboard is at ${field}: ${JSON.stringify(at)}`)
  assert.equal(new URL(page.url()).hash, hash, 'the address is left alone')
  const isInView = await page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })
  assert.ok(isInView, 'the field is in view')
}

/** On the page to check: changes an answer, goes back with the browser, and comes here again. */
async function changeAndReturn(page, { name, section }) {
  await pressByKeys(page, `Change ${name}`, 200)
  await arriveAt(page, section)
  // The key for it belongs to the browser's own window, which a headless one has not.
  await page.goBack()
  await arriveAt(page, 'Check your answers')
  await expectHeading(page)
}

async function finish(page, form) {
  await pressByKeys(page, 'Finish this form', 200)
  await arriveAt(page, form)
  await page.getByRole('button', { name: 'Print' }).waitFor()
  await pressByKeys(page, 'Back to the case')
  await page.getByRole('heading', { name: 'Forms for the court' }).waitFor()
}

const isAt = (question) => (at) => at.words === question

test('the assessment', { timeout: TIMEOUT }, async ({ page, open }) => {
  await startByKeys(page, open, ASSESSMENT)
  await submitEmpty(page, { error: 'Enter the person’s name', field: 'What is the person’s full name?' })
  await page.keyboard.type('Robin Example')
  await writeDateByKeys(page, 'What is the person’s date of birth?', '27 3 1987')
  await writeByKeys(page, 'Who is carrying out the assessment?', 'Jo Assessor')
  await chooseByKeys(page, 'What is the assessor’s role?', 0)
  await writeDateByKeys(page, 'When did the assessment take place?', '2 1 2026')
  await goOn(page, 'Introduction')
  await goOn(page, 'CORE-34')
  for (const [measure, next] of [['CORE-34', 'PHQ-9'], ['PHQ-9', 'GAD-7'], ['GAD-7', 'Psychometric Assessment Outcomes']]) {
    await chooseByKeys(page, `How is ${measure} being completed?`, 3)
    await writeByKeys(page, `Why was ${measure} not completed?`, 'Too tired today.')
    // GAD-7 has no risk question.
    if (measure !== 'GAD-7') await chooseByKeys(page, `Was a risk question on ${measure} answered above ‘Not at all’?`, 1)
    await goOn(page, next)
  }
  await goOn(page, 'Semi-Structured Interview Topic Guide')
  await chooseByKeys(page, 'Any safeguarding concerns', 0)
  await goOn(page, 'Assessment of self-harm/suicide risk')
  for (const question of ['Does the person have thoughts of self-harm', 'Has the person had thoughts of self-harm', 'Does the person have thoughts of suicide', 'Has the person had thoughts of suicide']) {
    await chooseByKeys(page, question, 0)
  }
  await goOn(page, 'About the individual: health, needs and circumstances')
  await goOn(page, 'About mental health')
  await goOn(page, 'About the intervention')
  await goOn(page, 'Interview Close')
  await goOn(page, 'Outcome and next step')
  await submitEmpty(page, { error: 'Select whether an MHTR is suitable, in your view', field: 'In your view, is an MHTR suitable' })
  await page.keyboard.press('Space')
  await tabTo(page, 'the next step', isAt('Explain the MHTR process and gain consent'))
  await page.keyboard.press('Space')
  await goOn(page, 'Check your answers')
  await changeAndReturn(page, { name: 'the person’s name', section: 'About this assessment' })
  await finish(page, ASSESSMENT)
})

test('the consent', { timeout: TIMEOUT }, async ({ page, open }) => {
  await startByKeys(page, open, CONSENT)
  await goOn(page, /Consent Consent$/)
  await submitEmpty(page, { error: 'Select the requirements you are being assessed for', field: 'This will include assessment' })
  await page.keyboard.press('Space')
  await chooseByKeys(page, 'Do you consent to the assessment?', 0)
  await chooseByKeys(page, 'Do you consent to a Mental Health Treatment Requirement', 1)
  await goOn(page, 'Confidentiality Agreement')
  await submitEmpty(page, { error: 'Select whether you read the confidentiality statement or had it read to you', field: 'Did you read' })
  await page.keyboard.press('Space')
  await writeByKeys(page, 'Name', 'Robin Example')
  await writeDateByKeys(page, 'Date of Birth', '27 3 1987')
  await chooseByKeys(page, 'How do you want to sign?', 1)
  await writeByKeys(page, 'Type your name', 'Robin Example')
  await tabTo(page, 'the date', (at) => at.group === 'Date' && at.words === 'Day')
  for (const part of ['2', '1', '2026']) {
    await page.keyboard.type(part)
    await page.keyboard.press('Tab')
  }
  await page.getByRole('heading', { level: 1 }).focus()
  await page.waitForTimeout(600)
  await pressByKeys(page, 'Sign')
  await page.getByText(/^Signed on /).waitFor()
  await page.getByRole('heading', { level: 1 }).focus()
  await goOn(page, 'How it was explained')
  for (const question of ['“Who may see', '“When do we have', '“What happens in', '“What may happen', '“Can you change']) await chooseByKeys(page, question, 0)
  await chooseByKeys(page, 'Is there a doubt', 1)
  await goOn(page, 'Check your answers')
  await finish(page, CONSENT)
})

test('the report', { timeout: TIMEOUT }, async ({ page, open }) => {
  await startByKeys(page, open, REPORT)
  await submitEmpty(page, { error: 'Enter the person’s name', field: 'Name' })
  await page.keyboard.type('Robin Example')
  await writeDateByKeys(page, 'Date', '2 1 2026')
  await writeByKeys(page, 'Initial Assessment Completed by', 'Jo Assessor')
  await writeByKeys(page, 'Consent of defendant to assessment and treatment gained?', 'Yes')
  await writeByKeys(page, 'Problem and formulation', 'Low mood.')
  await writeByKeys(page, 'Recommendations to court from Responsible Clinician', 'To treat.')
  await writeByKeys(page, 'Risk Information', 'None known.')
  await goOn(page, 'Decision and signature')
  await chooseByKeys(page, 'Decision to treat or decline', 0)
  await writeByKeys(page, 'Reasons for the decision', 'A primary care need.')
  await writeByKeys(page, 'Named clinician', 'Sam Supervisor')
  await writeByKeys(page, 'Who wrote this report?', 'Jo Assessor')
  await chooseByKeys(page, 'What is their role?', 1)
  await writeByKeys(page, 'Name', 'Sam Supervisor')
  await writeByKeys(page, 'Registration status', 'HCPC PYL00000')
  await writeByKeys(page, 'Job title', 'Clinical Psychologist')
  await writeByKeys(page, 'Type your name to sign', 'Jo Assessor')
  await page.waitForTimeout(600)
  await pressByKeys(page, 'Sign')
  await page.getByText(/^Version 1, signed on /).waitFor()
  await page.getByRole('heading', { level: 1 }).focus()
  await goOn(page, 'Who was told')
  await writeByKeys(page, 'Who in Probation was told?', 'Lee Fir')
  await writeDateByKeys(page, 'On which day?', '2 1 2026')
  await writeByKeys(page, 'Who told them?', 'Jo Assessor')
  await goOn(page, 'Check your answers')
  await finish(page, REPORT)
})
