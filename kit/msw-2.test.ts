// The same handlers under msw 2, which a project with an older msw has in the place of `msw`.
import { setupServer } from 'msw-2/node'
import { vi } from 'vitest'
import { createHandlers } from './msw.ts'
import { tellOfMsw } from './msw-clients.fixture.ts'

vi.mock('msw', () => import('msw-2'))

// Handlers of one generation are, by their types, none of the other.
tellOfMsw(createHandlers, (...handlers) => {
  const server = setupServer(...(handlers as never[]))
  const listen = () => server.listen({ onUnhandledRequest: 'error' })
  return { listen, close: () => server.close() }
})
