// Chinese for what the command-line library says of a mistake, and for the sentences about a value
// that our own commands hand to it. Each is tried in turn.
export const MISTAKES: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^error: /, '错误：'],
  [/unknown option '(.+?)'/, "没有选项 '$1'"],
  [/unknown command '(.+?)'/, "没有命令 '$1'"],
  [/\(Did you mean one of (.+?)\?\)/, '（是否想写其中之一：$1？）'],
  [/\(Did you mean (.+?)\?\)/, '（是否想写 $1？）'],
  [/missing required argument '(.+?)'/, "缺少参数 '$1'"],
  [/option '(.+?)' argument missing/, "选项 '$1' 缺少值"],
  [/required option '(.+?)' not specified/, "缺少必需的选项 '$1'"],
  [
    /too many arguments(?: for '(?:.+?)')?\. Expected (\d+) arguments? but got (\d+): (.+)\./,
    '参数过多：应有 $1 个，实际 $2 个：$3',
  ],
  [/option '(.+?)' argument '(.*?)' is invalid\. ?/, "选项 '$1' 的值 '$2' 无效。"],
  [
    /command-argument value '(.*?)' is invalid for argument '(.+?)'\. ?/,
    "参数 '$2' 的值 '$1' 无效。",
  ],
  [/Allowed choices are (.+?)\.$/m, '可选值：$1。'],
  [/A whole number, such as 200\./, '请给出整数，例如 200。'],
  [
    /Give a duration of at most a day, such as (\S+) or (\S+)\./,
    '请给出不超过一天的时长，例如 $1 或 $2。',
  ],
  [/Give a duration like (\S+) or (\S+)\./, '请给出时长，例如 $1 或 $2。'],
  [/Give a number from (\S+) to (\S+)\./, '请给出 $1 至 $2 的数字。'],
  [
    /A number from (\S+) \(a hundred times as fast\) to (\S+)\./,
    '请给出 $1（一百倍速）至 $2 的数字。',
  ],
  [/A number from (\S+) to (\S+)\./, '请给出 $1 至 $2 的数字。'],
  [/A port from (\S+) \(free\) to (\S+)\./, '请给出 $1（任选空闲端口）至 $2 的端口。'],
  [/One line of (\S+) to (\S+) characters\./, '请给出 $1 至 $2 个字符的一行文本。'],
  [/There is no "(.*?)"; there are (.+?)\.$/m, '没有 "$1"；可用的有 $2。'],
  [/Give a duration such as (\S+) or (\S+)\./, '请给出时长，例如 $1 或 $2。'],
  [
    /Give a size such as (\S+), (\S+) or a number of bytes\./,
    '请给出大小，例如 $1、$2，或字节数。',
  ],
  [/Give a whole number, such as (\S+)\./, '请给出整数，例如 $1。'],
  [/a number above 0 and at most 1/, '请给出大于 0 且不超过 1 的数字。'],
]
