// Where `serve` is to listen with TLS, and why it cannot listen, in one line with the remedy.
import type { SecureOptions } from '../../server/hosts/node.ts'
import { StorageTrouble } from '../../server/storage/trouble.ts'
import { Failure, messageOf } from '../failure.ts'
import { fileFailure } from '../file-failure.ts'

interface Ways {
  /** `true`: no port was given. */
  tls?: number | true
  proxy?: number | true
  tlsDir?: string
  ephemeral?: boolean
}

/** What clients are to trust must be in a file that they can be given. */
export function secureOptions({ tls, proxy, tlsDir, ephemeral }: Ways): SecureOptions | undefined {
  if (tls === undefined && proxy === undefined) return undefined
  if (ephemeral && tlsDir === undefined)
    throw new Failure(2, {
      en: '--ephemeral keeps no certificate that clients could trust: say with --tls-dir where it may be',
      zh: '--ephemeral 不保存证书，客户端无从信任：请用 --tls-dir 指定证书目录',
    })
  return {
    ...(tls !== undefined && { tlsPort: tls === true ? 8_443 : tls }),
    ...(proxy !== undefined && { proxyPort: proxy === true ? 8_601 : proxy }),
    ...(tlsDir !== undefined && { dir: tlsDir }),
  }
}

const OTHER = { en: 'another', zh: '其他端口' }

interface Wanted {
  port: number
  host: string
  data: string
  ephemeral?: boolean
}

export function whyNotStarted(
  error: unknown,
  { port: first, host, data, ephemeral }: Wanted,
): Failure {
  if (error instanceof StorageTrouble) return new Failure(2, error.message)
  if (error instanceof Error && 'path' in error) return fileFailure(data, error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  // One of several may be meant.
  const port = error instanceof Error && 'port' in error ? Number(error.port) : first
  const other = port === first ? { en: '--port 0', zh: '--port 0' } : OTHER
  switch (code) {
    case 'EADDRINUSE':
      return new Failure(2, {
        en: `port ${port} is in use: stop what uses it, or give ${other.en}`,
        zh: `端口 ${port} 已被占用：请停止占用它的程序，或使用 ${other.zh}`,
      })
    case 'EACCES':
      return new Failure(2, {
        en: `port ${port} needs more rights: give one above 1023`,
        zh: `没有权限使用端口 ${port}：请使用 1023 以上的端口`,
      })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Failure(2, {
        en: `this machine has no address ${host}: give another --host`,
        zh: `本机没有地址 ${host}：请更换 --host`,
      })
    default: {
      const why = messageOf(error)
      return new Failure(2, {
        en: `cannot start${ephemeral ? '' : ` on ${data}`}: ${why}`,
        zh: `无法启动${ephemeral ? '' : `（数据目录 ${data}）`}：${why}`,
      })
    }
  }
}
