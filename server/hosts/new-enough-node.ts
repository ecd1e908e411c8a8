// Imported first by what the package exports: a Node that cannot run the simulator is told so in one
// line, before anything that it does not know is reached.
import { explainOldNode } from './node-version.ts'

// A page in a browser, which `alipay-sim/msw` runs in, has no Node at all.
const version: string | undefined = globalThis.process?.versions?.node
const complaint = version === undefined ? undefined : explainOldNode(version)
if (complaint !== undefined) {
  const error = new Error(complaint)
  // Where in the bundle this stands helps nobody.
  error.stack = complaint
  throw error
}
