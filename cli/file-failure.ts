// Files and folders that cannot be used, in one line with the remedy.
import type { LocalizedText } from '../client-tests/rules/rule.ts'
import { Failure, messageOf } from './failure.ts'

/** Does something with a file; what goes wrong is said of that file. */
export function withFile<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof Failure ? error : fileFailure(path, error)
  }
}

export function fileFailure(path: string, error: unknown): Failure {
  const at = error instanceof Error && 'path' in error ? String(error.path) : path
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = messageOf(error)
  const other = { en: `cannot use ${at}: ${why}`, zh: `无法使用 ${at}：${why}` }
  return new Failure(2, REMEDIES[code]?.(at) ?? other)
}

const OR_ANOTHER: LocalizedText = { en: 'or choose another folder', zh: '或更换目录' }

const noRights = (path: string): LocalizedText => ({
  en: `this user may not use ${path}: give them rights to it (chmod, chown), ${OR_ANOTHER.en}`,
  zh: `当前用户没有权限使用 ${path}：请授予权限（chmod、chown），${OR_ANOTHER.zh}`,
})
const noSpace = (path: string): LocalizedText => ({
  en: `there is no space left for ${path}: make room, ${OR_ANOTHER.en}`,
  zh: `磁盘空间不足，无法写入 ${path}：请腾出空间，${OR_ANOTHER.zh}`,
})
const fileInTheWay = (path: string): LocalizedText => ({
  en: `${path} cannot be a folder, for a file is in the way: move that away, ${OR_ANOTHER.en}`,
  zh: `${path} 无法作为目录，因为已有同名文件：请移走该文件，${OR_ANOTHER.zh}`,
})

const REMEDIES: Record<string, (path: string) => LocalizedText> = {
  EACCES: noRights,
  EPERM: noRights,
  ENOSPC: noSpace,
  EDQUOT: noSpace,
  EROFS: (path) => ({
    en: `${path} is on a disk that is read only: choose another folder`,
    zh: `${path} 所在磁盘只读：请更换目录`,
  }),
  EISDIR: (path) => ({
    en: `${path} is a folder and should be a file: move it away`,
    zh: `${path} 应为文件，却是目录：请移走它`,
  }),
  ENOTDIR: fileInTheWay,
  EEXIST: fileInTheWay,
  EMFILE: (path) => ({
    en: `there are too many open files to use ${path}: raise "ulimit -n"`,
    zh: `打开的文件过多，无法使用 ${path}：请调高 ulimit -n`,
  }),
}
