// The edition in one file, opened from a folder: no server, no network, in Chromium and in Firefox.

import assert from 'node:assert/strict'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test as nodeTest } from 'node:test'
import { pathToFileURL } from 'node:url'
import { startFirefox } from './firefox.mjs'
import { test } from './harness.mjs'
import { arriveAt } from './steps.mjs'
import { makeVault, press, unlock, writeName } from './vault-steps.mjs'

const made = process.env.ONE_FILE
/** A share as people have them, with a space and more in its name. */
let folder
let file
let address

before(async () => {
  assert.ok(made, 'ONE_FILE names the file; `cargo xtask test e2e one-file` makes it')
  folder = await mkdtemp(join(tmpdir(), 'Team share, forms #1 é '))
  file = join(folder, 'mhtr forms.html')
  await copyFile(made, file)
  address = pathToFileURL(file).href
})

after(() => rm(folder, { recursive: true, force: true }))

/** A page of its own, which a double click opens; nothing but the file itself is ever asked for. */
const opened = { vault: 'none', at: () => address, before: ({ context }) => context.setOffline(true) }

test('a double click opens it, and what is kept is there when it is opened again', opened, async ({ page, context, open, expectNoAxe }) => {
  const asked = []
  context.on('request', (request) => asked.push(request.url().split('#')[0]))
  const openAgain = () => open(address)
  const { words } = await makeVault(page, openAgain)
  await expectNoAxe()
  const note = page.locator('#one-file')
  assert.match(await note.innerText(), /opened the forms as one file[^]*moved or renamed[^]*could delete[^]*new version[^]*read aloud/)
  await writeName(page, 'Robin Example')
  await openAgain()
  await unlock(page, words)
  await arriveAt(page, 'Cases on this computer')
  assert.equal(await page.getByRole('link', { name: /Robin Example/ }).count(), 1)
  // Locking makes a new instance of the program, out of the same file.
  await press(page, 'Lock now')
  await unlock(page, words)
  await arriveAt(page, 'Cases on this computer')
  assert.deepEqual([...new Set(asked)], [address])
})

test('a report leaves it as a Word document', { ...opened, vault: 'trials' }, async ({ page, open }) => {
  const report = await readFile(new URL('../native/golden/report.json', import.meta.url), 'utf8')
  await open(address)
  const documents = await page.evaluate(async (report) => {
    const given = []
    for (const text of [report, '{}', report]) {
      const { fault, bytes } = await window.mhtr.wordDocument(new TextEncoder().encode(text))
      given.push({ fault, begins: String.fromCharCode(...bytes.slice(0, 2)), n: bytes.length })
    }
    return given
  }, report)
  assert.deepEqual(documents.map(({ fault, begins }) => [fault, begins]), [['', 'PK'], ['other-version', ''], ['', 'PK']])
  assert.ok(documents[0].n > 20_000 && documents[0].n === documents[2].n, JSON.stringify(documents))
})

test('a copy that was cut short says so, and what IT can do', opened, async ({ page }) => {
  const text = await readFile(file, 'utf8')
  const at = text.indexOf('id="packed"') + 5000
  const damaged = join(folder, 'damaged.html')
  const other = text[at] === 'A' ? 'B' : 'A'
  await writeFile(damaged, text.slice(0, at) + other + text.slice(at + 1))
  await page.goto(pathToFileURL(damaged).href)
  const alert = page.getByRole('alert')
  await alert.getByText('A file of the forms is damaged').waitFor()
  await alert.getByRole('heading', { name: 'For IT support' }).waitFor()
  assert.match(await page.locator('#cannot-start-reason').innerText(), /damaged\.html is not whole/)
  assert.equal(await alert.getByRole('link').count(), 0, 'it leads to no page that is not there')
})

test('an agency changes its settings in the file with a text editor', opened, async ({ page, open }) => {
  const text = await readFile(file, 'utf8')
  const changed = join(folder, 'changed.html')
  assert.match(text, /"idleMinutes": 5/)
  await writeFile(changed, text.replace('"idleMinutes": 5', '"idleMinutes": 99'))
  await makeVault(page, () => open(pathToFileURL(changed).href))
  await page.getByText('agency/settings.json').first().waitFor()
})

nodeTest('one-file: in Firefox it opens by a double click, and keeps what is written', { timeout: 180_000 }, async () => {
  const firefox = await startFirefox()
  try {
    await firefox.open(address)
    await firefox.until('the first page', () => document.querySelector('h1')?.innerText.includes('Make your vault'))
    const words = await firefox.until('five words', () => document.body.innerText.match(/^[a-z-]+( [a-z-]+){4}$/m)?.[0])
    await firefox.write('Type the five words', words)
    await firefox.press('Continue')
    const groups = await firefox.until('the code', () => {
      const groups = [...document.querySelectorAll('main ol li, main ul li')].map((item) => item.innerText.trim())
      return groups.length >= 6 && groups
    })
    await firefox.press('I have it on paper')
    const labels = await firefox.until('its fields', () => {
      const labels = [...document.querySelectorAll('main input')].map((field) => field.labels[0].innerText.trim())
      return labels.length > 0 && labels
    })
    for (const label of labels) await firefox.write(label, groups[Number(label.match(/\d+/)[0]) - 1].toLowerCase())
    await firefox.press('Make the vault')
    await firefox.press('Start a new case')
    await firefox.until('the new case', () => document.querySelector('h1')?.innerText.includes('New case'))
    await firefox.until('that it is saved', () => document.body.innerText.includes('Saved on this computer'))
    await firefox.open(`${address}#/`)
    await firefox.script(() => location.reload())
    await firefox.write('Passphrase', words)
    await firefox.press('Open')
    await firefox.until('the case', () => /Cases on this computer/.test(document.querySelector('h1')?.innerText) && document.querySelectorAll('#cases li, main li a').length > 0)
  } finally {
    await firefox.close()
  }
})
