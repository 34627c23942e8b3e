import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    demo: string
    fresh: string
  }
}

const SHOPS = {
  demo: { variable: 'REGULARS_URL', command: 'regulars demo' },
  fresh: { variable: 'REGULARS_FRESH_URL', command: 'regulars --home EMPTY serve' },
} as const

/** The two shops of the stories: one with a history and one without orders, both real programs. */
export default async function openShops(project: TestProject) {
  for (const [name, { variable, command }] of Object.entries(SHOPS)) {
    const address = process.env[variable]
    if (!address) {
      throw new Error(`${variable} is missing: name a page before \`${command}\`, see README.md`)
    }
    await answers(address, variable)
    project.provide(name as keyof typeof SHOPS, address)
  }
}

async function answers(address: string, variable: string) {
  const heard = await fetch(`${address}/api/v1/shop`).catch(() => undefined)
  if (!heard?.ok) throw new Error(`nobody answers at ${variable}=${address}`)
}
