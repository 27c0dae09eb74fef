/** An identity provider of the test's own: it signs with keys made here, and asks who one is. */
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const clientId = 'amparo-browser-test';
const keyId = 'browser-test';

/** What the page of the provider offers to be. */
interface Account {
  name: string;
  subject: string;
}

export interface Provider {
  issuer: string;
  clientId: string;
  stop: () => Promise<void>;
}

/** A code that was given, and what it is good for. */
interface Given {
  account: Account;
  nonce: string;
  challenge: string;
  redirectUri: string;
}

const base64url = (text: string | Buffer) => Buffer.from(text).toString('base64url');

/** Starts it on a free port of this machine; its sign-in page has a button for each account. */
export async function openProvider(accounts: readonly Account[]): Promise<Provider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Given>();
  let issuer = '';

  const sign = (claims: Record<string, unknown>) => {
    const header = base64url(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: keyId }));
    const text = `${header}.${base64url(JSON.stringify(claims))}`;
    return `${text}.${base64url(createSign('RSA-SHA256').update(text).sign(privateKey))}`;
  };

  const page = (query: URLSearchParams) => {
    const buttons = accounts.map((account) => {
      const code = randomUUID();
      codes.set(code, {
        account,
        nonce: query.get('nonce') ?? '',
        challenge: query.get('code_challenge') ?? '',
        redirectUri: query.get('redirect_uri') ?? '',
      });
      const back = new URL(query.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state') ?? '');
      return `<p><a href="${back.href.replaceAll('&', '&amp;')}">${account.name}</a></p>`;
    });
    return `<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1>${buttons.join('')}</html>`;
  };

  /** The token for a code, for whoever has its verifier; each works once. */
  const token = (form: URLSearchParams) => {
    const code = form.get('code') ?? '';
    const given = codes.get(code);
    codes.delete(code);
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood = given?.challenge === proof && given.redirectUri === form.get('redirect_uri');
    if (!isGood) return { error: 'invalid_grant' };
    const now = Math.floor(Date.now() / 1000);
    const { account, nonce } = given;
    const times = { iat: now, exp: now + 300 };
    const who = { sub: account.subject, preferred_username: account.name };
    return { id_token: sign({ iss: issuer, aud: clientId, nonce, ...times, ...who }) };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', issuer);
    const json = (body: object, status = 200) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
      });
    } else if (url.pathname === '/keys') {
      json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig' }] });
    } else if (url.pathname === '/token') {
      const body = token(new URLSearchParams(await bodyOf(request)));
      json(body, 'error' in body ? 400 : 200);
    } else if (url.pathname === '/authorize') {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(page(url.searchParams));
    } else {
      json({}, 404);
    }
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  issuer = `http://127.0.0.1:${address.port}`;
  return {
    issuer,
    clientId,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
