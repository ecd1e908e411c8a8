// A v3 path below /gateway.do is answered as the real gateway does, and the journal says what to do.
import { expect, test } from 'vitest'
import { restRequest } from '../../../testing/rest.fixture.ts'
import { openShop } from '../../../testing/shop.fixture.ts'

const TARGET = '/gateway.do/v3/alipay/trade/query'

test('POST /gateway.do/v3/…: HTTP 200, a page in GBK, and a hint', async () => {
  const { sandbox, app } = openShop()
  const reply = await sandbox.fetch(restRequest(app, { target: TARGET, body: {} }))
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toBe('text/html;charset=GBK')
  const page = new TextDecoder('gbk').decode(await reply.arrayBuffer())
  expect(page).toContain('<!DOCTYPE html>')
  const answers = sandbox.journal.since(0).filter((entry) => entry.kind === 'answer')
  expect(answers).toMatchObject([
    {
      hints: [
        { name: 'v3-below-gateway.do', about: expect.stringContaining('/v3/alipay/trade/query') },
      ],
    },
  ])
})
