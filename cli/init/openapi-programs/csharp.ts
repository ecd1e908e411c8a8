// AlipaySDKNet.Standard for .NET.
import { CERTIFICATES, type Programs, type Setup } from './program.ts'

const needs = 'dotnet add package AlipaySDKNet.Standard'

type Parts = Record<
  'about' | 'preparation' | 'privateKey' | 'lastArguments' | 'order' | 'execute',
  string
>

const program = (
  { appId, gateway }: Setup,
  { about, preparation, privateKey, lastArguments, order, execute }: Parts,
) => `// The official .NET SDK ${about}
using System;
using System.IO;
using Aop.Api;
using Aop.Api.Request;

${preparation}
IAopClient client = new DefaultAopClient(
    "${gateway}",
    "${appId}",
    ${privateKey},
    "json",
    "1.0",
    "RSA2",
${lastArguments});
var request = new AlipayTradePrecreateRequest();
request.BizContent = "{\\"out_trade_no\\":\\"${order}-" + DateTimeOffset.Now.ToUnixTimeMilliseconds()
    + "\\",\\"total_amount\\":\\"0.01\\",\\"subject\\":\\"alipay-sim\\"}";
Console.WriteLine(client.${execute}(request).Body);
`

const plain = (setup: Setup) =>
  program(setup, {
    about: `against alipay-sim. Needs: ${needs}
// It wants the private key as PKCS#1 on one line.`,
    preparation: `string Key(string name) => File.ReadAllText(name).Trim();
`,
    privateKey: 'Key("app-private-key.pkcs1.txt")',
    lastArguments: `    Key("alipay-public-key.txt"),
    "UTF-8",
    false`,
    order: 'snippet',
    execute: 'Execute',
  })

const certificate = (setup: Setup) =>
  program(setup, {
    about: `in certificate mode. Needs: ${needs}`,
    preparation: `var certificates = new CertParams
{
    AppCertPath = "${CERTIFICATES.app(setup.appId)}",
    AlipayPublicCertPath = "${CERTIFICATES.alipay}",
    RootCertPath = "${CERTIFICATES.root}",
};`,
    privateKey: 'File.ReadAllText("app-private-key.pkcs1.txt").Trim()',
    lastArguments: `    "UTF-8",
    false,
    certificates`,
    order: 'cert',
    execute: 'CertificateExecute',
  })

export const CSHARP: Programs = {
  needs,
  plain: { file: 'CSharpSnippet.cs', text: plain },
  certificate: { file: 'CSharpCertSnippet.cs', text: certificate },
}
