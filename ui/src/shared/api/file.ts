import { handOverFile } from '~/client'

/** Hands a file over to the program, which looks into it where it lies; answers what it is called. */
export async function handOver(file: File) {
  // The document knows bytes only as a list of numbers; the browser streams the file itself.
  const body = file as unknown as number[]
  return (await handOverFile({ query: { name: file.name }, body, throwOnError: true })).data
}
