import { type ChildProcess, spawn } from 'node:child_process'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    demo: string
    fresh: string
  }
}

const MOCK_PORTS = { demo: 7711, fresh: 7712 }

/**
 * The two shops of the stories: one with a history (`REGULARS_URL`) and one without orders
 * (`REGULARS_FRESH_URL`). A shop that is not named is played by the mock.
 */
export default async function openShops(project: TestProject) {
  const started: ChildProcess[] = []
  const mock = async (port: number, ...flags: string[]) => {
    const child = spawn(process.execPath, ['mock/serve.mjs', String(port), ...flags])
    started.push(child)
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    return `http://127.0.0.1:${port}`
  }
  project.provide('demo', process.env.REGULARS_URL ?? (await mock(MOCK_PORTS.demo)))
  project.provide(
    'fresh',
    process.env.REGULARS_FRESH_URL ?? (await mock(MOCK_PORTS.fresh, '--fresh')),
  )
  return () => {
    for (const child of started) child.kill()
  }
}
