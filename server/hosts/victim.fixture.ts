// A server in a process of its own, for the test that kills it: `node victim.fixture.ts FOLDER`.
// Says in one line of JSON where it listens and with which keys, then serves until it dies.
import { startServer } from './node.ts'

const [, , dataDir] = process.argv
if (dataDir === undefined) throw new Error('name the folder of the database')
const { url, sandbox } = await startServer({ port: 0, dataDir, token: 'token' })
// A minute a second: notifications go out, and fail, while payments are still coming in.
sandbox.clock.setRate(60)
const [app] = sandbox.apps.list()
console.log(JSON.stringify({ url, app }))
