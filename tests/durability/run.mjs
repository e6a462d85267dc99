// Ends a real browser in every way there is while the page saves, and counts what was confirmed and is not there.
//
//   node tests/durability/run.mjs --url http://127.0.0.1:8080/ [--trials 20] [--kind browser]
//
// The page exposes window.__crash = { write(k, bytes), readAll() }: `write` resolves when the app would say Saved (to
// false, or not at all, if it would not), `readAll` gives [{ k, ok }] after a start. `cargo xtask durability` builds it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { whyNoPower } from './disk.mjs'
import { KINDS, trial } from './trial.mjs'

const { values } = parseArgs({
  options: { url: { type: 'string' }, trials: { type: 'string', default: '20' }, kind: { type: 'string' } },
})
const nTrials = Number(values.trials)
if (!values.url || !Number.isInteger(nTrials) || nTrials < 1 || (values.kind && !KINDS.includes(values.kind))) {
  console.error(`--url ADDRESS [--trials N] [--kind ${KINDS.join('|')}]`)
  process.exit(2)
}

// Whoever started this may be killed: the trials end then.
process.stdin.on('end', () => process.exit(1)).resume()

const rows = []
for (const kind of values.kind ? [values.kind] : KINDS) rows.push(await trialsOf(kind))

console.log(`\n${row(['kind', 'trials', 'confirmed', 'lost', 'corrupt', 'not done'])}`)
for (const { kind, why, trials, confirmed, lost, corrupt, errors } of rows) {
  console.log(why ? `${kind.padEnd(10)}left out: ${why}` : row([kind, trials, confirmed, lost, corrupt, errors]))
}
const tried = rows.filter((of) => !of.why)
const isGood = tried.length > 0 && tried.every((of) => of.lost + of.corrupt + of.errors === 0 && of.confirmed > 0)
console.log(isGood ? '\nNothing that was confirmed was lost.' : '\nNOT GOOD: see the table.')
process.exit(isGood ? 0 : 1)

async function trialsOf(kind) {
  if (kind === 'power') {
    const folder = mkdtempSync(join(tmpdir(), 'durability-'))
    const why = whyNoPower(folder)
    rmSync(folder, { recursive: true, force: true })
    if (why) return { kind, why }
  }
  const sum = { kind, trials: nTrials, confirmed: 0, lost: 0, corrupt: 0, errors: 0 }
  for (let n = 1; n <= nTrials; n += 1) {
    try {
      const { confirmed, lost, corrupt } = await trial(kind, values.url)
      sum.confirmed += confirmed
      sum.lost += lost.length
      sum.corrupt += corrupt.length
      console.log(`${kind} ${n}: ${confirmed} confirmed, ${lost.length} lost ${list(lost)}, ${corrupt.length} corrupt ${list(corrupt)}`)
    } catch (error) {
      sum.errors += 1
      console.log(`${kind} ${n}: not done: ${String(error).split('\n')[0]}`)
    }
  }
  return sum
}

function list(numbers) {
  return numbers.length === 0 ? '' : `(${numbers.slice(0, 10).join(' ')}${numbers.length > 10 ? ' …' : ''})`
}

function row([first, ...others]) {
  return String(first).padEnd(10) + others.map((of) => String(of).padStart(10)).join('')
}
