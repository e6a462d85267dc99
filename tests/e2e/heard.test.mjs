// What a screen reader says of the consent in easy read, phrase by phrase, compared with what it said when somebody
// last read it through (`golden/`). A virtual reader finds lost names, groups and states; how NVDA or VoiceOver sound
// it cannot tell. After a change on purpose: `HEARD=write node --test heard.test.mjs`, then read the files.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { goOnTo, goOnToSign, startEasyConsent } from './easy-read-steps.mjs'
import { test } from './harness.mjs'

const reader = join(dirname(createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader')), '../esm/index.browser.js')
const golden = join(dirname(fileURLToPath(import.meta.url)), 'golden')

/** Every phrase from the heading of the page to the end of its main part. */
async function heard(page) {
  const phrases = await page.evaluate(async (source) => {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    const { virtual } = await import(address)
    await virtual.start({ container: document.querySelector('main') })
    for (let n = 0; n < 400 && (await virtual.lastSpokenPhrase()) !== 'end of main'; n += 1) await virtual.next()
    const log = await virtual.spokenPhraseLog()
    await virtual.stop()
    return log
  }, readFileSync(reader, 'utf8'))
  return `${phrases.join('\n')}\n`
}

function compare(name, log) {
  const file = join(golden, `${name}.txt`)
  if (process.env.HEARD === 'write') writeFileSync(file, log)
  assert.equal(log, readFileSync(file, 'utf8'), `${name}: read the difference aloud`)
}

test('the first step, a question and the step to sign say what they are', { bypassCSP: true, timeout: 240_000 }, async ({ page, open }) => {
  await startEasyConsent(page, open)
  compare('heard-first-step', await heard(page))
  await goOnTo(page, 'The assessment')
  compare('heard-question', await heard(page))
  await goOnToSign(page)
  await goOnTo(page, 'Sign')
  compare('heard-sign', await heard(page))
})
