// Runs the tests of a compiled test program, as `wasm-bindgen-test` wants to be run: it writes its
// report into #output, and is told what goes to the console so that it can show it beside a failure.

import init, * as tests from './tests.js'

const words = JSON.parse(decodeURIComponent(location.hash.slice(1) || '[]'))

// Called by the test program around each test; a WebAssembly trap comes out of it as an exception.
window.__wbg_test_invoke = (test) => test()

try {
  const wasm = await init({ module_or_path: 'tests_bg.wasm' })
  for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
    const tell = tests[`__wbgtest_console_${level}`]
    console[level] = (...args) => tell(args)
  }
  const all = Object.keys(wasm).filter((name) => name.startsWith('__wbgt_'))
  const chosen = all.filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  const isBenchmark = false
  const context = new tests.WasmBindgenTestContext(isBenchmark)
  context.include_ignored(false)
  context.filtered_count(all.length - chosen.length)
  await context.run(chosen.map((name) => wasm[name]))
} catch (error) {
  document.getElementById('output').textContent += `\nthe tests did not run: ${error?.stack ?? error}\n`
}
document.body.dataset.isDone = 'true'
