// What is left in the memory of the browser once the forms are locked.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import { makeVault, passphrase, press, unlock, writeName } from './vault-steps.mjs'

const TYPED = 'ZQMEMORYK7W9'

/** A snapshot of the heap of JavaScript as text, after everything that nobody holds was let go of. */
async function heap(session) {
  const parts = []
  const take = ({ chunk }) => parts.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', take)
  for (let n = 0; n < 3; n += 1) await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  session.off('HeapProfiler.addHeapSnapshotChunk', take)
  return parts.join('')
}

/** How often a text stands among the strings of a snapshot. */
function times(snapshot, text) {
  const { strings } = JSON.parse(snapshot)
  return strings.filter((string) => string.includes(text)).length
}

/** The memories of all instances of the program there were, and where a text stands in them. */
function watchMemories() {
  const memories = []
  const instantiate = WebAssembly.instantiateStreaming
  const watch = (made) => {
    const { memory } = (made.instance ?? made).exports
    if (memory) memories.push(memory)
    return made
  }
  WebAssembly.instantiateStreaming = async (...asked) => watch(await instantiate.apply(WebAssembly, asked))
  const plain = WebAssembly.instantiate
  WebAssembly.instantiate = async (...asked) => watch(await plain.apply(WebAssembly, asked))
  window.timesInMemories = (text) => {
    const wanted = new TextEncoder().encode(text)
    return memories.map(({ buffer }) => {
      const bytes = new Uint8Array(buffer)
      let found = 0
      for (let at = bytes.indexOf(wanted[0]); at !== -1; at = bytes.indexOf(wanted[0], at + 1)) {
        if (wanted.every((byte, n) => bytes[at + n] === byte)) found += 1
      }
      return found
    })
  }
}

test('once it is locked nothing typed and no passphrase is left in the program’s memory', { vault: 'none', timeout: 300_000, before: ({ context }) => context.addInitScript(watchMemories) }, async ({ page, context, open, t }) => {
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.enable')
  const { words } = await makeVault(page, open)
  await writeName(page, TYPED)
  const counted = async (when, text) => {
    // The question must not leave the text where it is looked for.
    const inMemory = await page.evaluate((parts) => window.timesInMemories(parts.join('')), [...text])
    return { when, inMemory, inHeap: times(await heap(session), text) }
  }
  const before = [await counted('open', TYPED), await counted('open', words)]
  assert.ok(before[0].inMemory.some((n) => n > 0), 'it is found where it is')
  await press(page, 'Lock now')
  await passphrase(page, 'Passphrase').waitFor()
  const after = [await counted('locked', TYPED), await counted('locked', words)]
  t.diagnostic(`typed: ${JSON.stringify([before[0], after[0]])}`)
  t.diagnostic(`passphrase: ${JSON.stringify([before[1], after[1]])}`)
  for (const { inMemory } of after) assert.deepEqual(inMemory.filter((n) => n > 0), [])
  // It was of another instance, and this one opens all the same.
  await unlock(page, words)
  await page.getByRole('textbox').first().waitFor()
})
