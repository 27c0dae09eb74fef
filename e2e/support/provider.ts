/** An identity provider of the test's own: it signs with keys made here, and asks who one is. */
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

const keyId = 'browser-test';

/** What the page of the provider offers to be. */
interface Account {
  name: string;
  subject: string;
}

/** A code that was given, and what it is good for. */
interface Given {
  account: Account;
  nonce: string;
  challenge: string;
  redirectUri: string;
}

const base64url = (text: string | Buffer) => Buffer.from(text).toString('base64url');

export class Provider {
  readonly clientId = 'amparo-browser-test';
  issuer = '';

  readonly #accounts: readonly Account[];
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #codes = new Map<string, Given>();
  readonly #server: Server;

  constructor(accounts: readonly Account[]) {
    this.#accounts = accounts;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    this.issuer = `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #sign(claims: Record<string, unknown>): string {
    const header = base64url(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: keyId }));
    const text = `${header}.${base64url(JSON.stringify(claims))}`;
    const signature = createSign('RSA-SHA256').update(text).sign(this.#keys.privateKey);
    return `${text}.${base64url(signature)}`;
  }

  /** The page with a way in for each account. */
  #page(query: URLSearchParams): string {
    const links = this.#accounts.map((account) => {
      const code = randomUUID();
      const redirectUri = query.get('redirect_uri') ?? '';
      this.#codes.set(code, {
        account,
        nonce: query.get('nonce') ?? '',
        challenge: query.get('code_challenge') ?? '',
        redirectUri,
      });
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state') ?? '');
      return `<p><a href="${back.href.replaceAll('&', '&amp;')}">${account.name}</a></p>`;
    });
    const title = '<title>Provider</title><h1>Who are you?</h1>';
    return `<!doctype html><html lang="en">${title}${links.join('')}</html>`;
  }

  /** The token for a code, for whoever has its verifier; each works once. */
  #token(form: URLSearchParams): Record<string, string> {
    const code = form.get('code') ?? '';
    const given = this.#codes.get(code);
    this.#codes.delete(code);
    const verifier = form.get('code_verifier') ?? '';
    const proof = createHash('sha256').update(verifier).digest('base64url');
    if (given?.challenge !== proof || given.redirectUri !== form.get('redirect_uri')) {
      return { error: 'invalid_grant' };
    }
    const now = Math.floor(Date.now() / 1000);
    const { account, nonce } = given;
    const times = { iat: now, exp: now + 300 };
    const who = { sub: account.subject, preferred_username: account.name };
    const claims = { iss: this.issuer, aud: this.clientId, nonce, ...times, ...who };
    return { id_token: this.#sign(claims) };
  }

  #description() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    const json = (body: object, status = 200) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return void json(this.#description());
      case '/keys': {
        const key = this.#keys.publicKey.export({ format: 'jwk' });
        return void json({ keys: [{ ...key, kid: keyId, use: 'sig' }] });
      }
      case '/token': {
        const body = this.#token(new URLSearchParams(await bodyOf(request)));
        return void json(body, 'error' in body ? 400 : 200);
      }
      case '/authorize':
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(this.#page(url.searchParams));
        return;
      default:
        json({}, 404);
    }
  }
}

/** Starts one on a free port of this machine. */
export async function openProvider(accounts: readonly Account[]): Promise<Provider> {
  const provider = new Provider(accounts);
  await provider.start();
  return provider;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
