// Says whether a Node release can run the simulator. Runs on Nodes as old as 12, so it uses nothing
// newer and imports nothing.

const firstGood = 'Node 22.13, 23.4 or any newer release'

/**
 * One line for a person whose Node cannot run the simulator, `undefined` for one whose can.
 * `node:sqlite` needs no flag from 22.13.0 and 23.4.0 on (Node's own change log of that module).
 */
export function explainOldNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major >= 24 || (major === 23 && minor >= 4) || (major === 22 && minor >= 13)) return undefined
  return (
    `alipay-sim needs ${firstGood}, and this is Node ${version}: ` +
    'install the current LTS release from https://nodejs.org and try again.'
  )
}
