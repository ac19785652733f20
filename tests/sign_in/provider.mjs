// A provider of identities for the tests: oidc-provider, which the OpenID Foundation has certified, with its own pages
// for signing in, where every name and any password are good.
// node provider.mjs PORT CLIENT SECRET OUR-ORIGIN
import Provider from 'oidc-provider';

const [port, client, secret, ours] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: client,
    client_secret: secret,
    redirect_uris: [`${ours}/sign-in/provider/back/`],
    post_logout_redirect_uris: [`${ours}/accounts/login/`],
  }],
  claims: { openid: ['sub'], profile: ['preferred_username', 'name'] },
  cookies: { keys: ['only-for-tests'] },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id.toUpperCase(), name: id }),
  }),
});
provider.listen(port, '127.0.0.1');
