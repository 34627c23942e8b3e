import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    demo: string
    fresh: string
    /** What signs a browser in to the demo shop: name and value of a cookie. */
    session: { name: string; value: string }
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
    if (name === 'demo') project.provide('session', await signedIn(address))
  }
}

/** Signs the owner of the demo shop in once for all stories. */
async function signedIn(address: string) {
  const password = process.env.REGULARS_DEMO_PASSWORD
  if (!password) throw new Error('REGULARS_DEMO_PASSWORD is missing: the one the demo runs with')
  const heard = await fetch(`${address}/api/v1/door/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'owner@demo.test', password }),
  })
  const [, name, value] = /^([^=]+)=([^;]+)/.exec(heard.headers.get('set-cookie') ?? '') ?? []
  if (!name || !value) throw new Error(`the demo's owner cannot sign in: ${await heard.text()}`)
  return { name, value }
}

async function answers(address: string, variable: string) {
  const heard = await fetch(`${address}/readyz`).catch(() => undefined)
  if (!heard?.ok) throw new Error(`nobody answers at ${variable}=${address}`)
}
