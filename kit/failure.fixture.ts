// What a call failed with, for tests of errors that stand behind one another.
/** The error of a call, with everything behind it. */
export async function failureOf(call: Promise<unknown>): Promise<string> {
  const texts: string[] = []
  let error: unknown = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  while (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? ` [${error.code}]` : ''
    texts.push(`${error.name}: ${error.message}${code}`)
    error = error.cause
  }
  return texts.join(' < ')
}
