import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const gunzipable = promisify(gzip)
/** Below one packet compression saves nothing. */
const WORTH_IT = 1_000

/** Writes a `.br` and a `.gz` beside every file, so that the server never compresses. */
export function compressed(): Plugin {
  let folder = 'dist'
  return {
    name: 'compressed-siblings',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    async closeBundle() {
      for (const file of await filesUnder(folder)) await writeSiblings(file)
    },
  }
}

async function filesUnder(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true })
  const files = found.map((name) => join(folder, name)).filter((name) => !/\.(br|gz)$/.test(name))
  const kinds = await Promise.all(files.map(async (name) => (await stat(name)).isFile()))
  return files.filter((_, index) => kinds[index])
}

async function writeSiblings(file: string) {
  const content = await readFile(file)
  if (content.length < WORTH_IT) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
  await writeFile(`${file}.br`, await brotli(content, { params }))
  await writeFile(`${file}.gz`, await gunzipable(content, { level: 9 }))
}
