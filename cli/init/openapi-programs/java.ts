// The official SDK for Java.
import { CERTIFICATES, type Programs, type Setup } from './program.ts'

const needs = 'com.alipay.sdk:alipay-sdk-java'

/** `client`: up to a client that has its keys. */
type Parts = Record<
  'about' | 'name' | 'settings' | 'client' | 'helper' | 'order' | 'execute',
  string
>

const program = ({
  about,
  name,
  settings,
  client,
  helper,
  order,
  execute,
}: Parts) => `// The official Java SDK ${about}
import com.alipay.api.AlipayClient;
${settings}import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import java.nio.file.Files;
import java.nio.file.Path;

public class ${name} {
${helper}  public static void main(String[] args) throws Exception {
${client}
    AlipayTradePrecreateRequest request = new AlipayTradePrecreateRequest();
    request.setBizContent("{\\"out_trade_no\\":\\"${order}-" + System.currentTimeMillis()
        + "\\",\\"total_amount\\":\\"0.01\\",\\"subject\\":\\"alipay-sim\\"}");
    System.out.println(client.${execute}(request).getBody());
  }
}
`

const plain = ({ appId, gateway }: Setup) =>
  program({
    about: `against alipay-sim. Needs: ${needs}
// It wants the private key as PKCS#8 on one line, and RSA2 said aloud: its default is RSA.`,
    name: 'JavaSnippet',
    settings: '',
    helper: `  static String key(String name) throws Exception {
    return new String(Files.readAllBytes(Path.of(name))).trim();
  }

`,
    client: `    AlipayClient client = new DefaultAlipayClient(
        "${gateway}",
        "${appId}",
        key("app-private-key.pkcs8.txt"),
        "json",
        "UTF-8",
        key("alipay-public-key.txt"),
        "RSA2");`,
    order: 'snippet',
    execute: 'execute',
  })

const certificate = ({ appId, gateway }: Setup) =>
  program({
    about: `in certificate mode. Needs: ${needs}`,
    name: 'JavaCertSnippet',
    settings: 'import com.alipay.api.CertAlipayRequest;\n',
    helper: '',
    client: `    CertAlipayRequest settings = new CertAlipayRequest();
    settings.setServerUrl("${gateway}");
    settings.setAppId("${appId}");
    settings.setPrivateKey(new String(Files.readAllBytes(Path.of("app-private-key.pkcs8.txt"))).trim());
    settings.setFormat("json");
    settings.setCharset("UTF-8");
    settings.setSignType("RSA2");
    settings.setCertPath("${CERTIFICATES.app(appId)}");
    settings.setAlipayPublicCertPath("${CERTIFICATES.alipay}");
    settings.setRootCertPath("${CERTIFICATES.root}");
    AlipayClient client = new DefaultAlipayClient(settings);`,
    order: 'cert',
    execute: 'certificateExecute',
  })

export const JAVA: Programs = {
  needs,
  plain: { file: 'JavaSnippet.java', text: plain },
  certificate: { file: 'JavaCertSnippet.java', text: certificate },
}
