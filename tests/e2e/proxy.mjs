// A proxy that lets through what is for one origin, and writes down everything that is asked of it.

import { createServer, request as ask } from 'node:http'

/** Starts it. `seen` are the addresses asked for, in order; `CONNECT host:port` where only that is known. */
export async function startProxy(own) {
  const seen = []
  const server = createServer((request, response) => {
    seen.push(request.url)
    const refuse = () => response.writeHead(502).end()
    if (!URL.canParse(request.url) || new URL(request.url).origin !== own) return refuse()
    const { method, headers } = request
    const passed = ask(request.url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', refuse)
    request.pipe(passed)
  })
  server.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`)
    socket.on('error', () => {})
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const flags = [`--proxy-server=http://127.0.0.1:${server.address().port}`, '--proxy-bypass-list=<-loopback>']
  return { seen, flags, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve) }) }
}

/** Whether it is the browser itself speaking to its maker: no page causes it and no page can stop it. */
export function isOfTheBrowser(address) {
  return /(^CONNECT |\/\/)([\w-]+\.)*(googleapis|google|gstatic|gvt1|googleusercontent)\.com[:/]/.test(address)
}
