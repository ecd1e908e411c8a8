// What the server says of mistakes of signing, in Chinese. What is not here stays English.
export const MISTAKES_ZH: Readonly<Record<string, string>> = {
  'sign_type is left out of the signed text: a request signs it (only sign is left out)':
    '签名内容缺少 sign_type：请求的签名包含它（只去掉 sign）',
  'parameters without a value are in the signed text: leave them out':
    '签名内容包含空值参数：应当去掉',
  'sign itself is in the signed text: it must not be': '签名内容包含 sign 本身：不应包含',
  'a parameter is in the signed text that was not sent': '签名内容包含没有发送的参数',
  'only biz_content is signed: every parameter must be': '只对 biz_content 签名：所有参数都要签名',
  'parameters are signed in the order in which they were sent: sort them by name':
    '按发送顺序签名：应当按参数名排序',
  'names are sorted without regard to case: sort them by their ASCII codes':
    '排序时忽略了大小写：应当按 ASCII 码排序',
  'names are sorted from Z to A': '参数名按从 Z 到 A 排序',
  'the texts `name=value` are sorted instead of the names':
    '对“名称=值”整体排序：应当只按参数名排序',
  'values stand in quotation marks, as in the old mobile interface: openapi has none':
    '值带引号，如旧版移动支付接口：openapi 不带引号',
  'parameters are joined by something else than `&`': '参数之间没有用 & 连接',
  'only the values are signed: sign `name=value`': '只对值签名：应当签“名称=值”',
  'the parameters are signed as JSON: join them as `name=value` with `&`':
    '参数以 JSON 形式签名：应当用 & 连接“名称=值”',
  'the signed text begins or ends with `&` or `?`': '签名内容以 & 或 ? 开头或结尾',
  'the signed text ends with a line feed or a blank, as `echo` leaves one':
    '签名内容以换行或空格结尾，例如 echo 会留下换行',
  'the address of the gateway is in the signed text: sign the parameters alone':
    '签名内容包含网关地址：只应对参数签名',
  'the last line has no line feed: every line ends with one':
    '最后一行没有换行：每一行都以换行结尾',
  'there is an empty line at the end': '末尾多了一个空行',
  'lines end with CR LF: use LF alone': '行尾是 CR LF：只用 LF',
  'the query is missing behind the path': '路径后面缺少查询串',
  'the HTTP method is missing, or in small letters': '缺少 HTTP 方法，或者用了小写',
  'the body was sent and not signed, or signed and not sent':
    '请求体已发送却没有签名，或已签名却没有发送',
  'the text was signed as GBK: v3 is UTF-8 only': '按 GBK 签名：v3 只用 UTF-8',
  'the whole address was signed: sign path and query alone':
    '对整个地址签名：只应对路径和查询串签名',
  'made with a key of another sandbox: take the keys of the one you call':
    '用了另一个沙箱的密钥：请使用所调用沙箱的密钥',
  'the whole reply was verified: only the value behind the response key is signed':
    '对整个应答验签：只有应答字段的值被签名',
  'the braces or quotation marks around the value are part of the signed text':
    '值外面的花括号或引号也是签名内容',
  'the comma behind the value is no part of the signed text': '值后面的逗号不属于签名内容',
  'the verified text ends with a line feed': '验签的文本以换行结尾',
  'sign is padded as PSS: the gateway wants PKCS#1 v1.5':
    'sign 用了 PSS 填充：网关要求 PKCS#1 v1.5',
  'a digest was encrypted with the private key instead of being signed':
    '用私钥加密了摘要，而不是签名',
  'the text itself was encrypted with the private key instead of being signed':
    '用私钥加密了原文，而不是签名',
  '`+` of the Base64 arrived as a space: percent-encode sign in the query or form':
    'Base64 中的 + 到达时变成了空格：在查询串或表单中要对 sign 做百分号编码',
  'sign is percent-encoded once too often': 'sign 多做了一次百分号编码',
  'sign is hexadecimal: write it in Base64': 'sign 是十六进制：应当用 Base64',
  'sign is the Base64 of a Base64 text': 'sign 做了两次 Base64',
  'sign is written in base64url (`-`, `_`): use plain Base64':
    'sign 用了 base64url（-、_）：应当用普通 Base64',
  'sign carries quotation marks of its own': 'sign 自带引号',
  'sign is broken into lines: write the Base64 on one line': 'sign 被折行：Base64 应当写在一行',
  'sign is an MD5 as in the old mapi: openapi wants RSA':
    'sign 是旧版 mapi 的 MD5：openapi 要求 RSA',
}
