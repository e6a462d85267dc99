// Starts the servers that agencies have, unprivileged, on free ports, with a copy of the site and the configurations
// of hosting/, the way hosting/README.md tells IT to. Round them stands what such a server may well have of its own.

import { spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { filesBelow } from './scan.mjs'

const repository = fileURLToPath(new URL('../../', import.meta.url))
export const siteFolder = process.env.SITE_FOLDER ?? join(repository, 'target/site')
export const AT = '/intranet/forms/'

const NOBODY = 65534
const NGINX = process.env.NGINX ?? '/usr/sbin/nginx'
const APACHE = process.env.APACHE ?? '/usr/sbin/apache2'
const NGINX_MODULES = process.env.NGINX_MODULES ?? '/usr/lib/nginx/modules'
const APACHE_MODULES = process.env.APACHE_MODULES ?? '/usr/lib/apache2/modules'
const STARTS_WITHIN_MS = 20_000

/** Of each kind one file that stands there compressed as well. */
const isCompressed = (name) => /^(index\.html|boot\.js|mhtr-forms-.*|rest-.*|tokens-.*\.css|pictures\/pictures\.svg|forms\/index\.json)$/.test(name)

/** A folder of the site as it is handed over, readable by the server. Gives the folder and the names of the files. */
function copyOfTheSite() {
  const top = mkdtempSync(join(tmpdir(), 'hosting-'))
  chmodSync(top, 0o755)
  const site = join(top, 'site')
  cpSync(siteFolder, site, { recursive: true })
  cpSync(join(repository, 'hosting'), join(site, 'hosting'), { recursive: true })
  const names = filesBelow(siteFolder).map((file) => file.slice(siteFolder.length).replace(/^\//, ''))
  for (const name of names.filter(isCompressed)) {
    const bytes = readFileSync(join(site, name))
    writeFileSync(join(site, `${name}.gz`), gzipSync(bytes, { level: 1 }))
    writeFileSync(join(site, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }))
  }
  // Whoever copied the folder left files of other servers, and of an editor, in it.
  cpSync(join(repository, 'hosting/web.config'), join(site, 'web.config'))
  writeFileSync(join(site, '.hidden'), 'not for anybody')
  return { top, site, names, compressed: names.filter(isCompressed) }
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The server's own configuration: headers, caching and listings of its own, for other things that it serves. */
function nginxConfiguration({ top, site, port, hasBrotli }) {
  const ours = join(site, 'hosting/nginx.conf')
  if (hasBrotli) writeFileSync(ours, readFileSync(ours, 'utf8').replace('#brotli_static', 'brotli_static'))
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${top}/${of};`)
  return `${hasBrotli ? `load_module ${NGINX_MODULES}/ngx_http_brotli_static_module.so;` : ''}
daemon off; pid ${top}/pid; error_log ${top}/error.log;
events {}
http {
  ${places.join(' ')}
  access_log off; autoindex on;
  server {
    listen 127.0.0.1:${port};
    add_header Content-Security-Policy "default-src 'unsafe-inline'"; add_header X-Powered-By intranet; expires 1d;
    location = ${AT.slice(0, -1)} { return 301 ${AT}; }
    location ${AT} {
      alias ${site}/;
      include ${ours};
    }
  }
}
`
}

function apacheConfiguration({ top, site, port, isByHtaccess }) {
  const modules = ['mpm_event', 'authz_core', 'alias', 'dir', 'mime', 'headers', 'rewrite', 'autoindex', 'expires', 'filter', 'deflate']
  // Not in the main configuration: a folder of the intranet with ours copied into it.
  if (isByHtaccess) {
    mkdirSync(join(top, 'root/intranet'), { recursive: true })
    cpSync(site, join(top, 'root', AT), { recursive: true })
    cpSync(join(repository, 'hosting/htaccess'), join(top, 'root', AT, '.htaccess'))
    rmSync(site, { recursive: true })
  }
  writeFileSync(join(top, 'mime.types'), 'text/html html\napplication/javascript js\napplication/gzip gz\n')
  const place = isByHtaccess
    ? `DocumentRoot ${top}/root
<Directory ${top}/root>
  AllowOverride FileInfo Indexes Options
  Require all granted
</Directory>`
    : `Alias ${AT.slice(0, -1)} ${site}
<Directory ${site}>
  Include ${site}/hosting/apache.conf
  AllowOverride None
  Require all granted
</Directory>
TraceEnable off`
  return `${modules.map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`).join('\n')}
ServerRoot ${top}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${top}/pid
ErrorLog ${top}/error.log
Mutex file:${top} default
TypesConfig ${top}/mime.types
AddType application/x-gzip .gz
AddLanguage br .br
AddOutputFilterByType DEFLATE text/html text/css text/javascript
Options Indexes FollowSymLinks
<Files ".ht*">
  Require all denied
</Files>
Header set Content-Security-Policy "default-src 'unsafe-inline'"
ExpiresActive On
ExpiresDefault "access plus 1 day"
${place}
`
}

/** Starts one of `nginx`, `apache` and `htaccess`. Gives its address, what it serves, and how to end it. */
export async function startHost(kind) {
  const program = kind === 'nginx' ? NGINX : APACHE
  if (!existsSync(program)) throw new Error(`${program} is not there: cargo xtask test e2e installs it on Debian`)
  const copy = copyOfTheSite()
  const port = await freePort()
  const hasBrotli = kind !== 'nginx' || existsSync(join(NGINX_MODULES, 'ngx_http_brotli_static_module.so'))
  const order = { ...copy, port, hasBrotli, isByHtaccess: kind === 'htaccess' }
  const file = join(copy.top, 'server.conf')
  writeFileSync(file, kind === 'nginx' ? nginxConfiguration(order) : apacheConfiguration(order))
  chmodSync(copy.top, 0o777)
  const words = kind === 'nginx' ? ['-p', copy.top, '-e', join(copy.top, 'error.log'), '-c', file] : ['-f', file, '-DFOREGROUND']
  const isRoot = process.getuid() === 0
  const child = spawn(program, words, { stdio: ['ignore', 'inherit', 'inherit'], ...(isRoot && { uid: NOBODY, gid: NOBODY }) })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  // Nobody may be left behind if this program is ended.
  const kill = () => child.kill('SIGTERM')
  process.on('exit', kill)
  const address = `http://127.0.0.1:${port}${AT}`
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
    rmSync(copy.top, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  const until = Date.now() + STARTS_WITHIN_MS
  for (;;) {
    if (await ask(address, { method: 'HEAD' }).then(() => true, () => false)) break
    if (child.exitCode !== null || Date.now() > until) {
      const log = existsSync(join(copy.top, 'error.log')) ? readFileSync(join(copy.top, 'error.log'), 'utf8') : ''
      await stop()
      throw new Error(`${kind} does not start\n${log}`)
    }
    await wait(50)
  }
  return { address, names: copy.names, compressed: copy.compressed, hasBrotli, stop }
}

/** Asks as a client would that knows nothing of browsers. A header that is sent twice is given as a list. */
export function ask(url, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const parts = []
      response.on('data', (part) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const sent = {}
        for (const [name, values] of Object.entries(response.headersDistinct)) sent[name] = values.length === 1 ? values[0] : values
        resolve({ status: response.statusCode, headers: sent, body: Buffer.concat(parts) })
      })
    })
    request.on('error', reject)
    request.end()
  })
}
