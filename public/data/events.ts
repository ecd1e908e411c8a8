// Server-sent events out of a byte stream, whole events only, however the stream is cut.

/** Calls back with the values of all events that have arrived, until the stream ends. */
export async function readEvents<T>(
  stream: ReadableStream<Uint8Array>,
  take: (values: T[]) => void,
): Promise<void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const events = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    const values = events.flatMap((event) => dataOf<T>(event))
    if (values.length > 0) take(values)
  }
}

function dataOf<T>(event: string): T[] {
  const lines = event.split('\n').filter((line) => line.startsWith('data: '))
  return lines.length === 0 ? [] : [JSON.parse(lines.map((line) => line.slice(6)).join('\n')) as T]
}
