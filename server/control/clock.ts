// A sandbox's clock.
import * as v from 'valibot'
import { DAY, parseDuration } from '../values/instant.ts'
import { InputError } from '../values/input-error.ts'
import { endpoint } from './endpoint.ts'
import { shortText } from './read-input.ts'

const LONGEST_MS = 3_660 * DAY

export const clock = [
  endpoint({
    method: 'GET',
    path: '/clock',
    about: 'shows the time, the rate, and the next thing that will happen',
    answer: ({ sandbox }) => sandbox.clock.view(),
  }),
  endpoint({
    method: 'POST',
    path: '/clock/advance',
    about: 'moves the clock forward; everything on the way happens',
    body: v.strictObject({ duration: shortText }),
    answer: ({ sandbox, body: { duration } }) => {
      const durationMs = parseDuration(duration)
      if (durationMs !== undefined && durationMs <= LONGEST_MS) {
        return sandbox.clock.advance(durationMs)
      }
      throw new InputError('duration', 'write for example 90s, 25h or 1d12h, at most 3660d')
    },
  }),
  endpoint({
    method: 'POST',
    path: '/clock/next',
    about: 'jumps to the next thing that will happen',
    answer: ({ sandbox }) => sandbox.clock.next(),
  }),
  endpoint({
    method: 'PUT',
    path: '/clock/rate',
    about: 'sets how fast time passes: 1 real, 60 a minute per second, 0 frozen',
    body: v.strictObject({ rate: v.number('a number from 0 (frozen) to 10000') }),
    answer: ({ sandbox, body }) => sandbox.clock.setRate(body.rate),
  }),
]
