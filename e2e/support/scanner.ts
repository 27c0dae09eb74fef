import { createServer, type Socket } from 'node:net';

/** A clamd that finds the standard test file of scanners, once it is told to answer. */
export interface Scanner {
  address: string;
  /** Until then it takes files and says nothing. */
  answer: () => void;
  stop: () => Promise<void>;
}

/** The standard test file of scanners, put together here so that none stumbles over this file. */
export const testVirus = [
  String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}`,
  '$EICAR-',
  'STANDARD-',
  'ANTIVIRUS-',
  'TEST-FILE!',
  '$H+H*',
].join('');

export async function startScanner(): Promise<Scanner> {
  let isAnswering = false;
  const waiting: (() => void)[] = [];
  const whenAnswering = (say: () => void) => {
    if (isAnswering) say();
    else waiting.push(say);
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let heard = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      heard = Buffer.concat([heard, bytes]);
      const isPing = heard.toString('latin1') === 'zPING\0';
      if (isPing) socket.end('PONG\0');
      else if (heard.subarray(-4).equals(Buffer.alloc(4))) {
        const verdict = heard.includes(testVirus) ? 'Test-Signature FOUND' : 'OK';
        whenAnswering(() => socket.end(`stream: ${verdict}\0`));
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const place = server.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  return {
    address: `127.0.0.1:${port}`,
    answer: () => {
      isAnswering = true;
      waiting.splice(0).forEach((say) => say());
    },
    stop: () =>
      new Promise((resolve) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(() => resolve());
      }),
  };
}
