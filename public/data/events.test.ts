import { expect, test } from 'vitest'
import { readEvents } from './events.ts'

async function read(...pieces: Uint8Array[]): Promise<unknown[]> {
  const taken: unknown[] = []
  await readEvents(new Blob(pieces.map((one) => one.slice())).stream(), (values) =>
    taken.push(...values),
  )
  return taken
}

const bytes = new TextEncoder().encode(
  ': following\n\nid: 1\ndata: {"subject":"咖啡"}\n\nid: 2\ndata: {"seq":2}\n\nid: 3\ndata: {"se',
)

test('whole events are read, the one that was cut is not', async () => {
  expect(await read(bytes)).toEqual([{ subject: '咖啡' }, { seq: 2 }])
})

test.each([1, 7, 31])('events that come in pieces of %i bytes are the same', async (size) => {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, nth) =>
    bytes.subarray(nth * size, (nth + 1) * size),
  )
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
  const taken: unknown[] = []
  await readEvents(stream, (values) => taken.push(...values))
  expect(taken).toEqual([{ subject: '咖啡' }, { seq: 2 }])
})
