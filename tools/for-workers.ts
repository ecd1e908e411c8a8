// How code is bundled for Workers: one module, since nothing can be loaded there later. What is bundled is
// in the main bundle too, with its licences (tools/third-party-notices.ts).
import type { Rolldown, UserConfig } from 'tsdown'

const NODE_CRYPTO = '\0node-crypto'

/** `require('crypto')` of an older package as an import: a module of Workers has no `require`. */
const requiredCrypto: Rolldown.Plugin = {
  name: 'required-crypto',
  resolveId: (source, _importer, { kind }) =>
    source === 'crypto' && kind === 'require-call' ? NODE_CRYPTO : undefined,
  load: (id) => (id === NODE_CRYPTO ? "export * from 'node:crypto'" : undefined),
}

export function forWorkers(entry: Record<string, string>): UserConfig {
  return {
    entry,
    format: 'esm',
    platform: 'node',
    target: 'es2024',
    fixedExtension: false,
    deps: { alwaysBundle: [/^[^./]/], onlyBundle: false, onlyImport: [] },
    outputOptions: { codeSplitting: false },
    plugins: [requiredCrypto],
    checks: { pluginTimings: false },
  }
}
