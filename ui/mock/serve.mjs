/** The page without the program: serves `dist` with the program's policy, answers from a mock. */
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answer } from './api.mjs'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const KINDS = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
}
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

const port = Number(process.argv.find((one) => /^\d+$/.test(one)) ?? 7702)
const fresh = process.argv.includes('--fresh')
const api = answer(fresh)

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://local')
  if (!url.pathname.startsWith('/api/v1/')) return page(url.pathname, response)
  const body = await read(request)
  const { status = 200, json, type = 'application/json' } = api(request.method, url, body)
  response.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : type })
  response.end(
    json === undefined ? undefined : typeof json === 'string' ? json : JSON.stringify(json),
  )
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))

async function read(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  const text = Buffer.concat(parts).toString()
  return request.headers['content-type']?.includes('json') && text ? JSON.parse(text) : text
}

function page(path, response) {
  const file = join(DIST, normalize(path))
  const found = path !== '/' && existsSync(file) ? file : join(DIST, 'index.html')
  response.writeHead(200, {
    'content-type': `${KINDS[extname(found)] ?? 'application/octet-stream'}; charset=utf-8`,
    'content-security-policy': POLICY,
  })
  createReadStream(found).pipe(response)
}
