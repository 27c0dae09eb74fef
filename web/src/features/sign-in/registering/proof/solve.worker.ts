/** Works a task out beside the page, which stays free to be read and left. */
import { solve, type Task } from './solve';

self.onmessage = ({ data }: MessageEvent<Task>) => {
  const answers = solve(data, (done) => self.postMessage({ done }));
  self.postMessage({ answers });
};
