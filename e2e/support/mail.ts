import { createServer, type Socket } from 'node:net';

/** A mail as it came, its body in plain words. */
export interface Mail {
  to: string;
  text: string;
}

/** A mail server that takes everything and keeps it, for a test to read. */
export interface MailBox {
  port: number;
  mails: readonly Mail[];
  stop: () => Promise<void>;
}

export async function openMailBox(): Promise<MailBox> {
  const mails: Mail[] = [];
  const server = createServer((socket) => talk(socket, (mail) => mails.push(mail)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port for mails');
  return {
    port: address.port,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** One conversation after RFC 5321, as far as a client that means well needs it. */
function talk(socket: Socket, keep: (mail: Mail) => void): void {
  let waiting = '';
  let to = '';
  let lines: string[] | undefined;
  const say = (words: string) => socket.write(`${words}\r\n`);
  const hear = (line: string) => {
    if (lines !== undefined) {
      if (line !== '.') return lines.push(line);
      keep({ to, text: textOf(lines) });
      lines = undefined;
      return say('250 kept');
    }
    if (/^RCPT/i.test(line)) to = /<(.*)>/.exec(line)?.[1] ?? '';
    if (/^QUIT/i.test(line)) return say('221 bye');
    if (!/^DATA/i.test(line)) return say('250 ok');
    lines = [];
    return say('354 go on');
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    waiting += chunk.toString('latin1');
    const whole = waiting.split('\r\n');
    waiting = whole.pop() ?? '';
    whole.forEach((line) => hear(line));
  });
  say('220 here');
}

/** Behind the empty line, out of Base64. */
function textOf(lines: readonly string[]): string {
  const body = lines.slice(lines.indexOf('') + 1).join('');
  return Buffer.from(body, 'base64').toString('utf8');
}
