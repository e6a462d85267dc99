// Runs every *.test.mjs beside it, prints a line for each test, and closes with `N passed, N failed`.
// Arguments choose tests by words of their names; a test's name begins with its file's.

import { readdirSync } from 'node:fs'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs')).sort()
const names = process.argv.slice(2).map((words) => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'))

let passed = 0
let failed = 0

// Whoever started this may be killed: the tests end then, and the browsers with them.
process.stdin.on('end', () => process.exit(1)).resume()

const stream = run({
  files: files.map((name) => folder + name),
  // A browser a file; two at a time keep two cores busy.
  concurrency: 2,
  ...(names.length > 0 && { testNamePatterns: names }),
})

stream.on('test:pass', (test) => count(test, true))
stream.on('test:fail', (test) => count(test, false))
stream.on('test:stderr', ({ message }) => process.stdout.write(message))
stream.on('end', () => {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
})
stream.resume()

function count(test, isPass) {
  // With a choice of names, node reports the tests not chosen as skipped.
  if (test.skip !== undefined && names.length > 0) return
  // A file is reported as a test of its own: it counts only if it broke down before any test of it could run.
  const isFile = files.some((name) => test.name.endsWith(name))
  if (isFile && isPass) return
  if (isFile && test.details.error?.failureType === 'subtestsFailed') return
  const isOk = isPass && test.skip === undefined && test.todo === undefined
  if (isOk) passed += 1
  else failed += 1
  console.log(`${isOk ? 'ok    ' : 'FAILED'} ${test.name} (${(test.details.duration_ms / 1000).toFixed(1)} s)`)
  if (!isOk) console.log(reason(test))
}

function reason(test) {
  if (test.skip !== undefined || test.todo !== undefined) return '  left out, which counts as failed'
  const error = test.details.error?.cause ?? test.details.error
  return String(error?.stack ?? error).replace(/^/gm, '  ')
}
