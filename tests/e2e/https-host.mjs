// A host with https whose folder can be swapped for another edition, made worse, and switched off.

import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'

const tls = async (name) => readFile(new URL(`./fixtures/tls/${name}.pem`, import.meta.url))

/** Starts it below a folder of the address, as an agency may well host it. */
export async function startHost(site) {
  const at = '/intranet/forms/'
  const { headers, types } = JSON.parse(await readFile(join(site, 'manifest.json')))
  const host = { site, asked: [], change: undefined }
  const answer = async (request, response) => {
    const path = decodeURI(request.url.split('?')[0])
    const name = path.startsWith(at) ? path.slice(at.length) || 'index.html' : undefined
    host.asked.push(name)
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value)
    response.setHeader('Cache-Control', 'no-cache')
    try {
      const bytes = await readFile(join(host.site, name))
      const sent = host.change ? host.change(name, bytes) : bytes
      if (!sent) throw new Error('not there')
      response.setHeader('Content-Type', types[extname(name).slice(1)] ?? 'application/octet-stream')
      response.end(sent)
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('no')
    }
  }
  let server
  const start = async (port) => {
    server = createServer({ key: await tls('key'), cert: await tls('cert') }, answer)
    await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
    return server.address().port
  }
  const port = await start(0)
  const stop = () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve) })
  return Object.assign(host, { address: `https://127.0.0.1:${port}${at}`, stop, startAgain: () => start(port) })
}

/** A copy of a site in a folder of its own, as an edition that differs in `boot.js`: `window.edition` is its number. */
export async function anotherEdition(site, number) {
  const folder = await mkdtemp(join(tmpdir(), 'edition-'))
  await cp(site, folder, { recursive: true })
  const of = (bytes, kind, form) => createHash(kind).update(bytes).digest(form)
  const change = async (name, work) => {
    const before = await readFile(join(folder, name))
    const after = Buffer.from(work(before.toString()))
    await writeFile(join(folder, name), after)
    for (const list of ['manifest.json', 'offline.js']) {
      const text = await readFile(join(folder, list), 'utf8')
      await writeFile(join(folder, list), text.replaceAll(of(before, 'sha256', 'hex'), of(after, 'sha256', 'hex')))
    }
    return [before, after].map((bytes) => `sha384-${of(bytes, 'sha384', 'base64')}`)
  }
  const [was, is] = await change('boot.js', (text) => `${text}\nwindow.edition = ${number};\n`)
  await change('index.html', (text) => text.replace(was, is))
  const worker = await readFile(join(folder, 'offline.js'), 'utf8')
  await writeFile(join(folder, 'offline.js'), worker.replace(/"id": "[^"]+"/, `"id": "edition ${number}"`))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
