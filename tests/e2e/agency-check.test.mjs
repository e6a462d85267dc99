// The page that checks how the forms are hosted says of an agency's folder what `cargo xtask check-forms` says of it.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { baseUrl, test } from './harness.mjs'

const top = fileURLToPath(new URL('../..', import.meta.url))
const NAME = 'What is in your own files, and in the forms'

/** A copy of the worked example, with some files changed. */
async function folderWith(change) {
  const folder = await mkdtemp(join(tmpdir(), 'agency-'))
  await cp(join(top, 'docs/agency-example'), folder, { recursive: true })
  const edit = async (path, edit) => writeFile(join(folder, path), edit(await readFile(join(folder, path), 'utf8')))
  await change({ edit, remove: (path) => rm(join(folder, path)) })
  return folder
}

/** What the command says: each line, and whether it is wrong. */
function said(folder) {
  return new Promise((resolve, reject) => {
    execFile('cargo', ['run', '--quiet', '--bin', 'check', '--', folder, 'forms'], { cwd: top }, (error, stdout, stderr) => {
      const lines = stdout.trim().split('\n')
      if (!/^\d+ wrong, \d+ to look at\.$/.test(lines.pop() ?? '')) return reject(new Error(`${stdout}${stderr}${error}`))
      resolve(lines.filter(Boolean).map((line) => line.replace(/^(wrong|look )  /, '')))
    })
  })
}

/** Opens the page over a folder, and gives the state and the verdicts it shows. */
async function shown(page, folder) {
  await page.route('**/agency/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/agency/')[1]
    const body = await readFile(join(folder, path)).catch(() => undefined)
    // What the example does not change is as it was delivered.
    if (!body && /^(app\.webmanifest|icon-.*)$/.test(path)) return route.fallback()
    return body ? route.fulfill({ body }) : route.fulfill({ status: 404, body: 'no' })
  })
  await page.goto(new URL('check.html', baseUrl).href)
  await page.getByRole('status').filter({ hasNotText: 'Checking' }).waitFor({ timeout: 90_000 })
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: NAME }) })
  const heading = await row.getByRole('heading').innerText()
  return { state: heading.replace(NAME, '').trim(), verdicts: await row.getByRole('listitem').allInnerTexts() }
}

test('of a good folder both say nothing', { timeout: 300_000 }, async ({ page }) => {
  const folder = await folderWith(async () => {})
  assert.deepEqual(await said(folder), [])
  assert.deepEqual(await shown(page, folder), { state: 'Right', verdicts: [] })
})

test('of a bad folder both say the same, verdict by verdict', { expects: [/404/], timeout: 300_000 }, async ({ page, expectNoAxe }) => {
  const folder = await folderWith(async ({ edit, remove }) => {
    await edit('settings.json', (text) => text
      .replace('"idleMinutes": 3', '"idleMinutes": 40')
      .replace('"brand": "#5b2167"', '"brand": "#ffd800"')
      .replace('"draw", "mark"', '"draw", "fax"')
      .replace('"courts"', '"cuorts"')
      .replace('["2027-06-18"]', '["18 June 2027", "2027-06-19"]')
      .replace('["app", "combined-consent"]', '["app", "combined-consent", "phq-9"]')
      .replace('"court-visit": [', '"gone": ["questionnaire.json"], "court-visit": ['))
    await edit('wording/combined-consent.json', (text) => text.replace('keeping.after', 'keeping.afterwards').replace('{contact.phone}', '{contact.fax}'))
    await edit('wording/app.json', (text) => text.replace('"\n}', '",\n}'))
    await edit('forms/court-visit/questionnaire.json', (text) => text.replace('"type": "date"', '"type": "dte"').replace('"linkId": "visit.day"', '"linkId": "visit.court"'))
    await remove('logo.svg')
    await remove('pictures/law.svg')
  })
  const expected = await said(folder)
  assert.ok(expected.length >= 13, `${expected.length} verdicts:\n${expected.join('\n')}`)
  assert.ok(expected.every((line) => /^agency\/\S+ line \d+/.test(line)), expected.join('\n'))
  const { state, verdicts } = await shown(page, folder)
  assert.equal(state, 'Wrong')
  assert.deepEqual(verdicts, expected)
  await expectNoAxe()
})

test('where the program that looks at them does not arrive, the page says so', { expects: [/404|integrity/] }, async ({ page }) => {
  await page.route('**/programs/check-*.js', (route) => route.fulfill({ status: 404, body: 'no' }))
  const { state } = await shown(page, join(top, 'docs/agency-example'))
  assert.equal(state, 'Cannot be known')
})
