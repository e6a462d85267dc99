// The preview: any questionnaire of this site, with its problems; and addresses that name nothing.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { baseUrl, test } from './harness.mjs'
import { arriveAt, errorsOf } from './steps.mjs'

const preview = (address) => `#/preview?questionnaire=${address}`
const problems = (page) => page.getByRole('region', { name: 'Important' }).getByRole('listitem')

/** Serves a text under a name beside the page. */
async function serve(page, name, body) {
  await page.route(`**/${name}`, (route) => route.fulfill({ status: 200, contentType: 'application/json', body }))
}

/** The app is still up: the way home works. */
async function expectUp(page) {
  await page.getByRole('banner').getByRole('link', { name: 'MHTR forms' }).click()
  await arriveAt(page, 'Cases on this computer')
}

test('a form is shown with every item under its link id', async ({ page, open, expectNoAxe }) => {
  await open(preview('forms/phq-9/questionnaire.json'))
  await arriveAt(page, 'PHQ-9')
  const items = ['phq-9.problems', ...Array.from({ length: 9 }, (_, n) => `phq-9.${n + 1}`)]
  for (const linkId of items) assert.equal(await page.locator(`[data-linkid="${linkId}"]`).count(), 1, linkId)
  assert.equal(await page.locator('[data-linkid="phq-9.difficulty"]').count(), 0, 'not asked yet')
  await page.locator('[data-linkid="phq-9.1"]').getByRole('radio', { name: 'Several days' }).check()
  await page.locator('[data-linkid="phq-9.difficulty"]').waitFor()
  assert.equal(await problems(page).count(), 0)
  await expectNoAxe()
  await expectUp(page)
  await page.getByText('There are no cases on this computer yet.').waitFor()
})

test('each form of the site can be previewed without a problem', async ({ page, open }) => {
  const index = await (await page.request.get(new URL('forms/index.json', baseUrl).href)).json()
  const names = index.forms.filter((form) => form.files.includes('questionnaire.json')).map((form) => form.id)
  assert.ok(names.length >= 8, `${names}`)
  for (const name of names) {
    await open(preview(`forms/${name}/questionnaire.json`))
    await page.getByRole('button', { name: 'Check the answers' }).waitFor()
    assert.deepEqual(await problems(page).allInnerTexts(), [], name)
  }
})

test('answers are checked as they would be', async ({ page, open }) => {
  await open(preview('forms/practitioner-assessment/questionnaire.json'))
  await page.getByRole('button', { name: 'Check the answers' }).click()
  const errors = await errorsOf(page)
  assert.ok(errors.includes('Enter the person’s name'), `${errors}`)
})

test('a file that is not JSON is refused with its place', async ({ page, open }) => {
  await serve(page, 'broken.json', '{\n  "resourceType": "Questionnaire",\n  "item": [ { ]\n}')
  await open(preview('broken.json'))
  const problem = await problems(page).innerText()
  assert.match(problem, /Cannot be used:.*The first mistake is on line 3, column \d+/s)
  await expectUp(page)
})

test('a file that is another resource is refused', async ({ page, open }) => {
  await serve(page, 'patient.json', '{"resourceType": "Patient"}')
  await open(preview('patient.json'))
  assert.match(await problems(page).innerText(), /not a FHIR Questionnaire/)
  await expectUp(page)
})

test('a huge file is refused', async ({ page, open }) => {
  const filler = 'x'.repeat(9 * 1024 * 1024)
  await serve(page, 'huge.json', JSON.stringify({ resourceType: 'Questionnaire', description: filler }))
  await open(preview('huge.json'))
  await problems(page).first().waitFor()
  assert.match((await problems(page).allInnerTexts()).join(), /The file is larger than \d+ MB/)
  await expectUp(page)
})

test('a file with too many items is refused', async ({ page, open }) => {
  const item = Array.from({ length: 100_000 }, (_, n) => ({ linkId: `${n}`, type: 'string' }))
  await serve(page, 'many.json', JSON.stringify({ resourceType: 'Questionnaire', item }))
  await open(preview('many.json'))
  await problems(page).first().waitFor()
  assert.match((await problems(page).allInnerTexts()).join(), /more than \d+ items|larger than/)
  await expectUp(page)
})

test('items nested too deep, and JSON nested deeper, are refused', async ({ page, open }) => {
  let item = { linkId: 'leaf', type: 'string', text: 'Leaf' }
  for (let n = 0; n < 40; n += 1) item = { linkId: `g${n}`, type: 'group', item: [item] }
  await serve(page, 'deep.json', JSON.stringify({ resourceType: 'Questionnaire', item: [item] }))
  await open(preview('deep.json'))
  await problems(page).first().waitFor()
  assert.match((await problems(page).allInnerTexts()).join(), /Items stand within items to more than \d+ levels/)
  await serve(page, 'deeper.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  await open(preview('deeper.json'))
  await problems(page).first().waitFor()
  assert.match((await problems(page).allInnerTexts()).join(), /nested deeper than 128 levels/)
  await expectUp(page)
})

test('what is not supported is named with its place, and the rest is asked', async ({ page, open, expectNoAxe }) => {
  await serve(page, 'unsupported.json', await readFile(new URL('fixtures/unsupported.json', import.meta.url), 'utf8'))
  await open(preview('unsupported.json'))
  await arriveAt(page, 'What is not supported')
  await page.getByRole('textbox', { name: /^A question that works/ }).fill('It does')
  const listed = (await problems(page).allInnerTexts()).join('\n')
  assert.match(listed, /Left out: item\[1\].*no link id/)
  assert.match(listed, /item\[2\].*link id works was given already/)
  assert.match(listed, /item\[3\].*Items of the type attachment cannot be filled in here/)
  assert.match(listed, /item\[4\].*does not know the type "riddle"/)
  assert.match(listed, /item\[5\].*about nowhere, but there is no such item/)
  assert.match(listed, /item\[6\].*calculatedExpression.*expression language/)
  await page.getByText('This type of question cannot be answered here.').waitFor()
  await expectNoAxe()
})

test('a file that is not there is said so', { expects: [/404/] }, async ({ page, open }) => {
  await open(preview('forms/nothing/questionnaire.json'))
  await page.getByText('There is no file at forms/nothing/questionnaire.json.').waitFor()
  await expectUp(page)
})

for (const address of ['https://example.com/q.json', '//example.com/q.json', 'https:%2F%2Fexample.com/q.json', 'http://127.0.0.1:1/q.json', 'data:application/json,%7B%7D', 'blob:https://example.com/1']) {
  // Any request to another origin fails the test.
  test(`a file elsewhere is not asked for: ${address}`, async ({ page, open }) => {
    await open(preview(address))
    await page.getByText('is not on the same site as this page, so it was not opened').waitFor()
  })
}

for (const address of ['#/nowhere', '#/case/zz', `#/case/${'a'.repeat(32)}`, `#/case/${'a'.repeat(32)}/1/1`, '#/preview', '#/preview?q=1', '#/case//1', '#/%FF%00<img>']) {
  test(`an address that names nothing leads home: ${address}`, async ({ page, open }) => {
    await open(address)
    await arriveAt(page, 'There is nothing here')
    await page.getByRole('link', { name: 'Go to the cases on this computer' }).click()
    await arriveAt(page, 'Cases on this computer')
  })
}

test('a section there is not leads home too', async ({ page, open }) => {
  await open()
  await page.getByRole('button', { name: 'Start a new case' }).click()
  await page.getByRole('main').getByRole('link', { name: 'PHQ-9' }).click()
  await page.getByRole('button', { name: 'Save and continue' }).waitFor()
  const place = new URL(page.url()).hash
  for (const other of [place.replace(/1$/, '99'), place.replace(/1$/, '0'), place.replace(/1$/, '18446744073709551616'), place.replace(/1\/1$/, '7/1'), place.replace(/1\/1$/, 'start/nothing')]) {
    await open(other)
    await arriveAt(page, 'There is nothing here')
  }
})
