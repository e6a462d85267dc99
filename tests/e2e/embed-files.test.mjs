// The files of the folder embed/: nothing of a vault is in its program, what is damaged is not run, and what is missing is
// said in words, on the page and to it.

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { baseUrl, test } from './harness.mjs'
import { POLICY, openHost, told } from './embedding.mjs'
import { siteFolder } from './hosts.mjs'

const PHQ9 = '<mhtr-form id="a" questionnaire="phq-9"></mhtr-form>'
const folder = join(siteFolder, 'embed')
const part = (ending) => {
  const name = readdirSync(folder).find((name) => /^mhtr-form-/.test(name) && name.endsWith(ending))
  return { name, text: readFileSync(join(folder, name), 'latin1') }
}

test('the program carries no vault: no sealing, no store, and no words for one', async () => {
  const wasm = part('_bg.wasm').text
  const app = readFileSync(join(siteFolder, readdirSync(siteFolder).find((name) => /^mhtr-forms-.*_bg\.wasm$/.test(name))), 'latin1')
  // A constant of the cipher, the folder of the sources, words for people.
  for (const mark of ['expand 32-byte k', 'src/vault/', 'passphrase', 'recovery code']) {
    assert.ok(app.includes(mark), `${mark} is in the app`)
    assert.ok(!wasm.includes(mark), `${mark} is in the program of the element`)
  }
  assert.ok(!/[Vv]ault/.test(wasm), 'it does not even know the word')
  const glue = part('.js').text
  for (const door of ['indexedDB', 'localStorage', 'sessionStorage', 'cookie', 'getRandomValues', 'BroadcastChannel', 'serviceWorker', 'fetch_', 'history', 'location']) {
    assert.ok(!glue.includes(door), `the program reaches for ${door}`)
  }
  assert.ok(!/localStorage|sessionStorage|indexedDB|document\.cookie|caches\./.test(readFileSync(join(folder, 'mhtr-form.js'), 'utf8')))
})

test('several forms load the program once, and nothing from anywhere else', async ({ page }) => {
  const asked = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').pop()))
  await openHost(page, PHQ9.repeat(3), { forms: 3 })
  const times = (ending) => asked.filter((name) => name.endsWith(ending)).length
  assert.deepEqual([times('.wasm'), times('questionnaire.json'), times('index.json')], [1, 2, 1], asked.join(' '))
})

/** Answers for one file of the folder in another way. */
const instead = (page, name, answer) => page.route(new URL(`embed/${name}`, baseUrl).href, answer)

test('a damaged program is not run', { expects: [/integrity|digest/i] }, async ({ page }) => {
  const { name, text } = part('_bg.wasm')
  await instead(page, name, (route) => route.fulfill({ contentType: 'application/wasm', headers: { 'Content-Security-Policy': POLICY }, body: Buffer.from(text.slice(0, -9), 'latin1') }))
  await openHost(page, PHQ9, { forms: 0 })
  await page.locator('mhtr-form').getByText('A file of this form is damaged, or belongs to another version.').waitFor()
  const [error] = await told(page, 'error')
  assert.equal(error.reason, 'changed')
  assert.match(error.place, /_bg\.wasm$/)
})

test('a missing file is named, and a form that is not there cannot be sent', { expects: [/404/, /integrity/] }, async ({ page, expectNoAxe }) => {
  const { name } = part('.css')
  await instead(page, name, (route) => route.fulfill({ status: 404, body: '' }))
  await openHost(page, PHQ9, { forms: 0 })
  await page.locator('mhtr-form').getByText('A part of this form did not arrive.').waitFor()
  const [error] = await told(page, 'error')
  assert.equal(error.reason, 'missing')
  assert.equal(await page.evaluate(() => document.getElementById('a').checkValidity()), false)
  await expectNoAxe('mhtr-form')
})

test('a page whose policy does not allow WebAssembly is told what to allow', { expects: [/wasm|Content.Security.Policy/i] }, async ({ page }) => {
  await openHost(page, PHQ9, { forms: 0, policy: POLICY.replace(" 'wasm-unsafe-eval'", '') })
  await page.locator('mhtr-form').getByText('This page does not allow the form to run.').waitFor()
  const [error] = await told(page, 'error')
  assert.equal(error.reason, 'policy')
  assert.match(error.todo, /'wasm-unsafe-eval'/)
})

test('a name that is no form is told with the name', async ({ page }) => {
  await openHost(page, '<mhtr-form id="a" questionnaire="no-such"></mhtr-form>', { forms: 0 })
  await page.locator('mhtr-form').getByText('There is no form with this name.').waitFor()
  const [error] = await told(page, 'error')
  assert.deepEqual([error.reason, error.place], ['unknown', 'no-such'])
  // Put right, it is there.
  await page.evaluate(() => document.getElementById('a').setAttribute('questionnaire', 'gad-7'))
  await page.locator('mhtr-form').getByRole('heading', { name: 'GAD-7' }).waitFor()
})

test('a questionnaire that cannot be read is told with the place of the fault', async ({ page }) => {
  await openHost(page, '<mhtr-form id="a"></mhtr-form>', { forms: 0 })
  await page.evaluate(() => { document.getElementById('a').questionnaire = { resourceType: 'Patient' } })
  await page.locator('mhtr-form').getByText('The questions of this form could not be read.').waitFor()
  const [error] = await told(page, 'error')
  assert.equal(error.reason, 'unreadable')
  assert.match(error.problems[0].place, /^questionnaire\.json/)
})

test('another language is spoken where there are words for it; where there are none, that is said', async ({ page }) => {
  const headers = { 'Content-Security-Policy': POLICY }
  await instead(page, 'wording/index.json', (route) => route.fulfill({ json: { languages: { cy: ['ours.json'] } }, headers }))
  await instead(page, 'wording/cy/ours.json', (route) => route.fulfill({ json: { 'embed.finish': 'Gorffen' }, headers }))
  await openHost(page, '<mhtr-form id="a" questionnaire="gad-7" locale="cy-GB"></mhtr-form><mhtr-form id="b" questionnaire="gad-7"></mhtr-form><mhtr-form id="c" questionnaire="gad-7" locale="fr"></mhtr-form>', { forms: 3 })
  await page.locator('#a').getByRole('button', { name: 'Gorffen' }).waitFor()
  await page.locator('#b').getByRole('button', { name: 'Finish' }).waitFor()
  await page.locator('#c').getByText('not available in the language that was asked for (fr)').waitFor()
  const lang = (id) => page.locator(`#${id}`).evaluate((form) => form.shadowRoot.querySelector('.app-embed:last-child').lang)
  assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(lang)), ['cy', 'en-GB', 'en-GB'])
  const errors = await told(page, 'error')
  assert.deepEqual(errors.map(({ reason }) => reason), ['locale'])
})

test('a mistake in the program is said in every form of the page, and nothing of it is told', { expects: [/unreachable/] }, async ({ page }) => {
  await openHost(page, PHQ9 + PHQ9.replace('"a"', '"b"'), { forms: 2 })
  await page.evaluate(() => { Node.prototype.cloneNode = () => { throw new DOMException('broken') } })
  await page.locator('#a').getByRole('radio', { name: 'The person answers the questions on this screen' }).check({ force: true }).catch(() => {})
  for (const id of ['a', 'b']) await page.locator(`#${id}`).getByText('The form stopped because of a mistake in the program.').waitFor()
  const errors = await told(page, 'error')
  assert.deepEqual(errors.map(({ reason }) => reason), ['stopped', 'stopped'])
})
