// The Responsible Clinician's report: filled in from the other forms, and never changed behind anybody's back.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT, BY_THE_PERSON, CONSENT, DAYS, REPORT, aboutThePerson, arriveAt, backToCase, choose, goToSection,
  openForm, startForm, waitUntilKept, write,
} from './steps.mjs'

const PROBLEM = 'Main problem /difficulties (optional)'
const value = (page, name) => page.getByRole('textbox', { name, exact: true }).inputValue()

/** What is said beside a field: the words it is described by. */
async function beside(page, name) {
  const field = page.getByRole('textbox', { name, exact: true })
  return field.evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.innerText ?? '').join('\n'),
  )
}

/** An assessment and a consent with what the report takes from them. */
async function fillIn(page, open) {
  await startForm(page, open, ASSESSMENT)
  await aboutThePerson(page, { name: 'Robin Example', assessor: 'Jo Assessor' })
  await goToSection(page, 'PHQ-9')
  await choose(page, 'How is PHQ-9 being completed?', BY_THE_PERSON)
  await choose(page, '9 Thoughts that you would be better off dead or of hurting yourself in some way', DAYS[1])
  await goToSection(page, 'Assessment of self-harm/suicide risk')
  await choose(page, 'Does the person have thoughts of self-harm at present?', 'No')
  await write(page, 'Crisis plan', 'Ring the crisis line, then the GP.')
  await goToSection(page, 'About the intervention')
  await write(page, PROBLEM, 'Low mood since the spring.')
  await backToCase(page)
  await openForm(page, CONSENT)
  await goToSection(page, 'Consent')
  await choose(page, 'Do you consent to the assessment?', 'Yes')
  await backToCase(page)
}

const NAME = 'Name'
const ASSESSOR = 'Initial Assessment Completed by'
const CONSENT_GAINED = 'Consent of defendant to assessment and treatment gained?'
const FORMULATION = 'Problem and formulation'
const RISK = 'Risk Information'

test('each row says what it took and from where', { timeout: 180_000 }, async ({ page, open }) => {
  await fillIn(page, open)
  await openForm(page, REPORT)
  assert.equal(await value(page, NAME), 'Robin Example')
  assert.equal(await value(page, ASSESSOR), 'Jo Assessor')
  assert.match(await value(page, CONSENT_GAINED), /Do you consent to the assessment\?.*Yes/s)
  assert.match(await value(page, FORMULATION), /Low mood since the spring\./)
  const risk = await value(page, RISK)
  assert.match(risk, /Thoughts that you would be better off dead.*Several days/s)
  assert.match(risk, /thoughts of self-harm at present\?.*No/s)
  assert.match(risk, /Ring the crisis line, then the GP\./)
  assert.equal(await value(page, 'Recommendations to court from Responsible Clinician'), '', 'the clinician’s own decision')

  const day = '\\d{1,2} \\w+ \\d{4}'
  for (const [row, origin] of [
    [NAME, `Taken from “The person’s name” in ${ASSESSMENT}, ${day}`],
    [ASSESSOR, `Taken from “The assessor’s name” in ${ASSESSMENT}, ${day}`],
    [CONSENT_GAINED, `Taken from “.+” in ${CONSENT}, ${day}`],
    [FORMULATION, `Taken from “The main problem or difficulties” in ${ASSESSMENT}, ${day}`],
    [RISK, `Taken from “.+” in ${ASSESSMENT}, ${day}`],
  ]) {
    assert.match(await beside(page, row), new RegExp(origin), row)
  }
})

test('a source that changes is told, and never takes the place of an edit', { timeout: 180_000 }, async ({ page, open }) => {
  await fillIn(page, open)
  await openForm(page, REPORT)
  await write(page, ASSESSOR, 'Jo Assessor, with Sam Other')
  assert.match(await beside(page, ASSESSOR), /You have changed it since/)
  await waitUntilKept(page)
  await backToCase(page)

  await openForm(page, ASSESSMENT)
  await write(page, 'Who is carrying out the assessment?', 'Kim Assessor')
  await goToSection(page, 'About the intervention')
  await write(page, PROBLEM, 'Low mood since the winter.')
  await backToCase(page)

  await openForm(page, REPORT)
  assert.match(await value(page, FORMULATION), /since the spring/, 'nothing changes by itself')
  assert.match(await beside(page, FORMULATION), /The answer it was taken from has changed.*Low mood since the winter\./s)
  assert.equal(await value(page, ASSESSOR), 'Jo Assessor, with Sam Other')
  assert.match(await beside(page, ASSESSOR), /You changed this answer.*Kim Assessor/s)

  const button = page.getByRole('button', { name: 'Bring them up to date' })
  await button.click()
  await button.waitFor({ state: 'detached' })
  assert.match(await value(page, FORMULATION), /since the winter/)
  assert.equal(await value(page, ASSESSOR), 'Jo Assessor, with Sam Other')
  await page.getByRole('button', { name: /^Replace what you wrote with this/ }).click()
  assert.equal(await value(page, ASSESSOR), 'Kim Assessor')
  await waitUntilKept(page)
  await page.reload()
  await arriveAt(page, 'Mental Health Treatment Requirement')
  assert.equal(await value(page, ASSESSOR), 'Kim Assessor')
  assert.match(await value(page, FORMULATION), /since the winter/)
})
